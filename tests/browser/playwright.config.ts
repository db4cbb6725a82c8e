/** Journeys in Debian's Chromium; each worker has an appliance of its own. */
import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "journeys",
  outputDir: "results/artifacts",
  // What failed is read out of the report for the sum of all steps, where somebody asks for one.
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  forbidOnly: true,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  projects: [
    { name: "pages", testIgnore: /journeys.phone-/ },
    // A phone looks at every frame of its camera: beside another one it would stumble over its own slowness.
    { name: "phone", testMatch: /journeys.phone-/, workers: 1 },
  ],
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 15_000,
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    viewport: { width: 1280, height: 860 },
  },
});
