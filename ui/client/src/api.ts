/** One request to the admin API: JSON in and out, refusals as errors, tags against overwriting. */
import { Unreachable, readProblem } from "./problem.ts";
import { type Transport, ownWay } from "./transport.ts";

export const PREFIX = "/api/admin/v1";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Ask {
  query?: Query | undefined;
  body?: unknown;
  /** Sent as it is, by its own kind, instead of a body in JSON. */
  file?: Blob | undefined;
  /** The tag that the resource had when it was read: refused with `precondition_failed` if it has another one now. */
  ifMatch?: string | null | undefined;
  signal?: AbortSignal | undefined;
}

export interface Answer<T> {
  value: T;
  etag: string | null;
}

/** Puts what names a resource into an address. */
export function path(parts: TemplateStringsArray, ...names: string[]): string {
  return parts.map((part, index) => part + encodeURIComponent(names[index] ?? "")).join("");
}

/** Only what was said: empty words and nothing at all are left out. */
export function queryText(query: Query = {}): string {
  const said = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

export class Api {
  /** `language` is the person's, where it is another than the browser's: some answers hold texts for people. */
  constructor(
    private readonly transport: Transport = ownWay,
    private readonly language: string | null = null,
  ) {}

  async ask<T>(method: Method, address: string, ask: Ask = {}): Promise<Answer<T>> {
    const response = await this.send(method, address, ask);
    const isEmpty = response.status === 204;
    const value: unknown = isEmpty ? undefined : await response.json().catch(unreadable);
    return { value: value as T, etag: response.headers.get("etag") };
  }

  async get<T>(address: string, query?: Query, signal?: AbortSignal): Promise<T> {
    return (await this.ask<T>("GET", address, { query, signal })).value;
  }

  async post<T>(address: string, body: unknown = {}): Promise<T> {
    return (await this.ask<T>("POST", address, { body })).value;
  }

  async upload<T>(method: Method, address: string, file: Blob): Promise<T> {
    return (await this.ask<T>(method, address, { file })).value;
  }

  /** The answer itself, for streams and downloads. */
  async send(method: Method, address: string, ask: Ask = {}): Promise<Response> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (this.language !== null) headers["accept-language"] = this.language;
    // A content type that no form can send: with it a browser asks before another site may send.
    if (method !== "GET") headers["content-type"] = ask.file?.type ?? "application/json";
    if (ask.ifMatch) headers["if-match"] = ask.ifMatch;
    const json = ask.body === undefined ? {} : { body: JSON.stringify(ask.body) };
    const body = ask.file ? { body: ask.file } : json;
    const signal = ask.signal ? { signal: ask.signal } : {};
    const response = await this.transport
      .send(`${PREFIX}${address}${queryText(ask.query)}`, {
        method,
        headers,
        ...body,
        ...signal,
      })
      .catch((error: unknown) => {
        if (ask.signal?.aborted) throw error;
        throw new Unreachable({ cause: error });
      });
    if (!response.ok) throw await readProblem(response);
    return response;
  }
}

function unreadable(cause: unknown): never {
  throw new Unreachable({ cause });
}
