/** The server's event stream, by fetch: it comes again by itself until it is told to stop. */
import type { Api } from "./api.ts";
import { Problem } from "./problem.ts";

/** Seconds until the next try, the last one for all further ones. */
export const WAITS_S = [1, 2, 5, 10] as const;

export function waitS(failures: number): number {
  return WAITS_S[Math.min(failures, WAITS_S.length) - 1] ?? 1;
}

export interface ServerEvent {
  /** "" for a comment, which says only that the line is alive. */
  name: string;
  data: string;
}

export interface Listener {
  /** The stream begins, also anew: what happened meanwhile has to be read. */
  open(): void;
  event(event: ServerEvent): void;
  /** Nobody answers; it is tried again after so many seconds. */
  lost(nextS: number): void;
  /** The server does not want this session. */
  refused(problem: Problem): void;
}

/** The events in a stream of text, whatever pieces it comes in. */
export async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split(/\r?\n\r?\n/);
    text = blocks.pop() ?? "";
    for (const block of blocks) yield read(block);
  }
}

function read(block: string): ServerEvent {
  const lines = block.split(/\r?\n/);
  const of = (field: string) =>
    lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).trim());
  return { name: of("event")[0] ?? "", data: of("data").join("\n") };
}

/** Milliseconds after which a stream without even a comment is taken for dead: the server sends one every 25 s. */
const SILENCE_MS = 60_000;

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
    if (signal.aborted) done();
  });
}

const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Listens until the signal fires or the server refuses for good. */
export async function listen(
  api: Api,
  listener: Listener,
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void> = pause,
): Promise<void> {
  let failures = 0;
  while (!isOver(signal)) {
    const silence = new AbortController();
    const alarm = (): void => {
      silence.abort();
    };
    let timer = setTimeout(alarm, SILENCE_MS);
    try {
      const both = AbortSignal.any([signal, silence.signal]);
      const response = await api.send("GET", "/events", { signal: both });
      listener.open();
      for await (const event of response.body ? eventsOf(response.body) : []) {
        clearTimeout(timer);
        timer = setTimeout(alarm, SILENCE_MS);
        failures = 0;
        if (event.name !== "") listener.event(event);
      }
      failures += 1;
      await wait(failures === 1 ? 200 : 1000 * waitS(failures), signal);
    } catch (error) {
      if (isOver(signal)) return;
      if (error instanceof Problem && error.status !== 429 && error.status < 500) {
        listener.refused(error);
        return;
      }
      failures += 1;
      listener.lost(waitS(failures));
      await wait(waitS(failures) * 1000, signal);
    } finally {
      clearTimeout(timer);
    }
  }
}
