/** Reading and writing what the phone keeps. */
import type { Answered, Database, Link, Outgoing } from "./database.ts";

/** Answered sign-ins that are kept for the list. */
export const MAX_ANSWERED = 50;
/** Largest counter that the protocol knows. */
const MAX_COUNTER = Number.MAX_SAFE_INTEGER;

export class Store {
  constructor(private readonly database: Database) {}

  links(): Promise<Link[]> {
    return this.database.getAll("links");
  }

  link(deviceId: string): Promise<Link | undefined> {
    return this.database.get("links", deviceId);
  }

  async addLink(link: Link): Promise<void> {
    await this.database.add("links", link);
  }

  /** Changes some members; the counter is left alone, so that a stale copy in a tab cannot set it back. */
  async changeLink(deviceId: string, change: Partial<Omit<Link, "deviceId" | "counter">>): Promise<void> {
    const tx = this.database.transaction("links", "readwrite");
    const link = await tx.store.get(deviceId);
    if (link) await tx.store.put({ ...link, ...change, deviceId, counter: link.counter });
    await tx.done;
  }

  /** Forgets a link with all that belongs to it: key, face, list. */
  async forget(deviceId: string): Promise<void> {
    const tx = this.database.transaction(["links", "answered", "outgoing"], "readwrite");
    await tx.objectStore("links").delete(deviceId);
    const answered = tx.objectStore("answered");
    for (const key of await answered.index("deviceId").getAllKeys(deviceId)) await answered.delete(key);
    const outgoing = tx.objectStore("outgoing");
    for (const kept of await outgoing.getAll()) {
      if (kept.deviceId === deviceId) await outgoing.delete(kept.approvalId);
    }
    await tx.done;
  }

  /** A counter that was never used: it is on the disk before anything is signed with it. */
  async nextCounter(deviceId: string): Promise<number> {
    const tx = this.database.transaction("links", "readwrite", { durability: "strict" });
    const link = await tx.store.get(deviceId);
    if (!link || link.counter >= MAX_COUNTER) {
      await tx.done;
      throw new Error("no counter is left for this link");
    }
    const counter = link.counter + 1;
    await tx.store.put({ ...link, counter });
    await tx.done;
    return counter;
  }

  /** Newest first. */
  async answered(): Promise<Answered[]> {
    return (await this.database.getAll("answered")).reverse();
  }

  async addAnswered(record: Answered): Promise<void> {
    const tx = this.database.transaction("answered", "readwrite");
    await tx.store.add(record);
    const keys = await tx.store.getAllKeys();
    for (const key of keys.slice(0, Math.max(0, keys.length - MAX_ANSWERED))) await tx.store.delete(key);
    await tx.done;
  }

  async markUndone(approvalId: string): Promise<void> {
    const tx = this.database.transaction("answered", "readwrite");
    for (const record of await tx.store.getAll()) {
      if (record.approvalId === approvalId) await tx.store.put({ ...record, undone: true });
    }
    await tx.done;
  }

  async outgoing(deviceId: string): Promise<Outgoing[]> {
    const all = await this.database.getAll("outgoing");
    return all.filter((kept) => kept.deviceId === deviceId).sort((a, b) => a.counter - b.counter);
  }

  async keepOutgoing(kept: Outgoing): Promise<void> {
    await this.database.put("outgoing", kept);
  }

  async dropOutgoing(approvalId: string): Promise<void> {
    await this.database.delete("outgoing", approvalId);
  }
}
