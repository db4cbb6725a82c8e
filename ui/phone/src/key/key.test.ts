/** What the phone keeps: keys that cannot be read out, a counter that only grows, answers that are not lost. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";

import type { Answer } from "../client/messages.ts";
import { Problem, Unreachable } from "../client/problem.ts";
import { Server } from "../client/server.ts";
import { Answers, type Locks } from "./answers.ts";
import { type Answered, type Link, openDatabase } from "./database.ts";
import { makeDeviceKey } from "./device-key.ts";
import { FaceLost, likeness, open, seal } from "./sealed-face.ts";
import { MAX_ANSWERED, Store } from "./store.ts";

let count = 0;
let store: Store;

beforeEach(async () => {
  store = new Store(await openDatabase(`test-${(count += 1)}`));
});

async function link(deviceId = "d"): Promise<Link> {
  return {
    ...(await makeDeviceKey()),
    deviceId,
    issuer: "https://office.local",
    face: null,
    counter: 0,
    status: "active",
    activeFrom: null,
    name: "Pixel 8",
    account: { name: "Mira", username: "mira" },
    server: { name: "Office", issuer: "https://office.local" },
    withoutTrust: false,
    toldVersion: "",
    pushTold: "",
    digits: "",
  };
}

function record(approvalId: string, deviceId = "d"): Answered {
  return { deviceId, approvalId, decision: "approve", app: "Files", host: "h", browser: "b", time: 1 };
}

function vector(...values: number[]): Float32Array {
  const all = new Float32Array(128);
  all.set(values);
  return all;
}

/** One after the other, as Web Locks do for all tabs. */
function locks(): Locks {
  const last = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const next = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(
      name,
      next.catch(() => undefined),
    );
    return next;
  };
}

describe("keys", () => {
  it("cannot be read out, also after they were stored", async () => {
    await store.addLink(await link());
    const kept = await store.link("d");
    expect(kept?.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("jwk", kept?.privateKey as CryptoKey)).rejects.toThrow();
  });

  it("are another one for each account", async () => {
    const [one, other] = [await makeDeviceKey(), await makeDeviceKey()];
    expect(one.thumbprint).not.toBe(other.thumbprint);
  });
});

describe("the face", () => {
  const template = { policy: "p", embeddings: [vector(1, 0), vector(0.6, 0.8)] };

  it("is opened by its own phone's key only", async () => {
    const sealed = await seal(template, "sface", "thumb");
    expect(await open(sealed, "thumb")).toEqual(template);
    expect(sealed.key.extractable).toBe(false);
    await expect(open(sealed, "other")).rejects.toThrow(FaceLost);
    const bytes = new Uint8Array(sealed.sealed);
    bytes[0] = (bytes[0] ?? 0) ^ 1;
    await expect(open({ ...sealed, sealed: bytes.buffer }, "thumb")).rejects.toThrow(FaceLost);
  });

  it("is stored encrypted", async () => {
    const { sealed } = await seal(template, "sface", "thumb");
    const plain = new Uint8Array(vector(1, 0).buffer);
    expect(Buffer.from(sealed).includes(Buffer.from(plain.slice(0, 16)))).toBe(false);
  });

  it("is likened to another by the mean of its pictures", () => {
    expect(likeness(template, template)).toBeCloseTo(1);
    expect(likeness(template, { policy: "p", embeddings: [vector(0, 0, 1)] })).toBeCloseTo(0);
  });
});

