/** What is set in a well-known app itself, as its own manual says; the CA's certificate lies beside it. */
import type { PresetId } from "../apps/presets.ts";
import type { Facts } from "./runtimes.ts";

export interface Itself {
  /** The file, or the shell. */
  into: string;
  lines: string;
}

const CA = "/etc/ssl/certs/donelogin-ca.crt";
const SCOPES = "openid profile email groups";

const MADE: Readonly<Partial<Record<PresetId, (facts: Facts) => Itself>>> = {
  grafana: ({ issuer, clientId, secret, redirectUri }) => ({
    into: "compose.yaml",
    lines: `environment:
  GF_SERVER_ROOT_URL: "${redirectUri.replace(/\/login\/generic_oauth$/, "")}"
  GF_AUTH_GENERIC_OAUTH_ENABLED: "true"
  GF_AUTH_GENERIC_OAUTH_NAME: "DOneLogin"
  GF_AUTH_GENERIC_OAUTH_CLIENT_ID: "${clientId}"
  GF_AUTH_GENERIC_OAUTH_CLIENT_SECRET: "${secret}"
  GF_AUTH_GENERIC_OAUTH_SCOPES: "${SCOPES}"
  GF_AUTH_GENERIC_OAUTH_AUTH_URL: "${issuer}/oauth2/authorize"
  GF_AUTH_GENERIC_OAUTH_TOKEN_URL: "${issuer}/oauth2/token"
  GF_AUTH_GENERIC_OAUTH_API_URL: "${issuer}/oauth2/userinfo"
  GF_AUTH_GENERIC_OAUTH_USE_PKCE: "true"
  GF_AUTH_GENERIC_OAUTH_TLS_CLIENT_CA: "${CA}"`,
  }),
  nextcloud: ({ issuer, clientId, secret }) => ({
    into: "occ",
    lines: `php occ app:install user_oidc
php occ security:certificates:import ${CA}
php occ user_oidc:provider DOneLogin \\
  --clientid="${clientId}" \\
  --clientsecret="${secret}" \\
  --discoveryuri="${issuer}/.well-known/openid-configuration" \\
  --scope="${SCOPES}" \\
  --mapping-uid=preferred_username`,
  }),
  gitea: ({ issuer, clientId, secret }) => ({
    into: "sh",
    lines: `gitea admin auth add-oauth \\
  --name DOneLogin \\
  --provider openidConnect \\
  --key "${clientId}" \\
  --secret "${secret}" \\
  --auto-discover-url "${issuer}/.well-known/openid-configuration" \\
  --scopes profile --scopes email --scopes groups`,
  }),
  "home-assistant": ({ issuer, clientId, secret }) => ({
    into: "configuration.yaml",
    lines: `auth_oidc:
  client_id: "${clientId}"
  client_secret: "${secret}"
  discovery_url: "${issuer}/.well-known/openid-configuration"
  network:
    tls_ca_path: "${CA}"`,
  }),
  proxmox: ({ issuer, clientId, secret }) => ({
    into: "sh",
    lines: `pveum realm add donelogin --type openid \\
  --issuer-url "${issuer}" \\
  --client-id "${clientId}" \\
  --client-key "${secret}" \\
  --username-claim preferred_username \\
  --scopes "openid profile email" \\
  --autocreate 1`,
  }),
  bookstack: ({ issuer, clientId, secret }) => ({
    into: ".env",
    lines: `AUTH_METHOD=oidc
OIDC_NAME=DOneLogin
OIDC_DISPLAY_NAME_CLAIMS=name
OIDC_CLIENT_ID=${clientId}
OIDC_CLIENT_SECRET=${secret}
OIDC_ISSUER=${issuer}
OIDC_ISSUER_DISCOVER=true
OIDC_ADDITIONAL_SCOPES=groups
OIDC_USER_TO_GROUPS=true
OIDC_GROUPS_CLAIM=groups`,
  }),
  "oauth2-proxy": ({ issuer, clientId, secret, redirectUri }) => ({
    into: "oauth2-proxy.cfg",
    lines: `provider = "oidc"
oidc_issuer_url = "${issuer}"
client_id = "${clientId}"
client_secret = "${secret}"
redirect_url = "${redirectUri}"
scope = "${SCOPES}"
code_challenge_method = "S256"
provider_ca_files = ["${CA}"]
email_domains = ["*"]
# openssl rand -base64 32 | tr -- '+/' '-_'
cookie_secret = "32 bytes of your own"`,
  }),
};

/** Nothing for an app of somebody's own; Apache is a runtime by itself. */
export function itselfOf(id: PresetId, facts: Facts): Itself | null {
  return MADE[id]?.(facts) ?? null;
}
