/**
 * Whether the browser trusts the server's certificate. No page can ask; but a service worker registers only where it
 * does, and its script is fetched anew each time, so a worker of better days proves nothing.
 */
import { Unreachable } from "../client/problem.ts";
import { scriptUrl } from "./script-url.ts";

/** `away`: nobody answers, so nothing can be told and no key is used. */
export type Trust = "yes" | "not_yet" | "away";

export interface Workers {
  register(url: string, options: RegistrationOptions): Promise<{ update(): Promise<unknown> }>;
}

/** Registers the worker; `reach` asks the server for anything, to tell a missing server from missing trust. */
export async function checkTrust(
  reach: () => Promise<unknown>,
  workers: Workers | undefined | null = navigator.serviceWorker,
  url: () => string = () => scriptUrl("/phone/sw.js"),
): Promise<Trust> {
  try {
    if (!workers) throw new TypeError("no service workers here");
    const registration = await workers.register(url(), { scope: "/phone/", updateViaCache: "none" });
    await registration.update();
    return "yes";
  } catch {
    try {
      await reach();
      return "not_yet";
    } catch (error) {
      return error instanceof Unreachable ? "away" : "not_yet";
    }
  }
}
