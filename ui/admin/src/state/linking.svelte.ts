/** A phone that is linked for somebody who stands beside: from the code on the screen to the six digits. */
import { path } from "@donelogin/client/api.ts";
import { isProblem } from "@donelogin/client/problem.ts";
import type { Device, Link } from "@donelogin/client/types.ts";
import { Deadline } from "@donelogin/kit/clock.ts";

import { Deed } from "./deed.svelte.ts";
import { office } from "./office.svelte.ts";

const EVERY_MS = 1500;

export class Linking {
  link = $state.raw<Link | null>(null);
  deadline = $state.raw<Deadline | null>(null);
  linked = $state.raw<Device | null>(null);
  readonly deed = new Deed();
  private readonly address: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isClosed = false;

  constructor(userId: string) {
    this.address = path`/users/${userId}/link`;
  }

  async begin(): Promise<void> {
    this.linked = null;
    this.link = null;
    const link = await this.deed.run(() => office.api.post<Link>(this.address));
    if (!link) return;
    this.show(link);
    this.deadline = new Deadline(link.expires_in);
    this.watch();
  }

  async confirm(digits: string): Promise<boolean> {
    const device = await this.deed.run(() => office.api.post<Device>(`${this.address}/confirm`, { digits }));
    if (!device) {
      await this.look();
      return false;
    }
    this.linked = device;
    this.link = null;
    clearTimeout(this.timer);
    return true;
  }

  /** The code dies with the panel. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    const isOpen = this.link?.state === "offered" || this.link?.state === "claimed";
    if (isOpen) void office.api.ask("DELETE", this.address).catch(() => undefined);
  }

  private watch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.look().then(() => {
        if (this.isOpen) this.watch();
      });
    }, EVERY_MS);
  }

  private get isOpen(): boolean {
    return !this.isClosed && (this.link?.state === "offered" || this.link?.state === "claimed");
  }

  private async look(): Promise<void> {
    try {
      const link = await office.api.get<Link>(this.address);
      if (!this.isClosed && this.linked === null) this.show(link);
    } catch (error) {
      if (isProblem(error, "unknown_link")) this.link = null;
    }
  }

  private show(link: Link): void {
    this.link = link;
  }
}
