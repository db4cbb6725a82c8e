/** How the app was opened. What stood behind the # survives the way to the trust page, and then goes. */
import { type LinkOffer, type ScreenCode, readLinkOffer, readScreenCode } from "../client/qr.ts";

export type Arrival =
  | { kind: "home" }
  | { kind: "link"; offer: LinkOffer }
  | { kind: "approve"; screen: ScreenCode }
  | { kind: "spent" };

const KEPT = "donelogin-arrival";

type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Reads an address, or what was kept of one when the page was left. */
export function readArrival(path: string, fragment: string, kept: Keep): Arrival {
  const isLink = path === "/phone/link";
  if (!isLink && path !== "/phone/approve") return { kind: "home" };
  const isNew = fragment.length > 1;
  const text = isNew ? fragment : (kept.getItem(KEPT) ?? "");
  if (isNew) kept.setItem(KEPT, fragment);
  const offer = isLink ? readLinkOffer(text) : null;
  if (offer) return { kind: "link", offer };
  const screen = isLink ? null : readScreenCode(text);
  return screen ? { kind: "approve", screen } : { kind: "spent" };
}

/** The code is worth nothing any more. */
export function forgetArrival(kept: Keep): void {
  kept.removeItem(KEPT);
}
