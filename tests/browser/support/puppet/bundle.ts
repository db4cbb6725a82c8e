/** The script of the puppet as one piece that a page can run. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { rolldown } from "rolldown";

let bundled: Promise<string> | undefined;

export function puppetScript(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const input = join(dirname(fileURLToPath(import.meta.url)), "in-page.ts");
  const build = await rolldown({ input });
  try {
    const { output } = await build.generate({ format: "iife" });
    return output[0].code;
  } finally {
    await build.close();
  }
}
