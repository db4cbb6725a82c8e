/** Words as a language writes them that needs more room: accents on each letter, two fifths more of them. */
import type { Page } from "@playwright/test";

/** Rewrites what stands on the page now. Codes, addresses and what is read by programs stay. */
export async function lengthen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const plain = "aeiounycsgzdtrlAEIOUNYCSGZDTRL";
    const marked = "åéîöûñýçšğžďťřľÅÉÎÖÛÑÝÇŠĞŽĎŤŘĽ";
    const accented = (text: string) =>
      Array.from(text, (sign) => marked[plain.indexOf(sign)] ?? sign).join("");
    const longer = (text: string): string => {
      const words = text.split(" ");
      const more = Math.ceil(text.trim().length * 0.4);
      // Of its own words, so that lines can break where they would in a language.
      const tail = words.join(" ").repeat(2).trim().slice(0, more).trim();
      return accented(`${text.trimEnd()} ${tail}`);
    };
    const kept = "script, style, code, kbd, svg, [data-transfer-code], [data-fingerprint], select";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const nodes: Text[] = [];
    while (walker.nextNode()) nodes.push(walker.currentNode as Text);
    for (const node of nodes) {
      if (!/\p{Letter}{2}/u.test(node.data) || node.parentElement?.closest(kept)) continue;
      node.data = longer(node.data);
    }
    for (const button of document.querySelectorAll<HTMLInputElement>("input[type=submit]"))
      button.value = longer(button.value);
  });
}
