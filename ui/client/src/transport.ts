/** How a request reaches the admin API: over HTTPS from a browser; in the window on the machine by its scheme. */
import { closeEvents, desktop, openEvents } from "./desktop.ts";

export interface Transport {
  /** Sends a request to a path of the server; rejects when nobody answers. */
  send(path: string, init: RequestInit): Promise<Response>;
}

/** The server that the page comes from, with the session's cookie. */
export const overHttps: Transport = {
  send: (path, init) => fetch(path, { ...init, credentials: "same-origin", redirect: "error" }),
};

/** The window's scheme leads to the same server, but takes whole answers only: the events come by a channel. */
export function overWindow(open: typeof openEvents, close: typeof closeEvents): Transport {
  return {
    send: (path, init) => {
      const isStream = path.endsWith("/events");
      return isStream
        ? events(open, close, init.signal ?? null)
        : fetch(path, { ...init, redirect: "error" });
    },
  };
}

/** The events as a browser would have them; leaving them tells the shell. */
async function events(
  open: typeof openEvents,
  close: typeof closeEvents,
  signal: AbortSignal | null,
): Promise<Response> {
  let isOpen = true;
  let push: (text: string | null) => void = () => undefined;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      const encoder = new TextEncoder();
      push = (text) => {
        if (!isOpen) return;
        if (text === null) {
          isOpen = false;
          controller.close();
        } else controller.enqueue(encoder.encode(text));
      };
      signal?.addEventListener("abort", () => {
        if (!isOpen) return;
        isOpen = false;
        controller.error(signal.reason);
        void close();
      });
    },
  });
  signal?.throwIfAborted();
  const { status, body: refusal } = await open((text) => {
    push(text);
  });
  const headers = {
    "content-type": status === 200 ? "text/event-stream" : "application/problem+json",
  };
  return new Response(status === 200 ? body : refusal, { status, headers });
}

/** The way of this page. */
export const ownWay: Transport = desktop === null ? overHttps : overWindow(openEvents, closeEvents);
