/** Sheets stay until they are on paper, however early `print()` comes back. */
import { describe, expect, it } from "vitest";

import { Printing } from "./printing.svelte.ts";

class Paper extends EventTarget {
  printed = 0;
  print(): void {
    this.printed += 1;
  }
}

function begin(): { paper: Paper; printing: Printing } {
  const paper = new Paper();
  const printing = new Printing(paper);
  printing.start();
  return { paper, printing };
}

const SHEET = { name: "Ada", username: "ada", link: "https://a.local/password#x", until: 1 };

describe("a sheet", () => {
  it("is there when the dialog prints, and gone afterwards", async () => {
    const { paper, printing } = begin();
    await printing.print([SHEET]);
    expect(paper.printed).toBe(1);
    expect(printing.sheets).toEqual([SHEET]);
    paper.dispatchEvent(new Event("beforeprint"));
    paper.dispatchEvent(new Event("pointerdown"));
    expect(printing.sheets).toEqual([SHEET]);
    paper.dispatchEvent(new Event("afterprint"));
    expect(printing.sheets).toEqual([]);
  });

  it("goes when the page is next used after a dialog that was cancelled", async () => {
    const { paper, printing } = begin();
    await printing.printTrust();
    expect(printing.isTrust).toBe(true);
    paper.dispatchEvent(new Event("keydown"));
    expect(printing.isTrust).toBe(false);
  });
});
