/** An app on `passport-openidconnect`: its strategy behind a server of Node's own, without the rest of a framework. */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { createRequire } from "node:module";

import type { Client } from "./appliance.ts";
import type { Office } from "./office.ts";
import { freePort } from "./program.ts";

/** It comes without types. */
const Strategy = createRequire(import.meta.url)("passport-openidconnect") as new (
  options: object,
  verify: unknown,
) => object;

/** What the strategy's verify function is handed, as far as the journey looks at it. */
interface SignedIn {
  issuer: string;
  displayName: string;
  email: string;
  refreshToken: string;
}

interface Asked extends IncomingMessage {
  query: Record<string, string>;
  session: object;
}

/** What a framework adds to a strategy for one request. */
interface Actions {
  redirect: (url: string) => void;
  success: (user: SignedIn) => void;
  fail: (info: unknown) => void;
  error: (error: unknown) => void;
}

interface Profile {
  displayName: string;
  emails: { value: string }[];
}

type Verified = (error: null, user: SignedIn) => void;

export class PassportApp {
  private constructor(
    readonly base: string,
    private readonly server: Server,
  ) {}

  /** Answers with what it learned of the person, as JSON. */
  static async start({ appliance, ca }: Office): Promise<PassportApp> {
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const strategy = strategyFor(
      appliance.issuer,
      ca,
      appliance.addClient("Passport", base),
      `${base}/callback`,
    );
    // The one session of the one browser.
    const session = {};
    const server = createServer((request, response) => {
      const query = Object.fromEntries(new URL(request.url ?? "/", base).searchParams);
      authenticate(strategy, Object.assign(request, { query, session }), response);
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return new PassportApp(base, server);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function strategyFor(issuer: string, ca: string, made: Client, callbackURL: string): object {
  const options = {
    issuer,
    authorizationURL: `${issuer}/oauth2/authorize`,
    tokenURL: `${issuer}/oauth2/token`,
    userInfoURL: `${issuer}/oauth2/userinfo`,
    clientID: made.client_id,
    clientSecret: made.client_secret,
    callbackURL,
    scope: ["profile", "email", "offline_access"],
    nonce: true,
    skipUserProfile: false,
    agent: new Agent({ ca: readFileSync(ca) }),
  };
  // The library counts the arguments.
  const verify = (
    iss: string,
    profile: Profile,
    _context: object,
    _idToken: string,
    _accessToken: string,
    refreshToken: string,
    verified: Verified,
  ) => {
    const email = profile.emails[0]?.value ?? "";
    verified(null, { issuer: iss, displayName: profile.displayName, email, refreshToken });
  };
  return new Strategy(options, verify);
}

function authenticate(strategy: object, request: Asked, response: ServerResponse): void {
  const say = (status: number, what: unknown) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(what));
  };
  const actions: Actions = {
    redirect: (url) => response.writeHead(302, { location: url }).end(),
    success: (user) => {
      say(200, user);
    },
    fail: (info) => {
      say(403, info);
    },
    error: (error) => {
      say(500, String(error));
    },
  };
  const one = Object.assign(Object.create(strategy) as { authenticate(request: Asked): void }, actions);
  one.authenticate(request);
}
