/** What the server calls itself: one version for all that it serves. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Of `Cargo.toml`; builds begin in the folder of an app. */
export function version(): string {
  const manifest = readFileSync(join(process.cwd(), "..", "..", "Cargo.toml"), "utf8");
  return /^version = "([^"]+)"/m.exec(manifest)?.[1] ?? "0";
}
