/** Sheets that are about to be printed; they hold links that are shown once, so they stay nowhere. */
import { tick } from "svelte";

export interface Invitation {
  name: string;
  username: string;
  link: string;
  /** Until when the link works, in seconds since 1970. */
  until: number;
}

class Printing {
  sheets = $state.raw<Invitation[]>([]);

  async print(sheets: Invitation[]): Promise<void> {
    this.sheets = sheets;
    await tick();
    print();
    this.sheets = [];
  }
}

export const printing = new Printing();
