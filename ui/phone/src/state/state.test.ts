/** The rules between screens. */
import { describe, expect, it, vi } from "vitest";

import { Problem, type ProblemName, Unreachable } from "../client/problem.ts";
import { lit, time } from "@donelogin/kit/ticks.ts";

import { arc, filled } from "../parts/ticks.ts";
import { checkTrust } from "../trust/check.ts";
import { tellVisible } from "../trust/windows.ts";
import { afterProblem, digitsFault } from "./answer-rules.ts";
import { forgetArrival, readArrival } from "./arrival.ts";
import { Connection } from "./connection.svelte.ts";
import { readUserAgent } from "./facts.ts";
import { draw } from "./relearning.svelte.ts";
import { doubt, readWaiting } from "./waiting.ts";
import type { Link } from "../key/database.ts";
import { Server } from "../client/server.ts";
import type { Policy } from "../client/messages.ts";

describe("typed digits", () => {
  it.each([
    ["482913", null],
    ["482 913", null],
    ["482-913", null],
    ["", "missing"],
    ["48291", "short"],
    ["48291x", "short"],
    ["4829134", "short"],
  ])("%j: %s", (typed, fault) => {
    expect(digitsFault(typed)).toBe(fault);
  });
});

describe("refusals", () => {
  const after = (name: ProblemName, looking = false, left: number | null = null): string =>
    afterProblem(new Problem(name, 400, left), looking);

  it("lead where the person can go on", () => {
    expect(after("wrong_transfer", false, 2)).toBe("incoming");
    expect(after("wrong_transfer", false, 0)).toBe("wrong_codes");
    expect(after("expired")).toBe("over");
    expect(after("superseded")).toBe("superseded");
    expect(after("slow_down", true)).toBe("pause");
    expect(after("face_not_passed", true)).toBe("face_off");
    expect(after("face_not_passed")).toBe("face_failed");
    expect(after("counter_not_greater")).toBe("copied");
    expect(after("unknown_device")).toBe("gone");
    expect(after("bad_signature", true)).toBe("strange");
    expect(after("wrong_audience")).toBe("other_server");
    expect(after("already_decided")).toBe("decided");
    expect(after("wrong_context")).toBe("broken");
  });
});

