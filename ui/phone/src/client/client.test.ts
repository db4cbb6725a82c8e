/** The client against the vectors that the server's own parser is tested with. */
import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { decode, encode, hashText } from "./base64url.ts";
import { Deadline } from "@donelogin/kit/clock.ts";

import { skewS } from "./clock.ts";
import { eventNames, listen, waitS } from "./events.ts";
import {
  MAX_BYTES,
  type MessageType,
  type PublicJwk,
  type Signer,
  TooLong,
  sign,
  signingInput,
  thumbprint,
} from "./jws.ts";
import { NotTrusted, Problem, Unreachable } from "./problem.ts";
import { hostOf, linkDigits, readLinkOffer, readScanned, readScreenCode } from "./qr.ts";
import { Server, type Speaker } from "./server.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../core/domain/vectors/${name}.json`, import.meta.url), "utf8"));

interface Codes {
  key: PublicJwk & { d: string; thumbprint: string };
  link_digits: { issuer: string; private_code: string; thumbprint: string; digits: string }[];
  context_hash: { context: string; context_hash: string }[];
  link_qr: { text: string; private_code: string; issuer: string }[];
  approve_qr: { text: string; approval_id: string; secret: string }[];
}

interface Message {
  name: string;
  type: MessageType;
  header?: string;
  payload?: string;
  signing_input?: string;
  message: string;
}

const codes = read("codes") as Codes;
const messages = read("messages") as Message[];
const { kty, crv, x, y, d } = codes.key;
const publicJwk: PublicJwk = { kty, crv, x, y };
const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };

async function signer(): Promise<Signer> {
  const privateKey = await crypto.subtle.importKey("jwk", { kty, crv, x, y, d }, ALGORITHM, false, ["sign"]);
  return { privateKey, publicJwk, thumbprint: await thumbprint(publicJwk) };
}

async function isSigned(message: string): Promise<boolean> {
  const key = await crypto.subtle.importKey("jwk", { ...publicJwk }, ALGORITHM, false, ["verify"]);
  const at = message.lastIndexOf(".");
  const data = new TextEncoder().encode(message.slice(0, at));
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, decode(message.slice(at + 1)), data);
}

describe("vectors", () => {
  it("has the thumbprint of RFC 7638", async () => {
    expect(await thumbprint(publicJwk)).toBe(codes.key.thumbprint);
  });

  it.each(codes.link_digits)("shows $digits", async ({ issuer, private_code, thumbprint: print, digits }) => {
    expect(await linkDigits({ issuer, privateCode: private_code }, print)).toBe(digits);
  });

  it.each(codes.context_hash)("hashes a context as it is", async ({ context, context_hash }) => {
    expect(await hashText(context)).toBe(context_hash);
  });

  it.each(codes.link_qr)("reads the code of a link page", ({ text, private_code, issuer }) => {
    const offer = { privateCode: private_code, issuer };
    expect(readLinkOffer(new URL(text).hash)).toEqual(offer);
    expect(readScanned(text, new URL(text).origin)).toEqual({ kind: "link", offer });
    expect(readScanned(text, "https://other.local")).toEqual({
      kind: "other_server",
      host: new URL(text).host,
    });
  });

  it.each(codes.approve_qr)("reads the code of a sign-in page", ({ text, approval_id, secret }) => {
    expect(readScreenCode(new URL(text).hash)).toEqual({ approvalId: approval_id, secret });
  });

  // One of them is of the greatest length, one is written with other white space: those are the server's to read.
  const ours = messages.filter(
    ({ payload, header }) => payload && header && JSON.stringify(JSON.parse(payload)) === payload,
  );

  it("knows messages of every type", () => {
    expect(new Set(ours.map(({ type }) => type))).toEqual(new Set(["link", "device", "approval"]));
  });

  it.each(ours)("signs: $name", async ({ type, payload, signing_input }) => {
    const key = await signer();
    const claims = JSON.parse(payload ?? "") as object;
    expect(signingInput(type, key, claims)).toBe(signing_input);
    expect(await isSigned(await sign(type, key, claims))).toBe(true);
  });

  it("sends nothing above 16 KiB", async () => {
    await expect(sign("link", await signer(), { text: "x".repeat(MAX_BYTES) })).rejects.toThrow(TooLong);
  });
});

