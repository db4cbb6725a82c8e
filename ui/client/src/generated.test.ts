/** The types are those of the API's description: `npm run generate` writes them. */
import { readFileSync } from "node:fs";

import openapi, { astToString } from "openapi-typescript";
import { expect, it } from "vitest";

it("the generated types are fresh", async () => {
  const description = new URL("../openapi.json", import.meta.url);
  const written = readFileSync(new URL("generated.d.ts", import.meta.url), "utf8");
  const fresh = astToString(await openapi(description));
  // The command puts a banner before it, and the house's form of scripts moves spaces and marks.
  expect(bare(written).endsWith(bare(fresh))).toBe(true);
});

function bare(text: string): string {
  return text.replace(/[\s"'();,|]/g, "");
}
