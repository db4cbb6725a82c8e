/** How much a phone loads once, and how long a face check takes beyond the movements that it asks for. */
import { test } from "@playwright/test";

import { Appliance, type Person } from "../support/appliance.ts";
import { openBrowser } from "../support/browser.ts";
import { Handset } from "../support/puppet/handset.ts";
import { type Check, watchChecks } from "../support/puppet/stopwatch.ts";
import { enrolFace, typeAndApprove } from "../support/puppet/steps.ts";
import { Wire } from "../support/puppet/wire.ts";
import { shownCodes, transferCode, typeDigits } from "../support/second-step.ts";
import { enterPassword } from "../support/steps.ts";

const RUNS = process.env.DONELOGIN_QUICK === undefined ? 10 : 3;
const MOST_BYTES = 14_000_000;
const MOST_MS = 2_000;

const ADA: Person = {
  name: "Ada Lovelace",
  email: "ada@office.example",
  username: "ada",
  password: "engine of analysis 1843",
};

test("what a phone costs", async () => {
  const appliance = await Appliance.start();
  appliance.addUser(ADA, ["--admin"]);
  const ca = appliance.exportCa();
  const office = await openBrowser(ca);
  const wire = await Wire.lay(Number(new URL(appliance.issuer).port));
  const handset = await Handset.open({ ca, wire });
  try {
    const page = await (await office.browser.newContext()).newPage();
    await watchChecks(handset);
    await page.goto(`${appliance.issuer}/login`);
    await enterPassword(page, ADA);
    await page.goto(`${appliance.issuer}/account/devices/link`);
    await page.locator("#submit").click();
    const code = page.locator("[data-qr]");
    const digits = await enrolFace(handset, (await code.getAttribute("data-qr")) ?? "");
    const bytes = wire.down;
    await page.locator("[data-state=claimed]").waitFor();
    await typeDigits(page, digits);
    await shownCodes(page);
    await page.locator("#continue").click();
    await handset.at("linked");
    await handset.press("done");

    const checks: Check[] = [];
    let failed = 0;
    while (checks.length < RUNS && failed < RUNS) {
      await page.context().clearCookies();
      await page.goto(`${appliance.issuer}/login`);
      await enterPassword(page, ADA);
      await handset.at("incoming");
      await typeAndApprove(handset, await transferCode(page));
      const ended = handset.page.locator("main[data-screen=approved], main[data-screen=face-failed]");
      await ended.waitFor({ timeout: 60_000 });
      if ((await ended.getAttribute("data-screen")) === "approved") {
        checks.push(await handset.page.evaluate(() => window.puppetCheck()));
        await handset.press("done");
      } else {
        failed += 1;
        await handset.press("back");
        await handset.press("deny");
        await handset.at("denied");
        await handset.press("done");
      }
    }
    report(bytes, checks, failed);
  } finally {
    await handset.close();
    wire.cut();
    await office.close();
    await appliance.stop();
  }
});

function report(bytes: number, checks: Check[], failed: number): void {
  const lines = [
    `phone: loaded once, to the linked phone   ${(bytes / 1e6).toFixed(2)} MB   (aim: at most ${MOST_BYTES / 1e6} MB: ${word(bytes <= MOST_BYTES)})`,
    line(
      "face work of a check",
      checks.map(({ workMs }) => workMs),
    ),
    line(
      "button to signed answer, without movements",
      checks.map(({ wholeMs, movedMs }) => wholeMs - movedMs),
    ),
    line(
      "button to signed answer, all in all",
      checks.map(({ wholeMs }) => wholeMs),
      Infinity,
    ),
    `phone: checks of the puppet that did not pass   ${failed} of ${failed + checks.length}   (a drawn head on a busy machine)`,
  ];
  process.stdout.write(`\n${lines.join("\n")}\n`);
}

function line(name: string, values: number[], most = MOST_MS): string {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const aim = most === Infinity ? "" : `   (aim: at most ${most} ms: ${word(middle <= most)})`;
  const max = sorted.at(-1) ?? NaN;
  return `phone: ${name}   p50 ${middle.toFixed(0)} ms, max ${max.toFixed(0)} ms of ${sorted.length}${aim}`;
}

function word(holds: boolean): string {
  return holds ? "met" : "MISSED";
}
