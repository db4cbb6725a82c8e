/** The exact lines that each runtime needs to find this server, to trust it, and to sign people in with it. */

export type RuntimeId = "compose" | "node" | "python" | "java" | "go" | "apache" | "debian" | "windows";

export interface Facts {
  issuer: string;
  /** The server's host name. */
  host: string;
  /** Where the name leads to; nobody has to look up what a file says. */
  address: string;
  clientId: string;
  redirectUri: string;
  secret: string;
}

export interface Runtime {
  id: RuntimeId;
  name: string;
  /** The file or shell that the lines belong into. */
  into: string;
  lines: (facts: Facts) => string;
  /** What is run where its machine does not trust our certificate though the lines are there. */
  mend: string;
}

const CA = "donelogin-ca.crt";

export const RUNTIMES: readonly Runtime[] = [
  {
    id: "compose",
    name: "Docker Compose",
    into: "compose.yaml",
    mend: `docker compose up -d --force-recreate app`,
    lines: ({ issuer, host, address, clientId, secret }) => `services:
  app:
    extra_hosts:
      - "${host}:${address}"
    volumes:
      - ./${CA}:/etc/ssl/certs/${CA}:ro
    environment:
      SSL_CERT_FILE: /etc/ssl/certs/${CA}
      NODE_EXTRA_CA_CERTS: /etc/ssl/certs/${CA}
      REQUESTS_CA_BUNDLE: /etc/ssl/certs/${CA}
      OIDC_ISSUER: "${issuer}"
      OIDC_CLIENT_ID: "${clientId}"
      OIDC_CLIENT_SECRET: "${secret}"`,
  },
  {
    id: "node",
    name: "Node",
    into: ".env",
    mend: `NODE_EXTRA_CA_CERTS=/etc/ssl/certs/${CA} node server.js`,
    lines: ({ issuer, clientId, secret, redirectUri }) => `NODE_EXTRA_CA_CERTS=/etc/ssl/certs/${CA}
OIDC_ISSUER=${issuer}
OIDC_CLIENT_ID=${clientId}
OIDC_CLIENT_SECRET=${secret}
OIDC_REDIRECT_URI=${redirectUri}`,
  },
  {
    id: "python",
    name: "Python",
    into: ".env",
    mend: `SSL_CERT_FILE=/etc/ssl/certs/${CA} python app.py`,
    lines: ({ issuer, clientId, secret, redirectUri }) => `SSL_CERT_FILE=/etc/ssl/certs/${CA}
REQUESTS_CA_BUNDLE=/etc/ssl/certs/${CA}
OIDC_ISSUER=${issuer}
OIDC_CLIENT_ID=${clientId}
OIDC_CLIENT_SECRET=${secret}
OIDC_REDIRECT_URI=${redirectUri}`,
  },
  {
    id: "java",
    name: "Java",
    into: "application.properties",
    mend: `keytool -list -cacerts -storepass changeit -alias donelogin`,
    lines: ({
      issuer,
      clientId,
      secret,
      redirectUri,
    }) => `# once, as root: keytool -importcert -cacerts -storepass changeit -noprompt -alias donelogin -file ${CA}
spring.security.oauth2.client.registration.office.client-id=${clientId}
spring.security.oauth2.client.registration.office.client-secret=${secret}
spring.security.oauth2.client.registration.office.redirect-uri=${redirectUri}
spring.security.oauth2.client.registration.office.scope=openid,profile,email
spring.security.oauth2.client.registration.office.authorization-grant-type=authorization_code
spring.security.oauth2.client.provider.office.issuer-uri=${issuer}`,
  },
  {
    id: "go",
    name: "Go",
    into: ".env",
    mend: `SSL_CERT_FILE=/etc/ssl/certs/${CA} ./app`,
    lines: ({ issuer, clientId, secret, redirectUri }) => `SSL_CERT_FILE=/etc/ssl/certs/${CA}
OIDC_ISSUER=${issuer}
OIDC_CLIENT_ID=${clientId}
OIDC_CLIENT_SECRET=${secret}
OIDC_REDIRECT_URI=${redirectUri}`,
  },
  {
    id: "apache",
    name: "Apache",
    into: "conf-available/openidc.conf",
    mend: `sudo apachectl configtest && sudo systemctl reload apache2`,
    lines: ({
      issuer,
      clientId,
      secret,
      redirectUri,
    }) => `OIDCProviderMetadataURL ${issuer}/.well-known/openid-configuration
OIDCCABundlePath /etc/ssl/certs/${CA}
OIDCClientID ${clientId}
OIDCClientSecret ${secret}
OIDCRedirectURI ${redirectUri}
OIDCScope "openid profile email groups"
OIDCPKCEMethod S256
OIDCCryptoPassphrase "exec:/bin/cat /etc/apache2/openidc.passphrase"

<Location "/">
  AuthType openid-connect
  Require valid-user
</Location>`,
  },
  {
    id: "debian",
    name: "Debian",
    into: "sh",
    mend: `sudo update-ca-certificates --fresh`,
    lines: ({ host, address, issuer }) => `echo "${address} ${host}" | sudo tee -a /etc/hosts
sudo install -m 644 ${CA} /usr/local/share/ca-certificates/
sudo update-ca-certificates
curl --fail ${issuer}/.well-known/openid-configuration`,
  },
  {
    id: "windows",
    name: "Windows",
    into: "PowerShell",
    mend: `certutil -verifystore Root DOneLogin`,
    lines: ({
      host,
      address,
      issuer,
    }) => `Add-Content "$env:SystemRoot\\System32\\drivers\\etc\\hosts" "${address} ${host}"
Import-Certificate -FilePath ${CA} -CertStoreLocation Cert:\\LocalMachine\\Root
Invoke-RestMethod ${issuer}/.well-known/openid-configuration`,
  },
];
