/** What a phone costs its owner, measured in Debian's Chromium; `cargo xtask bench` runs it. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "bench",
  outputDir: "results/bench",
  reporter: [["dot"]],
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 10_000 },
});
