/** Sheets that are about to be printed; they hold links that are shown once, so they stay no longer than that. */
import { tick } from "svelte";

export interface Invitation {
  name: string;
  username: string;
  link: string;
  /** Until when the link works, in seconds since 1970. */
  until: number;
}

/** What of the browser's window prints. */
export type Printer = Pick<Window, "addEventListener" | "print">;

export class Printing {
  sheets = $state.raw<readonly Invitation[]>([]);
  /** The sheet by which other computers come to trust the office. */
  isTrust = $state(false);
  private isUnderWay = false;

  constructor(private readonly printer: Printer) {}

  /** Sheets go when they are on paper; where nothing says so (a dialog that was cancelled), when the page is next used. */
  start(): void {
    this.printer.addEventListener("beforeprint", () => {
      this.isUnderWay = true;
    });
    this.printer.addEventListener("afterprint", () => {
      this.isUnderWay = false;
      this.clear();
    });
    for (const name of ["pointerdown", "keydown"]) {
      this.printer.addEventListener(name, () => {
        if (!this.isUnderWay) this.clear();
      });
    }
  }

  async print(sheets: readonly Invitation[]): Promise<void> {
    this.isTrust = false;
    this.sheets = sheets;
    await this.now();
  }

  async printTrust(): Promise<void> {
    this.sheets = [];
    this.isTrust = true;
    await this.now();
  }

  /** Some windows come back from `print()` before their dialog is open, so nothing is cleared here. */
  private async now(): Promise<void> {
    await tick();
    this.printer.print();
  }

  private clear(): void {
    this.sheets = [];
    this.isTrust = false;
  }
}

export const printing = new Printing(globalThis);
