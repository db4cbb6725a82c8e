/** Where in the app one is: the browser's own history, without a reload. */
import { tick } from "svelte";

import { desktop } from "@donelogin/client/desktop.ts";

import { BASE, type Place, placeOf } from "../routes.ts";
import { leaving } from "./leaving.svelte.ts";
import { office } from "./office.svelte.ts";
import { shell } from "./shell.svelte.ts";

class Router {
  private address = $state(location.pathname + location.search);

  readonly place: Place = $derived(placeOf(new URL(this.address, location.origin).pathname));
  readonly query: URLSearchParams = $derived(new URL(this.address, location.origin).searchParams);

  start(): void {
    addEventListener("popstate", () => {
      this.turn();
    });
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (link && isOurs(link, event)) {
        event.preventDefault();
        leaving.go(() => {
          this.go(link.pathname + link.search);
        });
      } else if (link && desktop !== null && leaves(link)) {
        event.preventDefault();
        shell.open(outside(link));
      }
    });
  }

  go(address: string): void {
    history.pushState(null, "", address);
    this.read();
    scrollTo(0, 0);
    // Whoever reads by ear begins at the new page, not where the old one was left.
    void tick().then(() => document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true }));
  }

  /** What a page shows is part of its address, so that it can be reloaded and sent to somebody. */
  setQuery(changes: Record<string, string | null>): void {
    const said = Object.entries({
      ...Object.fromEntries(this.query),
      ...changes,
    });
    const kept = said.filter((pair): pair is [string, string] => pair[1] !== null && pair[1] !== "");
    const text = new URLSearchParams(kept).toString();
    history.replaceState(null, "", location.pathname + (text === "" ? "" : `?${text}`));
    this.read();
  }

  /** The browser went back or forth. Where that is asked about, one stays until it is answered. */
  private turn(): void {
    const wanted = location.pathname + location.search;
    const from = this.address;
    if (leaving.isAsking()) history.pushState(null, "", from);
    leaving.go(() => {
      if (location.pathname + location.search !== wanted) history.replaceState(null, "", wanted);
      this.read();
    });
  }

  private read(): void {
    this.address = location.pathname + location.search;
  }
}

function isOurs(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  const isInside = link.pathname === BASE || link.pathname.startsWith(`${BASE}/`);
  const isElsewhere = link.target !== "" || link.hasAttribute("download") || link.origin !== location.origin;
  return isPlain && isInside && !isElsewhere && !event.defaultPrevented && link.hash === "";
}

/** The window shows the administration and nothing else. */
function leaves(link: HTMLAnchorElement): boolean {
  return link.getAttribute("href")?.startsWith("#") === false && !link.protocol.startsWith("blob");
}

/** What stands beside the administration at the same address, stands at the office's own for everybody else. */
function outside(link: HTMLAnchorElement): string {
  return link.origin === location.origin ? office.issuer + link.pathname + link.search : link.href;
}

export const router = new Router();
