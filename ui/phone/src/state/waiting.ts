/** Sign-ins that wait for an answer. */
import { Deadline } from "@donelogin/kit/clock.ts";
import type { Approval, Context } from "../client/messages.ts";
import type { Link } from "../key/database.ts";

/** How long a question waits, in seconds. */
const WHOLE_S = 120;

export interface Waiting {
  link: Link;
  approval: Approval;
  context: Context;
  deadline: Deadline;
}

/** Reads what a phone was asked; what it cannot show, nobody can approve. */
export function readWaiting(link: Link, approval: Approval): Waiting | null {
  const context = readContext(approval.context);
  return context && { link, approval, context, deadline: new Deadline(WHOLE_S, approval.expires_in) };
}

function readContext(text: string): Context | null {
  try {
    const { app, account, browser, address, time } = JSON.parse(text) as Partial<Context>;
    const isWhole =
      typeof app?.name === "string" &&
      typeof app.host === "string" &&
      typeof account?.username === "string" &&
      typeof browser?.name === "string" &&
      typeof address?.ip === "string" &&
      typeof time === "number";
    return isWhole ? { app, account, browser, address, time } : null;
  } catch {
    return null;
  }
}

/** Which line of doubt stands above the button. */
export function doubt({ context, approval }: Waiting): "both" | "browser" | "network" | null {
  const isStrange = !context.browser.known;
  const isElsewhere = approval.same_network !== true;
  if (isStrange && isElsewhere) return "both";
  if (isStrange) return "browser";
  return isElsewhere ? "network" : null;
}
