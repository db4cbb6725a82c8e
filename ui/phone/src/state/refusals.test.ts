/** Refusals by mistake: nothing that the phone holds is deleted for them, and what a person pressed is not lost. */
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { Deadline } from "@donelogin/kit/clock.ts";
import type { Device } from "../client/messages.ts";
import { Problem, type ProblemName, Unreachable } from "../client/problem.ts";
import { Server } from "../client/server.ts";
import { Answers } from "../key/answers.ts";
import { type Link, openDatabase } from "../key/database.ts";
import { makeDeviceKey } from "../key/device-key.ts";
import { seal } from "../key/sealed-face.ts";
import { Store } from "../key/store.ts";
import type { App } from "./app.svelte.ts";
import { Approving } from "./approving.svelte.ts";
import type { Desk } from "./desk.ts";
import { Faces } from "./faces.ts";
import { Linking } from "./linking.svelte.ts";
import type { Waiting } from "./waiting.ts";
import { Watch } from "./watch.ts";

const ISSUER = "https://office.local";
let count = 0;
const heard = vi.fn();
const changed = vi.fn();
const undelivered = vi.fn();
let store: Store;
let server: Server;
/** What the server says to each request for the device, one after the other; then it is silent. */
let says: (ProblemName | Device["status"])[];

beforeEach(async () => {
  vi.clearAllMocks();
  store = new Store(await openDatabase(`refusals-${(count += 1)}`));
  server = new Server(() => Promise.reject(new TypeError("nothing is sent here")));
  server.device = () => answer(says.shift());
  // A stream that stays open, and says nothing.
  server.events = () => Promise.resolve(new Response(new ReadableStream()));
  server.approvals = () => Promise.resolve([]);
  server.change = () => Promise.resolve();
});

function answer(said: ProblemName | Device["status"] | undefined): Promise<Device> {
  if (said === undefined) return new Promise(() => undefined);
  if (said !== "active" && said !== "claimed" && said !== "waiting")
    return Promise.reject(new Problem(said, 401));
  const { deviceId, name, account, server: office } = FACTS;
  return Promise.resolve({ device_id: deviceId, status: said, name, account, server: office, policy: "p" });
}

const FACTS = {
  deviceId: "d",
  issuer: ISSUER,
  counter: 0,
  activeFrom: null,
  name: "Pixel 8",
  account: { name: "Mira", username: "mira" },
  server: { name: "Office", issuer: ISSUER },
  withoutTrust: false,
  toldVersion: "",
  pushTold: "",
  digits: "",
};

async function linked(status: Link["status"]): Promise<Link> {
  const key = await makeDeviceKey();
  const face = await seal({ policy: "p", embeddings: [new Float32Array(128)] }, "sface", key.thumbprint);
  const link: Link = { ...key, ...FACTS, face, status };
  await store.addLink(link);
  return link;
}

/** As much of the app as a watch works with. */
async function app(): Promise<App> {
  const links = await store.links();
  const fake = {
    server,
    store,
    answers: new Answers(server, store, (_, work) => work()),
    connection: { isOpen: true, policy: null, look: () => Promise.resolve(true) },
    links,
    linking: null,
    approving: null,
    strange: new Set<string>(),
    place: { name: "home" },
    mayUse: () => true,
    heard,
    changed: async () => {
      fake.links = await store.links();
      changed();
    },
  };
  return fake as unknown as App;
}

/** Key and face, as they are kept. */
async function kept(): Promise<[Link["status"] | undefined, boolean, boolean]> {
  const link = await store.link("d");
  return [link?.status, Boolean(link?.face), Boolean(link?.privateKey)];
}

describe("a linked phone", () => {
  it.each(["bad_signature", "use_device_nonce", "malformed", "wrong_context"] as const)(
    "stays as it is after %s, and asks again",
    async (name) => {
      await linked("active");
      says = [name, "active"];
      const one = await app();
      const watch = new Watch(one);
      watch.start();
      watch.lookAll();
      await vi.waitFor(() => {
        expect(one.strange.has("d")).toBe(true);
      });
      expect(await kept()).toEqual(["active", true, true]);
      await vi.waitFor(() => {
        expect(heard).toHaveBeenCalled();
      }, 5000);
      expect(one.strange.has("d")).toBe(false);
      watch.stop();
    },
  );

  it("is not gone by a single word", async () => {
    await linked("active");
    says = ["unknown_device", "bad_signature"];
    const one = await app();
    const watch = new Watch(one);
    watch.start();
    watch.lookAll();
    await vi.waitFor(() => {
      expect(one.strange.has("d")).toBe(true);
    });
    expect(await kept()).toEqual(["active", true, true]);
    watch.stop();
  });

  it("is gone when the server says so twice; key and face stay until the person removes them", async () => {
    await linked("active");
    says = ["unknown_device", "unknown_device"];
    const one = await app();
    const watch = new Watch(one);
    watch.start();
    watch.lookAll();
    await vi.waitFor(() => {
      expect(changed).toHaveBeenCalled();
    });
    expect(await kept()).toEqual(["gone", true, true]);
    watch.stop();
  });

  it("comes back if the server knows it again", async () => {
    await linked("gone");
    says = ["active"];
    const one = await app();
    const watch = new Watch(one);
    watch.start();
    await vi.waitFor(() => {
      expect(heard).toHaveBeenCalled();
    });
    expect(await kept()).toEqual(["active", true, true]);
    watch.stop();
  });

  it("is not asked for while its key may not be used", async () => {
    await linked("active");
    const ask = vi.spyOn(server, "events");
    const watch = new Watch(Object.assign(await app(), { mayUse: () => false }));
    watch.start();
    watch.lookAll();
    expect(ask).not.toHaveBeenCalled();
    watch.stop();
  });
});

