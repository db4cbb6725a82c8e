/** Reads off a phone how long a face check took: from the button to the signed answer, and what of it were movements. */
import type { Handset } from "./handset.ts";

export interface Check {
  /** From the button to the moment at which the signed answer is sent. */
  wholeMs: number;
  /** While a movement was asked for. */
  movedMs: number;
  /** What the checker itself says: without movements and without waiting for a usable picture. */
  workMs: number;
}

declare global {
  interface Window {
    /** Of the last check that was answered. */
    puppetCheck: () => Check;
  }
}

export async function watchChecks(handset: Handset): Promise<void> {
  await handset.context.addInitScript(watch);
}

/** In the page. */
function watch(): void {
  let begun = 0;
  let askedSince: number | undefined;
  let check: Check = { wholeMs: 0, movedMs: 0, workMs: 0 };
  window.puppetCheck = () => check;

  addEventListener(
    "click",
    ({ target }) => {
      if (!(target instanceof Element) || target.closest("[data-do=approve]") === null) return;
      begun = performance.now();
      askedSince = undefined;
      check = { wholeMs: 0, movedMs: 0, workMs: 0 };
    },
    true,
  );

  const look = () => {
    const asked = document.querySelector<HTMLElement>("[data-face=verify]")?.dataset.gesture;
    const isMoving = asked !== undefined && asked !== "center";
    const now = performance.now();
    if (isMoving) askedSince ??= now;
    else if (askedSince !== undefined) {
      check.movedMs += now - askedSince;
      askedSince = undefined;
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });

  const send = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href);
    if (init?.method === "POST" && /\/approvals\/[^/]+$/.test(url.pathname)) {
      look();
      check.wholeMs = performance.now() - begun;
    }
    return send(input, init);
  };

  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        const found = /"faceWorkMs":([\d.]+)/.exec(JSON.stringify(data));
        if (found) check.workMs = Number(found[1]);
      });
    }
  };
}
