/** How the app was opened. What stood behind the # survives the way to the trust page, and then goes. */
import { type LinkOffer, type ScreenCode, readLinkOffer, readScreenCode } from "../client/qr.ts";

export type Arrival =
  | { kind: "home" }
  | { kind: "link"; offer: LinkOffer }
  | { kind: "approve"; screen: ScreenCode }
  | { kind: "spent" }
  /** What stood there is no code of ours. */
  | { kind: "no_code" };

const KEPT = "donelogin-arrival";

type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Reads an address, or what was kept of one when the page was left. */
export function readArrival(path: string, fragment: string, kept: Keep): Arrival {
  const isLink = path === "/phone/link";
  if (!isLink && path !== "/phone/approve") return { kind: "home" };
  const isNew = fragment.length > 1;
  const text = isNew ? fragment : (kept.getItem(KEPT) ?? "");
  const arrival = read(isLink, text);
  if (arrival.kind === "no_code") forgetArrival(kept);
  else if (isNew) kept.setItem(KEPT, fragment);
  // What was kept may be of the other kind of code: that one is done with.
  return arrival.kind === "no_code" && !isNew ? { kind: "spent" } : arrival;
}

function read(isLink: boolean, text: string): Arrival {
  const offer = isLink ? readLinkOffer(text) : null;
  if (offer) return { kind: "link", offer };
  const screen = isLink ? null : readScreenCode(text);
  return screen ? { kind: "approve", screen } : { kind: "no_code" };
}

/** The code is worth nothing any more. */
export function forgetArrival(kept: Keep): void {
  kept.removeItem(KEPT);
}