/** A page's storage. */
function keep(): Pick<Storage, "getItem" | "setItem" | "removeItem"> {
  const all = new Map<string, string>();
  return {
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

describe("arrival", () => {
  const code = "A".repeat(48);
  const fragment = `#v=1&c=${code}&iss=https%3A%2F%2Foffice.local&ca=x&at=`;

  it("survives the way to the trust page", () => {
    const kept = keep();
    const offer = { privateCode: code, issuer: "https://office.local" };
    expect(readArrival("/phone/link", fragment, kept)).toEqual({ kind: "link", offer });
    expect(readArrival("/phone/link", "", kept)).toEqual({ kind: "link", offer });
    forgetArrival(kept);
    expect(readArrival("/phone/link", "", kept)).toEqual({ kind: "spent" });
  });

  it.each(["https://", "https://a:99999", "https://<img src=x>"])("keeps nothing broken: %s", (issuer) => {
    const kept = keep();
    const broken = `#v=1&c=${code}&iss=${encodeURIComponent(issuer)}`;
    expect(readArrival("/phone/link", broken, kept)).toEqual({ kind: "no_code" });
    expect(readArrival("/phone/link", "", kept)).toEqual({ kind: "spent" });
    kept.setItem("donelogin-arrival", broken);
    expect(readArrival("/phone/link", "", kept)).toEqual({ kind: "spent" });
    expect(kept.getItem("donelogin-arrival")).toBeNull();
  });

  it("keeps both kinds apart", () => {
    const kept = keep();
    readArrival("/phone/link", fragment, kept);
    expect(readArrival("/phone/approve", "", kept)).toEqual({ kind: "spent" });
    expect(readArrival("/phone/", "", kept)).toEqual({ kind: "home" });
    expect(readArrival("/phone/approve", "#v=1&a=x&s=y", kept)).toEqual({
      kind: "approve",
      screen: { approvalId: "x", secret: "y" },
    });
  });
});

describe("trust", () => {
  const worker = (registers: boolean, updates: boolean) => ({
    register: () =>
      registers
        ? Promise.resolve({
            update: () => (updates ? Promise.resolve() : Promise.reject(new TypeError("certificate"))),
          })
        : Promise.reject(new DOMException("certificate", "SecurityError")),
  });
  const answers = (): Promise<void> => Promise.resolve();
  const away = (): Promise<never> => Promise.reject(new Unreachable());
  const url = (): string => "/phone/sw.js";

  it("is there where the worker registers and its script is fetched anew", async () => {
    expect(await checkTrust(answers, worker(true, true), url)).toBe("yes");
  });

  it("is missing where the server answers and the worker does not register", async () => {
    expect(await checkTrust(answers, worker(false, false), url)).toBe("not_yet");
    expect(await checkTrust(answers, null, url)).toBe("not_yet");
  });

  it("is not proved by a worker of better days", async () => {
    expect(await checkTrust(answers, worker(true, false), url)).toBe("not_yet");
  });

  it("cannot be told while nobody answers", async () => {
    expect(await checkTrust(away, worker(true, false), url)).toBe("away");
  });

  it.each([
    ["not_yet", "required", false, false],
    ["not_yet", "trial", true, true],
    ["not_yet", undefined, false, false],
    ["yes", "required", true, false],
    ["yes", "trial", true, false],
    ["away", "trial", false, false],
  ] as const)("%s under %s: keys %s, as a trial %s", async (trust, rule, open, trial) => {
    const server = new Server();
    server.policy = () => Promise.resolve({ policy: "p", trust: rule } as Policy);
    const connection = new Connection(server, async (reach) => {
      await reach();
      return trust;
    });
    expect(await connection.look()).toBe(open);
    expect([connection.isOpen, connection.trial]).toEqual([open, trial]);
  });
});

describe("keys without trust", () => {
  const policy = { policy: "p", trust: "trial" } as Policy;

  async function look(
    trust: "yes" | "not_yet" | "away",
    answer: Policy,
    hadTrust = false,
  ): Promise<Connection> {
    const server = new Server();
    server.policy = () => Promise.resolve(answer);
    const check = async (reach: () => Promise<unknown>): Promise<typeof trust> => {
      await reach();
      return trust;
    };
    const connection = new Connection(server, check, () => hadTrust);
    await connection.look();
    return connection;
  }

  it.each([
    ["yes", "required", true, false],
    ["yes", "trial", true, true],
    ["not_yet", "trial", false, true],
    ["not_yet", "required", false, false],
    ["away", "trial", false, false],
  ] as const)("%s under %s: with trust %s, without %s", async (trust, rule, made, unmade) => {
    const connection = await look(trust, { ...policy, trust: rule });
    expect(connection.mayUse({ withoutTrust: false })).toBe(made);
    expect(connection.mayUse({ withoutTrust: true })).toBe(unmade);
  });

  it("open nothing on a phone that had trust once: a policy over such a connection may be anybody's", async () => {
    const connection = await look("not_yet", policy, true);
    expect([connection.isOpen, connection.trial, connection.state]).toEqual([false, false, "not_yet"]);
  });
});

describe("a push", () => {
  const seen = (path: string, visibilityState: DocumentVisibilityState) => ({
    url: `https://office.local${path}`,
    visibilityState,
    postMessage: vi.fn(),
  });

  it("is told to an app in sight, and needs no notification then", () => {
    const [app, hidden, pages] = [
      seen("/phone/", "visible"),
      seen("/phone/", "hidden"),
      seen("/account", "visible"),
    ];
    expect(tellVisible([hidden, pages])).toBe(false);
    expect(tellVisible([hidden, pages, app])).toBe(true);
    expect(app.postMessage).toHaveBeenCalledExactlyOnceWith("look");
    expect(hidden.postMessage).not.toHaveBeenCalled();
    expect(pages.postMessage).not.toHaveBeenCalled();
  });
});

describe("what waits", () => {
  const link = { deviceId: "d" } as Link;
  const context = {
    app: { name: "Files", host: "files.local" },
    account: { name: "Mira", username: "mira" },
    browser: { name: "Chrome, Windows", known: true },
    address: { ip: "192.168.20.31", local: true },
    time: 1,
  };
  const approval = (text: string, same = true) => ({
    approval_id: "a",
    mfa_code: "m",
    context: text,
    expires_in: 94,
    same_network: same,
  });

  it("is shown whole or not at all", () => {
    expect(readWaiting(link, approval(JSON.stringify(context)))?.deadline.leftS).toBe(94);
    expect(readWaiting(link, approval("{}"))).toBeNull();
    expect(readWaiting(link, approval("not JSON"))).toBeNull();
  });

  it.each([
    [true, true, null],
    [false, true, "browser"],
    [true, false, "network"],
    [false, false, "both"],
  ])("known %s, same network %s: %s", (known, same, worry) => {
    const text = JSON.stringify({ ...context, browser: { ...context.browser, known } });
    const waiting = readWaiting(link, approval(text, same));
    expect(waiting && doubt(waiting)).toBe(worry);
  });
});

describe("ticks", () => {
  it("go out with the time", () => {
    expect([lit(120, 120), lit(94, 120), lit(1, 120), lit(0, 120)]).toEqual([60, 47, 1, 0]);
    expect([time(94), time(7)]).toEqual(["1:34", "0:07"]);
  });

  it("fill on the side of the person", () => {
    expect(arc("turn_left")[0]).toBe(45);
    expect(arc("turn_right")[0]).toBe(15);
    expect(filled("look_up", 1)).toHaveLength(15);
    expect(filled("look_up", 0)).toEqual([]);
    const all = (["look_up", "turn_right", "look_down", "turn_left"] as const).flatMap(arc);
    expect(new Set(all).size).toBe(60);
  });
});

it("draws no movement twice in a row", () => {
  for (let round = 0; round < 50; round += 1) {
    const drawn = draw(["a", "b", "c"], 3);
    expect(drawn).toHaveLength(3);
    expect(drawn.every((one, index) => one !== drawn[index + 1])).toBe(true);
  }
  expect(draw([], 3)).toEqual([]);
});

it("reads what a phone says about itself", () => {
  const android =
    "Mozilla/5.0 (Linux; Android 16; Pixel 8) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";
  expect(readUserAgent(android)).toEqual({ model: "Pixel 8", os: "Android 16" });
  expect(readUserAgent(android.replace("Pixel 8", "K"))).toEqual({ model: "", os: "Android 16" });
  const iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15";
  expect(readUserAgent(iphone)).toEqual({ model: "iPhone", os: "iOS 19.1" });
});
