/** What every task of the app works with. */
import type { Policy } from "../client/messages.ts";
import type { Server } from "../client/server.ts";
import type { Answers } from "../key/answers.ts";
import type { Link } from "../key/database.ts";
import type { Store } from "../key/store.ts";
import type { Faces } from "./faces.ts";

export interface Desk {
  server: Server;
  store: Store;
  answers: Answers;
  faces: Faces;
  /** The address that the app came from. */
  origin: string;
  /** The policy in force; asked anew where `fresh`. */
  policy(fresh?: boolean): Promise<Policy>;
  /** Whether a key may be made or used: the browser trusts the server, or a trial allows it without. */
  mayUseKeys(): boolean;
  /** Whether the latter is the case. */
  isTrial(): boolean;
  /** An answer was kept: it is sent again until it arrives or the sign-in is over. */
  undelivered(link: Link): void;
  /** What the store holds has changed. */
  changed(): Promise<void>;
}
