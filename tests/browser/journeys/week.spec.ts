/** A week in an office: somebody joins, works, moves, loses the phone and leaves; the mail server is away for a while. */
import type { Page } from "@playwright/test";

import { administer, open, openPerson, press } from "../support/admin.ts";
import type { Person } from "../support/appliance.ts";
import { elsewhere } from "../support/browser.ts";
import { Demo } from "../support/demo.ts";
import { VirtualAuthenticator } from "../support/passkeys.ts";
import { Phone } from "../support/phone.ts";
import { expect, expectLetter, linkFrom, setMail, test } from "../support/post.ts";
import {
  beginLink,
  enter,
  leave,
  linkHere,
  shownCodes,
  transferCode,
  typeDigits,
} from "../support/second-step.ts";
import { enterPassword } from "../support/steps.ts";

const GRACE: Person = {
  name: "Grace Hopper",
  email: "grace@office.example",
  username: "grace",
  password: "nanoseconds of wire",
};
const MOVED = "hopper@office.example";
const APP = "Plan room";

/** Past the password and what the phone is asked, to the app. */
async function openApp(page: Page, app: Demo, phone: Phone): Promise<void> {
  await page.goto(app.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, GRACE);
  await expect(page.locator("[data-transfer-code]")).toBeVisible();
  await phone.approve(await transferCode(page));
  await expect(page.locator("#consent-allow").or(page.locator("#signed-in"))).toBeVisible();
  if (await page.locator("#consent-allow").isVisible()) await page.locator("#consent-allow").click();
  await expect(page.locator("#signed-in")).toContainText(GRACE.name);
}

test("a week in the life of an office", async ({ page, browser, post }) => {
  test.setTimeout(300_000);
  const { mail, office } = post;
  const { appliance } = office;
  const { issuer } = appliance;
  const ca = appliance.exportCa();
  setMail(post);
  const app = await Demo.start(appliance, APP);
  const desk = await elsewhere(browser);
  const old = await Phone.unpack(ca, "Grace’s Pixel");
  const next = await Phone.unpack(ca, "Grace’s new one");
  let codes: string[] = [];

  await test.step("Monday: invited while the mail server is away, and in as soon as it is back", async () => {
    await mail.stop();
    await administer(desk, office, "people");
    await press(desk, "add");
    await desk.locator("input[name=name]").fill(GRACE.name);
    await desk.locator("input[name=email]").fill(GRACE.email);
    await press(desk, "save");
    await press(desk, "done");
    await open(desk, "mail");
    await expect(desk.locator("[data-stopped=connect]")).toBeVisible();
    await mail.start();
    await press(desk, "retry-all");
    await page.goto(await linkFrom(post, GRACE.email, "/invite/"));
    await page.locator("#password").fill(GRACE.password);
    await page.locator("#submit").click();
    await page.getByRole("link", { name: "Sign in" }).click();
    await enterPassword(page, GRACE);
    await typeDigits(page, await old.scan(await beginLink(page, office)));
    codes = await shownCodes(page);
    await page.locator("#continue").click();
    await page.goto(issuer);
    await expect(page.locator(`a.tile[href="${app.url}"]`)).toContainText(APP);
    await leave(page);
    await openApp(page, app, old);
  });

  await test.step("Tuesday: another address, confirmed at both ends", async () => {
    await page.goto(`${issuer}/account/email`);
    await page.locator("#email").fill(MOVED);
    await page.locator("#submit").click();
    const reader = await elsewhere(browser);
    for (const [at, kind] of [
      [MOVED, "email/new"],
      [GRACE.email, "email/old"],
    ] as const) {
      await reader.goto(await linkFrom(post, at, `/${kind}/`));
      await reader.locator("#submit").click();
      // The answer is there before the browser goes: one that leaves takes what it asked for along.
      await expect(reader.locator("#submit")).toHaveCount(0);
      await expect(reader.getByRole("alert")).toHaveCount(0);
    }
    await reader.context().close();
    await page.goto(`${issuer}/account/profile`);
    await expect(page.locator("main")).toContainText(MOVED);
    await expectLetter(post, GRACE.email, /address/i);
  });

  await test.step("Wednesday: a passkey, and a browser elsewhere that is signed out from here", async () => {
    const key = await VirtualAuthenticator.plugIn(page);
    await page.goto(`${issuer}/account/passkeys`);
    await page.locator("form[data-passkey=create] [data-passkey-go]").click();
    await expect(page.locator(".rows li")).toHaveCount(1);
    await key.unplug();
    const other = await elsewhere(browser);
    await openApp(other, app, old);
    await page.goto(`${issuer}/account/sessions`);
    await page.locator("button[name=session][value=others]").click();
    await expect(page.getByRole("status")).toBeVisible();
    await other.goto(`${issuer}/account/profile`);
    await expect(other.locator("#username")).toBeVisible();
    await other.context().close();
  });

  await test.step("Thursday: the phone is lost, a code lets in, and another phone takes its place", async () => {
    await leave(page);
    await enter(page, office, GRACE);
    await page.locator("details.other-way summary").click();
    await page.locator("#code").fill(codes[0] ?? "");
    await page.locator("input[name=lost]").check();
    await page.locator("#code").press("Enter");
    await page.getByRole("button", { name: /is lost/ }).click();
    await expect(old.device()).rejects.toThrow();
    await linkHere(page, next);
    await page.context().clearCookies();
    await openApp(page, app, next);
    await expect(old.approvals()).rejects.toThrow();
    await expectLetter(post, MOVED, /phone/i);
  });

  await test.step("Friday: she leaves, and everything of hers ends at once", async () => {
    await openPerson(desk, GRACE.username);
    await press(desk, "disable");
    await expect(desk.locator("[data-pill=disabled]")).toBeVisible();
    await page.goto(`${issuer}/account/profile`);
    await expect(page.locator("#username")).toBeVisible();
    await enterPassword(page, GRACE);
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(next.approvals()).rejects.toThrow();
  });
  await desk.context().close();
  await app.stop();
});
