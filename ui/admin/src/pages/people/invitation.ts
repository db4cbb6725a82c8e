/** What an account's link is printed with. */
import type { UserWithLink } from "@donelogin/client/types.ts";

import type { Invitation } from "../../state/printing.svelte.ts";

/** How long a link works that is handed out here, in seconds. */
const INVITE_S = 7 * 86_400;

/** The invitation of an account that was just made; nothing where no link came with it. */
export function invitation(
  user: UserWithLink,
  now = Date.now() / 1000,
  livesS = INVITE_S,
): Invitation | null {
  if (!user.link) return null;
  return {
    name: user.name,
    username: user.username,
    link: user.link,
    until: Math.floor(now) + livesS,
  };
}
