/** A relying party's own ends: calls that trust the office's CA, and the addresses that browsers come back to. */
import { readFileSync } from "node:fs";
import { type IncomingMessage, type Server, createServer } from "node:http";
import { request } from "node:https";
import { buffer } from "node:stream/consumers";

import { freePort } from "./program.ts";

/** What the libraries hand to a fetch of one's own. */
interface Call {
  body?: unknown;
  headers?: Record<string, string>;
  method?: string;
  signal?: AbortSignal | undefined;
}

/** By what a client is known to whoever asks it for a certificate; PEM. */
export interface Identity {
  cert: string;
  key: string;
}

/** A fetch that follows no redirect and trusts the CA in the file, and nobody else. `identity`: what it shows. */
export function trusting(ca: string, identity?: Identity): (url: string, call: Call) => Promise<Response> {
  const authority = readFileSync(ca);
  return (url, { body, headers, method, signal }) =>
    new Promise((resolve, reject) => {
      const options = { ca: authority, headers, method, ...identity, ...(signal ? { signal } : {}) };
      const sent = request(url, options, (answer) => {
        whole(answer).then(resolve, reject);
      });
      sent.on("error", reject);
      sent.end(text(body));
    });
}

function text(body: unknown): string | Uint8Array | undefined {
  if (body === null || body === undefined) return undefined;
  if (body instanceof URLSearchParams || typeof body === "string") return body.toString();
  if (body instanceof Uint8Array) return body;
  throw new Error("a body of a kind that no library sent before");
}

async function whole(answer: IncomingMessage): Promise<Response> {
  const body = await buffer(answer);
  const headers = new Headers();
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  const status = answer.statusCode ?? 0;
  const isEmpty = status === 204 || status === 304;
  return new Response(isEmpty ? null : new Uint8Array(body), { status, headers });
}

/** Where browsers come back to, `/callback` after a sign-in and `/signed-out` after a sign-out. */
export class Return {
  private readonly came: Request[] = [];
  private readonly waiting: ((request: Request) => void)[] = [];

  private constructor(
    readonly base: string,
    private readonly server: Server,
  ) {}

  static async open(): Promise<Return> {
    const port = await freePort();
    const server = createServer();
    const here = new Return(`http://localhost:${port}`, server);
    server.on("request", (asked: IncomingMessage, answer) => {
      void buffer(asked).then((body) => {
        if (asked.url?.startsWith("/favicon")) return answer.writeHead(204).end();
        here.note(asked, body.toString());
        answer.writeHead(200, { "content-type": "text/html; charset=utf-8" });
        return answer.end("<!doctype html><html lang='en'><title>Back</title><p id='back'>Back.</p></html>");
      });
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    return here;
  }

  get callback(): string {
    return `${this.base}/callback`;
  }

  get signedOut(): string {
    return `${this.base}/signed-out`;
  }

  /** The next request of a browser, in the order in which they come. */
  next(): Promise<Request> {
    const came = this.came.shift();
    if (came) return Promise.resolve(came);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private note(asked: IncomingMessage, body: string): void {
    const init = asked.method === "POST" ? { body, method: "POST" } : {};
    const headers = { "content-type": asked.headers["content-type"] ?? "text/plain" };
    const request = new Request(new URL(asked.url ?? "/", this.base), { ...init, headers });
    const waits = this.waiting.shift();
    if (waits) waits(request);
    else this.came.push(request);
  }
}
