/** Where a person's picture stands on this server, as a path: the window has another origin than the office. */
import type { User } from "@donelogin/client/types.ts";

/** Nothing for a picture that stands elsewhere: the page asks nobody else for anything. */
export function ownPicture(user: Pick<User, "claims">): string | null {
  return /\/pictures\/[\w-]{43}\.jpg$/.exec(user.claims.picture ?? "")?.[0] ?? null;
}
