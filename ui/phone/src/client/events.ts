/** The event stream by fetch (EventSource has no headers): each `look` calls back; it comes again by itself. */
import type { Server, Speaker } from "./server.ts";
import { Problem, Unreachable } from "./problem.ts";

/** Seconds until the next try, the last one for all further ones. */
export const WAITS_S = [1, 2, 5, 10] as const;

/** How long to wait after so many failures in a row. */
export function waitS(failures: number): number {
  return WAITS_S[Math.min(failures, WAITS_S.length) - 1] ?? 1;
}

/** Resolves after a time, or at once when the signal fires. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

/** Milliseconds after which a stream without even a comment is taken for dead: the server sends one every 25 s. */
const SILENCE_MS = 60_000;

/** The names of events in a stream of text, whatever pieces it comes in; "" for a comment. */
export async function* eventNames(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const name = event.split("\n").find((line) => line.startsWith("event:"));
      yield name ? name.slice("event:".length).trim() : "";
    }
  }
}

export interface Listener {
  look(): void;
  /** The server does not answer; it is tried again after so many seconds. */
  offline(nextS: number): void;
  /** Before a connection that follows a failure: whether the server is still one that the browser trusts. */
  mayGoOn(): Promise<boolean>;
  /** The server does not want this phone. */
  refused(problem: Problem): void;
}

function isOver(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Listens until the signal fires or the server refuses for good. */
export async function listen(
  server: Server,
  speaker: Speaker,
  listener: Listener,
  signal: AbortSignal,
  wait: (ms: number, signal: AbortSignal) => Promise<void> = pause,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    // A phone that changes its network keeps a connection that nobody speaks on any more.
    const silence = new AbortController();
    const alarm = (): void => {
      silence.abort();
    };
    let timer = setTimeout(alarm, SILENCE_MS);
    try {
      if (failures > 0 && !(await listener.mayGoOn())) throw new Unreachable();
      const response = await server.events(speaker, AbortSignal.any([signal, silence.signal]));
      for await (const name of response.body ? eventNames(response.body) : []) {
        clearTimeout(timer);
        timer = setTimeout(alarm, SILENCE_MS);
        failures = 0;
        if (name === "look") listener.look();
      }
      if (isOver(signal)) return;
      // The server ends a stream after a while, or because something happened to this phone: look, then come again.
      listener.look();
      await wait(failures === 0 ? 200 : 1000, signal);
      failures += 1;
    } catch (error) {
      if (isOver(signal)) return;
      const isFinal =
        error instanceof Problem && error.problem !== "slow_down" && error.problem !== "internal";
      if (isFinal) {
        listener.refused(error);
        return;
      }
      failures += 1;
      const nextS = error instanceof Problem && error.waitS !== null ? error.waitS : waitS(failures);
      if (!(error instanceof Problem)) listener.offline(nextS);
      await wait(nextS * 1000, signal);
    } finally {
      clearTimeout(timer);
    }
  }
}