describe("codes that are not ours", () => {
  it.each(["", "#v=1", "#v=2&a=x&s=y", "#v=1&a=../x&s=y", `#v=1&a=${"a".repeat(65)}&s=y`])(
    "refuses %s",
    (text) => {
      expect(readScreenCode(text)).toBeNull();
      expect(readLinkOffer(text)).toBeNull();
    },
  );

  it.each([
    "https://",
    "https://a:99999",
    "https://<img src=x onerror=alert(1)>/",
    "https://office.local@evil.example",
    "https://office.local/path",
    "http://office.local",
    `https://${"a".repeat(200_000)}`,
  ])("takes no such thing for a server: %#", (issuer) => {
    const text = `#v=1&c=${"A".repeat(48)}&iss=${encodeURIComponent(issuer)}`;
    expect(readLinkOffer(text)).toBeNull();
    expect(() => hostOf(issuer)).not.toThrow();
    expect(hostOf(issuer).length).toBeLessThanOrEqual(300);
  });

  it.each(["hello", "http://office.local/phone/link#v=1", "https://office.local/login"])(
    "does not know %s",
    (text) => {
      expect(readScanned(text, "https://office.local").kind).toBe("unknown");
    },
  );
});

interface Sent {
  path: string;
  init: RequestInit;
}

