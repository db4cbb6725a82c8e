/** Pictures of every page of the administration, to be looked at beside the design's; nothing is compared by a program. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "shots",
  outputDir: "results/shots",
  reporter: [["list"]],
  workers: 1,
  timeout: 900_000,
  expect: { timeout: 10_000 },
});
