/** What the phone keeps, in IndexedDB. Nothing of it can leave the phone as it stands: keys are non-extractable. */
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

import type { PublicJwk } from "../client/jws.ts";
import type { Account, Answer, ServerName } from "../client/messages.ts";

/** A face template under its AES-GCM key. */
export interface SealedFace {
  key: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
  /** Policy that it was made under. */
  policy: string;
  /** SHA-256 of the model that made it: of another model its numbers mean nothing. */
  embedder: string;
}

/** `gone`: the server does not know it any more; `copied`: its key seems to exist twice. */
export type LinkStatus = "claimed" | "waiting" | "active" | "gone" | "copied";

/** One account that this phone answers for. Each has its own key. */
export interface Link {
  deviceId: string;
  issuer: string;
  privateKey: CryptoKey;
  publicJwk: PublicJwk;
  thumbprint: string;
  face: SealedFace | null;
  /** The highest that was ever signed. */
  counter: number;
  status: LinkStatus;
  /** Seconds since 1970, the server's, where it waits to begin. */
  activeFrom: number | null;
  name: string;
  account: Account;
  server: ServerName;
  /** Linked over a certificate that the browser does not trust, where the server allowed it for a trial. */
  withoutTrust: boolean;
  /** The version that the server was told. */
  toldVersion: string;
  /** The push endpoint that the server was told. */
  pushTold: string;
  /** Six digits that the person types at the browser, while the claim waits for them. */
  digits: string;
}

/** A sign-in that was answered here. */
export interface Answered {
  id?: number;
  deviceId: string;
  approvalId: string;
  decision: "approve" | "deny" | "not_me";
  app: string;
  host: string;
  browser: string;
  /** Seconds since 1970, the server's: when the sign-in began. */
  time: number;
  /** Ended again by "That was a mistake". */
  undone?: boolean;
}

/** A signed answer that the server has not confirmed yet. */
export interface Outgoing {
  approvalId: string;
  deviceId: string;
  answer: Answer;
  counter: number;
  message: string;
  /** What the list will say once it has arrived. */
  record: Answered;
}

interface Schema extends DBSchema {
  links: { key: string; value: Link };
  answered: { key: number; value: Answered; indexes: { deviceId: string } };
  outgoing: { key: string; value: Outgoing };
}

export type Database = IDBPDatabase<Schema>;

/** What happens to an open database from outside. */
export interface Fate {
  /** Another tab brings a newer form. */
  replaced(): void;
  /** The browser took it away: its data were cleared. */
  taken(): void;
}

export function openDatabase(name = "donelogin", fate?: Fate): Promise<Database> {
  return openDB<Schema>(name, 1, {
    upgrade(database) {
      database.createObjectStore("links", { keyPath: "deviceId" });
      const answered = database.createObjectStore("answered", { keyPath: "id", autoIncrement: true });
      answered.createIndex("deviceId", "deviceId");
      database.createObjectStore("outgoing", { keyPath: "approvalId" });
    },
    // Another tab brings a newer form: this one lets go, or that one would wait for ever.
    blocking(_from, _to, event) {
      (event.target as IDBDatabase | null)?.close();
      fate?.replaced();
    },
    terminated() {
      fate?.taken();
    },
  });
}