/** A server that gives these answers one after the other. */
function scripted(...answers: (Response | Error)[]): { server: Server; sent: Sent[] } {
  const sent: Sent[] = [];
  const server = new Server((path, init) => {
    sent.push({ path, init });
    const next = answers.shift() ?? new Error("no more answers");
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return { server, sent };
}

function problem(
  name: string,
  status: number,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify({ type: `urn:donelogin:problem:${name}`, status, ...more });
  return new Response(body, { status, headers: { "content-type": "application/problem+json", ...headers } });
}

async function speaker(): Promise<Speaker> {
  return { ...(await signer()), deviceId: "dev-1", issuer: "https://office.local:8443", withoutTrust: false };
}

function proofOf({ init }: Sent): Record<string, unknown> {
  const header = new Headers(init.headers).get("authorization") ?? "";
  const payload = header.replace("Device ", "").split(".")[1] ?? "";
  return JSON.parse(new TextDecoder().decode(decode(payload))) as Record<string, unknown>;
}

describe("device requests", () => {
  it("are sent again with the nonce that the refusal brought, under another id", async () => {
    const stale = problem("use_device_nonce", 401, {}, { "device-nonce": "fresh" });
    const { server, sent } = scripted(
      stale,
      Response.json({ approvals: [] }, { headers: { "device-nonce": "next" } }),
    );
    expect(await server.approvals(await speaker())).toEqual([]);
    const [first, second] = sent.map(proofOf);
    expect([first?.nonce, second?.nonce]).toEqual(["", "fresh"]);
    expect(first?.jti).not.toBe(second?.jti);
    expect(second).toMatchObject({
      htm: "GET",
      htu: "https://office.local:8443/phone/v1/approvals",
      sub: "dev-1",
    });
  });

  it("are sent again twice at most, each time under another id", async () => {
    const stale = (): Response => problem("use_device_nonce", 401);
    const { server, sent } = scripted(stale(), stale(), stale(), stale());
    await expect(server.approvals(await speaker())).rejects.toThrow("use_device_nonce");
    expect(new Set(sent.map((one) => proofOf(one).jti)).size).toBe(3);
    expect(sent).toHaveLength(3);
  });

  it("tell a phone that is gone from a mistake by asking anew", async () => {
    const gone = (): Response => problem("unknown_device", 401);
    const device = Response.json({ device_id: "dev-1" });
    const { server, sent } = scripted(gone(), problem("bad_signature", 401), device, new TypeError("away"));
    const one = await speaker();
    expect(await server.isUnknown(one)).toBe(true);
    expect(await server.isUnknown(one)).toBe(false);
    expect(await server.isUnknown(one)).toBe(false);
    expect(await server.isUnknown(one)).toBe(false);
    expect(sent).toHaveLength(4);
  });

  it("are not even signed while the key may not be used", async () => {
    const { server, sent } = scripted();
    const answer = { approval_id: "a", mfa_code: "m", context_hash: "h", decision: "deny" } as const;
    server.mayUse = ({ withoutTrust }) => withoutTrust;
    const one = await speaker();
    await expect(server.device(one)).rejects.toThrow(NotTrusted);
    await expect(server.events(one, new AbortController().signal)).rejects.toThrow(NotTrusted);
    expect(() => server.signAnswer(one, answer, 1)).toThrow(NotTrusted);
    await expect(server.signAnswer({ ...one, withoutTrust: true }, answer, 1)).resolves.toBeTruthy();
    expect(sent).toEqual([]);
  });

  it("have their body under the signature", async () => {
    const { server, sent } = scripted(new Response(null, { status: 204 }));
    await server.change(await speaker(), { name: "Bens Telefon" });
    const proof = sent[0] ? proofOf(sent[0]) : {};
    expect(proof.bh).toBe(await hashText('{"name":"Bens Telefon"}'));
  });

  it("tell what the server refused", async () => {
    const { server } = scripted(
      problem("wrong_transfer", 422, { tries_left: 2 }),
      problem("slow_down", 429, {}, { "retry-after": "30" }),
    );
    const error = await server.decide("a", "m").catch((caught: unknown) => caught);
    expect(error).toMatchObject({ problem: "wrong_transfer", status: 422, triesLeft: 2 });
    expect(await server.decide("a", "m").catch((caught: unknown) => caught)).toMatchObject({ waitS: 30 });
  });

  it("tell a server that is away from one that refuses", async () => {
    const { server } = scripted(new TypeError("Failed to fetch"), new Response("<html>", { status: 502 }));
    await expect(server.policy()).rejects.toThrow(Unreachable);
    await expect(server.policy()).rejects.toThrow(Unreachable);
  });

  it("take an unknown refusal for one of the server's side", async () => {
    const { server } = scripted(problem("of_the_future", 418));
    await expect(server.policy()).rejects.toMatchObject({ problem: "internal" });
  });
});

describe("time", () => {
  it("counts by a clock that nobody sets", () => {
    let now = 1000;
    const deadline = new Deadline(120, 94, () => now);
    expect([deadline.leftS, deadline.isOver]).toEqual([94, false]);
    now += 93_500;
    expect(deadline.leftS).toBe(1);
    now += 500;
    expect([deadline.leftS, deadline.isOver]).toEqual([0, true]);
  });

  it("sees a clock that is wrong", () => {
    const date = "Fri, 27 Nov 2026 16:00:00 GMT";
    expect(skewS(date, Date.parse(date) + 600_000)).toBe(600);
    expect(skewS(null)).toBeNull();
  });
});

function stream(...pieces: string[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
  return new Response(body);
}

describe("the event stream", () => {
  it("is read in whatever pieces it comes", async () => {
    const response = stream("event: lo", "ok\ndata: {}\n", "\n:\n\nevent: look\ndata: {}\n\n");
    const names: string[] = [];
    for await (const name of eventNames(response.body ?? new ReadableStream())) names.push(name);
    expect(names).toEqual(["look", "", "look"]);
  });

  it("comes again after 1, 2, 5, 10 seconds and then every 10, and asks first whether the server is still trusted", async () => {
    const away = Array.from({ length: 5 }, () => new TypeError("away"));
    const { server } = scripted(...away, problem("unknown_device", 401));
    const waits: number[] = [];
    const offline: number[] = [];
    let asked = 0;
    const refused = await new Promise<Problem>((resolve) => {
      const listener = {
        look: () => undefined,
        offline: (nextS: number) => void offline.push(nextS),
        mayGoOn: () => Promise.resolve((asked += 1) > 0),
        refused: (problem: Problem) => {
          resolve(problem);
          return Promise.resolve(true);
        },
      };
      void speaker().then((one) =>
        listen(server, one, listener, new AbortController().signal, (ms) => {
          waits.push(ms);
          return Promise.resolve();
        }),
      );
    });
    expect(refused.problem).toBe("unknown_device");
    expect(offline).toEqual([1, 2, 5, 10, 10]);
    expect(waits).toEqual([1000, 2000, 5000, 10_000, 10_000]);
    expect(asked).toBe(5);
    expect(waitS(99)).toBe(10);
  });

  it("goes on after a refusal that is not the last word", async () => {
    const { server, sent } = scripted(problem("bad_signature", 401), problem("unknown_device", 401));
    const refused: string[] = [];
    const waits: number[] = [];
    const listener = {
      look: () => undefined,
      offline: () => undefined,
      mayGoOn: () => Promise.resolve(true),
      refused: ({ problem: name }: Problem) => {
        refused.push(name);
        return Promise.resolve(name === "unknown_device");
      },
    };
    await listen(server, await speaker(), listener, new AbortController().signal, (ms) => {
      waits.push(ms);
      return Promise.resolve();
    });
    expect(refused).toEqual(["bad_signature", "unknown_device"]);
    expect(waits).toEqual([1000]);
    expect(sent).toHaveLength(2);
  });

  it("does not go on with a server that is no longer trusted", async () => {
    const { server, sent } = scripted(new TypeError("away"));
    const end = new AbortController();
    let failures = 0;
    const listener = {
      look: () => undefined,
      offline: () => {
        failures += 1;
        if (failures === 3) end.abort();
      },
      mayGoOn: () => Promise.resolve(false),
      refused: () => Promise.resolve(true),
    };
    await listen(server, await speaker(), listener, end.signal, () => Promise.resolve());
    expect(sent).toHaveLength(1);
  });
});

it("encodes without padding and reads it again", () => {
  const bytes = new Uint8Array([251, 255, 0, 1]);
  expect(encode(bytes)).toBe("-_8AAQ");
  expect(decode("-_8AAQ")).toEqual(bytes);
});
