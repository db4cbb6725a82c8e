/** An app in the browser on `oidc-client-ts`: a page with the library, and nothing behind it. */
import { type Server, createServer } from "node:http";
import { readFileSync } from "node:fs";

import type { Office } from "./office.ts";
import { freePort, project } from "./program.ts";

const LIBRARY = "tests/browser/node_modules/oidc-client-ts/dist/browser/oidc-client-ts.min.js";

export class BrowserApp {
  private constructor(
    readonly base: string,
    private readonly server: Server,
  ) {}

  /** The page has `manager`, and ends a sign-in where it is called back. */
  static async start({ appliance }: Office): Promise<BrowserApp> {
    const port = await freePort();
    const base = `http://localhost:${port}`;
    const made = appliance.addClient("In the browser", base, ["--public"]);
    const settings = {
      authority: appliance.issuer,
      client_id: made.client_id,
      redirect_uri: `${base}/callback`,
      post_logout_redirect_uri: `${base}/signed-out`,
      silent_redirect_uri: `${base}/callback`,
      scope: "openid profile email offline_access",
      revokeTokensOnSignout: true,
      automaticSilentRenew: false,
      loadUserInfo: true,
    };
    const server = createServer((request, response) => {
      const isScript = request.url === "/library.js";
      const type = isScript ? "text/javascript" : "text/html; charset=utf-8";
      response.writeHead(200, { "content-type": type });
      response.end(isScript ? readFileSync(project(LIBRARY)) : page(settings));
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return new BrowserApp(base, server);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Says in `#said` what happened: the person, or the library's error. */
function page(settings: object): string {
  return `<!doctype html><html lang="en"><title>App</title><p id="said"></p>
<script src="/library.js"></script>
<script>
  const manager = new oidc.UserManager(${JSON.stringify(settings)});
  const say = (what) => { document.querySelector("#said").textContent = JSON.stringify(what); };
  const told = (user) => ({ name: user.profile.name, email: user.profile.email, sub: user.profile.sub });
  const tell = (promise) => promise.then(say, (error) => say({ error: String(error.error ?? error.message) }));
  if (location.pathname === "/callback" && window === window.parent) tell(manager.signinCallback().then(told));
  else if (location.pathname === "/callback") manager.signinCallback();
  else if (location.pathname === "/signed-out") tell(manager.signoutCallback().then(() => "signed out"));
  else say("ready");
</script></html>`;
}
