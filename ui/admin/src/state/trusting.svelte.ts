/** The office's authority in the stores of this computer: read, put in, taken out. */
import { desktop, type TrustReport } from "@donelogin/client/desktop.ts";

export class Trusting {
  report = $state.raw<TrustReport | null>(null);
  /** What is under way. */
  doing = $state<"read" | "install" | "remove" | null>(null);
  /** Why the last of it failed as a whole; a single store says so itself. */
  failure = $state<string | null>(null);

  read(): Promise<void> {
    return this.run("read", () => desktop?.trust.status());
  }

  install(): Promise<void> {
    return this.run("install", () => desktop?.trust.install());
  }

  remove(): Promise<void> {
    return this.run("remove", () => desktop?.trust.remove());
  }

  /** Stores that are there and can be asked. */
  get stores() {
    return this.report?.stores.filter((store) => store.state !== "unavailable") ?? [];
  }

  get isTrusted(): boolean {
    return this.stores.length > 0 && this.stores.every((store) => store.state === "trusted");
  }

  /** Something lies in some store that can be taken out again. */
  get isAnywhere(): boolean {
    return this.stores.some((store) => store.state === "trusted");
  }

  private async run(
    what: "read" | "install" | "remove",
    act: () => Promise<TrustReport> | undefined,
  ): Promise<void> {
    if (this.doing !== null) return;
    this.doing = what;
    this.failure = null;
    try {
      this.report = (await act()) ?? null;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    } finally {
      this.doing = null;
    }
  }
}