function desk(mayUse = true): Desk {
  return {
    server,
    store,
    answers: new Answers(server, store, (_, work) => work()),
    faces: new Faces(),
    origin: ISSUER,
    policy: () => Promise.reject(new Unreachable()),
    mayMakeKey: () => mayUse,
    mayUse: () => mayUse,
    isTrial: () => false,
    undelivered,
    changed: () => Promise.resolve(),
  };
}

describe("a phone that waits for its digits", () => {
  /** A stream that ends at once, so that the phone looks. */
  const looks = (): void => {
    server.events = () => Promise.resolve(new Response("event: look\n\n"));
  };

  it("keeps its key when a proof is refused by mistake", async () => {
    const link = await linked("claimed");
    looks();
    says = ["bad_signature", "use_device_nonce", "unknown_device", "claimed", "active"];
    const linking = Linking.resume(desk(), link, "584556");
    await vi.waitFor(() => {
      expect(linking.step).toBe("linked");
    }, 8000);
    expect(await kept()).toEqual(["active", true, true]);
  }, 10_000);

  it("goes on when its stream is refused by mistake", async () => {
    const link = await linked("claimed");
    let refusals = 1;
    server.events = () =>
      refusals-- > 0
        ? Promise.reject(new Problem("bad_signature", 401))
        : Promise.resolve(new Response("event: look\n\n"));
    says = ["active"];
    const linking = Linking.resume(desk(), link, "584556");
    await vi.waitFor(() => {
      expect(linking.step).toBe("linked");
    }, 5000);
  });

  it("ends when the server does not know it, twice", async () => {
    const link = await linked("claimed");
    looks();
    says = ["unknown_device", "unknown_device"];
    const linking = Linking.resume(desk(), link, "584556");
    await vi.waitFor(() => {
      expect([linking.step, linking.fault]).toEqual(["failed", "ended"]);
    });
    await vi.waitFor(async () => {
      expect(await store.links()).toEqual([]);
    });
  });
});

describe("an answer", () => {
  async function waiting(): Promise<Waiting> {
    const context = {
      app: { name: "Files", host: "files.local" },
      account: { name: "Mira", username: "mira" },
      browser: { name: "Firefox", known: true },
      address: { ip: "192.168.20.31", local: true },
      time: 1,
    };
    return {
      link: await linked("active"),
      approval: { approval_id: "a", mfa_code: "m", context: JSON.stringify(context), expires_in: 120 },
      context,
      deadline: new Deadline(120),
    };
  }

  it.each(["deny", "notMe"] as const)(
    "is kept when it is pressed while nobody answers: %s",
    async (press) => {
      const one = desk(false);
      const sign = vi.spyOn(server, "signAnswer");
      const approving = new Approving(one, await waiting(), null);
      await approving[press]();
      expect(approving.step).toBe("kept");
      expect(undelivered).toHaveBeenCalledOnce();
      expect(sign).not.toHaveBeenCalled();
      // Trust is back: it is signed and sent.
      server.decide = () => Promise.resolve("denied");
      const link = await store.link("d");
      expect(link && (await one.answers.resend(link))).toEqual([{ approvalId: "a", outcome: "denied" }]);
    },
  );

  it("can be another one after one did not arrive", async () => {
    let away = true;
    server.decide = () => (away ? Promise.reject(new Unreachable()) : Promise.resolve("blocked"));
    const approving = new Approving(desk(), await waiting(), null);
    await approving.deny();
    expect(approving.step).toBe("kept");
    away = false;
    approving.inFront();
    await approving.notMe();
    expect(approving.step).toBe("blocked");
    expect(await store.outgoing("d")).toEqual([]);
  });

  it.each([
    ["bad_signature", undefined, "strange"],
    ["unknown_device", "active", "strange"],
    ["unknown_device", "unknown_device", "gone"],
    ["already_decided", undefined, "answered"],
  ] as const)("refused by %s, then %s: %s", async (refusal, then, step) => {
    says = then ? [then] : [];
    server.decide = () => Promise.reject(new Problem(refusal, 401));
    const approving = new Approving(desk(), await waiting(), null);
    await approving.deny();
    expect(approving.step).toBe(step);
    expect(await kept()).toEqual(["active", true, true]);
  });
});
