/** An app that a test plays itself, so that it has the tokens in its hands. */
import { createHash, randomBytes } from "node:crypto";

import type { Page } from "@playwright/test";

import { type Answer, call } from "./api.ts";
import type { Client, Person } from "./appliance.ts";
import type { Office } from "./office.ts";
import { enterPassword } from "./steps.ts";

const HOME = "https://ledger.office.example";

export class OwnApp {
  private constructor(
    private readonly office: Office,
    private readonly client: Client,
    private readonly access: string,
    private readonly refresh: string,
  ) {}

  /** Somebody signs in to it and allows what it asks for. */
  static async signIn(page: Page, office: Office, person: Person): Promise<OwnApp> {
    const client = office.appliance.addClient("Ledger", HOME);
    const verifier = randomBytes(32).toString("base64url");
    const query = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri: `${HOME}/callback`,
      response_type: "code",
      scope: "openid profile email offline_access",
      prompt: "consent",
      state: "s",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    await page.route(`${HOME}/**`, (route) => route.fulfill({ body: "signed in" }));
    await page.goto(`${office.appliance.issuer}/oauth2/authorize?${query.toString()}`);
    await enterPassword(page, person);
    await page.locator("#consent-allow").click();
    await page.waitForURL(`${HOME}/callback?*`);
    const code = new URL(page.url()).searchParams.get("code") ?? "";
    const redirect = { redirect_uri: `${HOME}/callback`, code_verifier: verifier };
    const answer = await post(office, client, "/oauth2/token", {
      grant_type: "authorization_code",
      code,
      ...redirect,
    });
    const { access_token: access, refresh_token: refresh } = answer.body;
    if (typeof access !== "string" || typeof refresh !== "string") {
      throw new Error(`no tokens: ${JSON.stringify(answer)}`);
    }
    return new OwnApp(office, client, access, refresh);
  }

  userinfo(): Promise<Answer> {
    return call(this.office, "GET", "/oauth2/userinfo", { authorization: `Bearer ${this.access}` });
  }

  introspect(): Promise<Answer> {
    return post(this.office, this.client, "/oauth2/introspect", { token: this.access });
  }

  renew(): Promise<Answer> {
    const what = { grant_type: "refresh_token", refresh_token: this.refresh };
    return post(this.office, this.client, "/oauth2/token", what);
  }
}

function post(office: Office, client: Client, path: string, what: Record<string, string>): Promise<Answer> {
  const proof = Buffer.from(`${client.client_id}:${client.client_secret}`).toString("base64");
  const headers = { authorization: `Basic ${proof}`, "content-type": "application/x-www-form-urlencoded" };
  return call(office, "POST", path, headers, new URLSearchParams(what).toString());
}