describe("the counter", () => {
  it("only grows, whoever asks at once", async () => {
    await store.addLink(await link());
    const drawn = await Promise.all(Array.from({ length: 20 }, () => store.nextCounter("d")));
    expect([...drawn].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("is not set back by a change that knows an old one", async () => {
    const stale = await link();
    await store.addLink(stale);
    await store.nextCounter("d");
    await store.changeLink("d", { ...stale, name: "Blue" });
    expect((await store.link("d"))?.name).toBe("Blue");
    expect(await store.nextCounter("d")).toBe(2);
  });

  it("ends before a number that JavaScript cannot count to", async () => {
    await store.addLink({ ...(await link()), counter: Number.MAX_SAFE_INTEGER });
    await expect(store.nextCounter("d")).rejects.toThrow();
    await expect(store.nextCounter("nobody")).rejects.toThrow();
  });
});

describe("what is kept", () => {
  it("is bounded, newest first", async () => {
    for (let index = 0; index < MAX_ANSWERED + 3; index += 1) await store.addAnswered(record(`a${index}`));
    const all = await store.answered();
    expect(all).toHaveLength(MAX_ANSWERED);
    expect(all[0]?.approvalId).toBe(`a${MAX_ANSWERED + 2}`);
  });

  it("goes with its link, and no other", async () => {
    await store.addLink(await link("d"));
    await store.addLink(await link("e"));
    await store.addAnswered(record("a", "d"));
    await store.addAnswered(record("b", "e"));
    await store.forget("d");
    expect((await store.links()).map(({ deviceId }) => deviceId)).toEqual(["e"]);
    expect((await store.answered()).map(({ approvalId }) => approvalId)).toEqual(["b"]);
  });
});

describe("answers", () => {
  const answer: Answer = { approval_id: "a", mfa_code: "m", context_hash: "h", decision: "approve" };

  function counterOf(message: string): number {
    const payload = Buffer.from(message.split(".")[1] ?? "", "base64url").toString();
    return (JSON.parse(payload) as { counter: number }).counter;
  }

  /** A server that takes answers by this rule, and notes their counters in the order in which they come. */
  function office(rule: (approvalId: string) => Error | null): { server: Server; counters: number[] } {
    const counters: number[] = [];
    const server = new Server();
    server.decide = (approvalId, message) => {
      counters.push(counterOf(message));
      const error = rule(approvalId);
      return error ? Promise.reject(error) : Promise.resolve("approved");
    };
    return { server, counters };
  }

  it("never overtake each other", async () => {
    const one = await link();
    await store.addLink(one);
    const { server, counters } = office(() => null);
    const answers = new Answers(server, store, locks());
    await Promise.all(["a", "b", "c"].map((id) => answers.send(one, answer, record(id))));
    expect(counters).toEqual([1, 2, 3]);
    expect(await store.outgoing("d")).toEqual([]);
  });

  it("are kept while nobody answers, and sent again as they are", async () => {
    const one = await link();
    await store.addLink(one);
    let away = true;
    const { server, counters } = office(() => (away ? new Unreachable() : null));
    const answers = new Answers(server, store, locks());
    await expect(answers.send(one, answer, record("a"))).rejects.toThrow(Unreachable);
    await expect(answers.resend(one)).rejects.toThrow(Unreachable);
    expect(await store.answered()).toEqual([]);
    away = false;
    expect(await answers.resend(one)).toEqual([{ approvalId: "a", outcome: "approved" }]);
    expect(counters).toEqual([1, 1, 1]);
    expect(await store.answered()).toHaveLength(1);
    expect(await answers.resend(one)).toEqual([]);
  });

  it("are signed anew if another was signed since: an old counter would look like a copied phone", async () => {
    const one = await link();
    await store.addLink(one);
    let away = true;
    const { server, counters } = office((id) => (away && id === "a" ? new Unreachable() : null));
    const answers = new Answers(server, store, locks());
    await expect(answers.send(one, answer, record("a"))).rejects.toThrow(Unreachable);
    await answers.send(one, answer, record("b"));
    away = false;
    await answers.resend(one);
    expect(counters).toEqual([1, 2, 3]);
  });

  it("had arrived if they are answered already", async () => {
    const one = await link();
    await store.addLink(one);
    let error: Error = new Unreachable();
    const answers = new Answers(office(() => error).server, store, locks());
    await expect(answers.send(one, answer, record("a"))).rejects.toThrow();
    error = new Problem("already_decided", 409);
    expect(await answers.resend(one)).toEqual([{ approvalId: "a", outcome: "approved" }]);
    expect(await store.answered()).toHaveLength(1);
  });

  it("are given up when the sign-in is over, and not kept when they are refused", async () => {
    const one = await link();
    await store.addLink(one);
    let error: Error = new Unreachable();
    const answers = new Answers(office(() => error).server, store, locks());
    await expect(answers.send(one, answer, record("a"))).rejects.toThrow();
    error = new Problem("expired", 410);
    expect(await answers.resend(one)).toEqual([{ approvalId: "a", outcome: "over" }]);
    error = new Problem("wrong_transfer", 422, 2);
    await expect(answers.send(one, answer, record("b"))).rejects.toThrow("wrong_transfer");
    expect(await store.outgoing("d")).toEqual([]);
    expect(await store.answered()).toEqual([]);
  });

  it("wait for a server that is too busy", async () => {
    const one = await link();
    await store.addLink(one);
    const answers = new Answers(office(() => new Problem("slow_down", 503, null, 2)).server, store, locks());
    await expect(answers.send(one, answer, record("a"))).rejects.toThrow(Unreachable);
    expect(await store.outgoing("d")).toHaveLength(1);
  });
});
