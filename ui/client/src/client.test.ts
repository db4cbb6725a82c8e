/** What goes to the server, what comes back, and what is made of refusals and of silence. */
import { describe, expect, it } from "vitest";

import { Api, path, queryText } from "./api.ts";
import { type Listener, eventsOf, listen, waitS } from "./events.ts";
import { list } from "./lists.ts";
import { Problem, Unreachable, isProblem } from "./problem.ts";
import { type Transport, overWindow } from "./transport.ts";

interface Sent {
  path: string;
  init: RequestInit;
}

/** Answers with these, one after the other, and remembers what was asked. */
function answering(...answers: (Response | Error)[]): {
  api: Api;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  const transport: Transport = {
    send: (to, init) => {
      sent.push({ path: to, init });
      const answer = answers.shift() ?? new Error("nothing more to say");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  return { api: new Api(transport), sent };
}

function json(value: unknown, init: ResponseInit = {}): Response {
  return new Response(JSON.stringify(value), init);
}

function refusal(code: string, status: number, more: object = {}): Response {
  const headers = { "content-type": "application/problem+json" };
  return json({ type: `urn:donelogin:problem:${code}`, status, detail: "why", ...more }, { status, headers });
}

describe("a request", () => {
  it("names things safely in its address", () => {
    expect(path`/groups/${"a/b ?"}/users/${"é"}`).toBe("/groups/a%2Fb%20%3F/users/%C3%A9");
    expect(
      queryText({
        a: "x y",
        none: undefined,
        empty: "",
        no: null,
        off: false,
        zero: 0,
      }),
    ).toBe("?a=x+y&off=false&zero=0");
    expect(queryText({})).toBe("");
  });

  it("says JSON with everything that changes something, so that no form can send it", async () => {
    const { api, sent } = answering(
      json({ id: "u1" }, { headers: { etag: '"7"' } }),
      new Response(null, { status: 204 }),
    );
    const answer = await api.ask<{ id: string }>("PATCH", "/users/u1", {
      body: { admin: true },
      ifMatch: '"6"',
    });
    expect(answer).toEqual({ value: { id: "u1" }, etag: '"7"' });
    expect(sent[0]?.path).toBe("/api/admin/v1/users/u1");
    expect(sent[0]?.init.headers).toMatchObject({
      "content-type": "application/json",
      "if-match": '"6"',
    });
    expect(sent[0]?.init.body).toBe('{"admin":true}');
    await expect(api.ask("DELETE", "/users/u1")).resolves.toEqual({
      value: undefined,
      etag: null,
    });
  });

  it("reads a part of a list with its number", async () => {
    const { api, sent } = answering(json({ groups: [{ name: "a" }], total: 31 }));
    await expect(list(api, "groups", { limit: 1 })).resolves.toEqual({
      items: [{ name: "a" }],
      total: 31,
    });
    expect(sent[0]?.path).toBe("/api/admin/v1/groups?limit=1");
  });

  it("turns a refusal into its code and its fields", async () => {
    const errors = [{ field: "email", message: "is taken", taken: true }];
    const { api } = answering(refusal("invalid_fields", 422, { errors }));
    const problem = await api.post("/users").catch((error: unknown) => error);
    expect(isProblem(problem, "invalid_fields")).toBe(true);
    expect((problem as Problem).of("email")?.message).toBe("is taken");
    expect((problem as Problem).of("name")).toBeUndefined();
  });

  it("takes silence, and what is not ours, for no answer", async () => {
    const { api } = answering(
      new TypeError("failed to fetch"),
      new Response("<h1>proxy</h1>", { status: 502 }),
      new Response("<h1>fine</h1>"),
    );
    for (let turn = 0; turn < 3; turn += 1) await expect(api.get("/me")).rejects.toBeInstanceOf(Unreachable);
  });
});

function streamOf(...pieces: string[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
}

describe("the stream", () => {
  it("is read in whatever pieces it comes", async () => {
    const events = [];
    for await (const event of eventsOf(streamOf(": hea", "rt\n\nevent: au", 'dit\ndata: {"seq":1}\n', "\n")))
      events.push(event);
    expect(events).toEqual([
      { name: "", data: "" },
      { name: "audit", data: '{"seq":1}' },
    ]);
  });

  it("waits longer with each failure, and never longer than ten seconds", () => {
    expect([1, 2, 3, 4, 9].map(waitS)).toEqual([1, 2, 5, 10, 10]);
  });

  it("comes again after silence and ends with a refusal", async () => {
    const { api } = answering(
      new Response(streamOf("event: changed\ndata: {}\n\n")),
      new TypeError("away"),
      refusal("not_signed_in", 401),
    );
    const heard: string[] = [];
    const listener: Listener = {
      open: () => heard.push("open"),
      event: (event) => heard.push(event.name),
      lost: (nextS) => heard.push(`lost ${nextS}`),
      refused: (problem) => heard.push(problem.code),
    };
    await listen(api, listener, new AbortController().signal, () => Promise.resolve());
    expect(heard).toEqual(["open", "changed", "lost 2", "not_signed_in"]);
  });
});

describe("the window", () => {
  it("hears the events by a channel, and tells the shell when it stops listening", async () => {
    let piece: (text: string | null) => void = () => undefined;
    let closed = 0;
    const window = overWindow(
      (heard) => {
        piece = heard;
        return Promise.resolve({ status: 200, body: "" });
      },
      () => {
        closed += 1;
        return Promise.resolve();
      },
    );
    const leaving = new AbortController();
    const response = await window.send("/api/admin/v1/events", {
      signal: leaving.signal,
    });
    piece("event: audit\nda");
    piece('ta: {"seq":1}\n\n');
    const events = eventsOf(response.body ?? streamOf());
    expect((await events.next()).value).toEqual({
      name: "audit",
      data: '{"seq":1}',
    });
    leaving.abort();
    await expect(events.next()).rejects.toThrow();
    expect(closed).toBe(1);
  });

  it("is told of a refusal as a browser is", async () => {
    const refused = {
      status: 423,
      body: JSON.stringify({
        type: "urn:donelogin:problem:locked",
        status: 423,
      }),
    };
    const window = overWindow(
      () => Promise.resolve(refused),
      () => Promise.resolve(),
    );
    const problem = await new Api(window).send("GET", "/events").catch((error: unknown) => error);
    expect((problem as Problem).code).toBe("locked");
  });
});
