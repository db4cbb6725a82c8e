/** Another e-mail address: a yes from both ends by real letters, a stop from the old one, and without mail by an administrator. */
import { type Browser, type Page } from "@playwright/test";

import { administer, openPerson, press } from "../support/admin.ts";
import type { Person } from "../support/appliance.ts";
import { type Post, expect, linkFrom, setMail, test } from "../support/post.ts";
import { enter } from "../support/second-step.ts";
import { expectFits, expectSoundWideAndSmall } from "../support/steps.ts";

let people = 0;

function newcomer({ office }: Post): Person {
  people += 1;
  const username = `mover${people}`;
  const email = `${username}@office.example`;
  const person = { name: `Ines Mover ${people}`, email, username, password: "boxes by the open door" };
  office.appliance.addUser(person);
  return person;
}

/** Signs in and asks for another address. */
async function ask(page: Page, post: Post, person: Person, address: string): Promise<void> {
  await enter(page, post.office, person);
  await page.goto(`${post.office.appliance.issuer}/account/email`);
  await page.locator("#email").fill(address);
  await page.locator("#submit").click();
  await expect(page.locator(".pending")).toContainText(address);
}

/** A browser that is not signed in, as a mailbox may be anywhere. */
async function elsewhere(
  browser: Browser,
  javaScriptEnabled: boolean,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled });
  try {
    await act(await context.newPage());
  } finally {
    await context.close();
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });
    const sound = javaScriptEnabled ? expectSoundWideAndSmall : expectFits;
    const end = javaScriptEnabled ? "" : "-plain";

    test("both ends say yes by their letters", async ({ page, browser, post }) => {
      test.setTimeout(480_000);
      setMail(post);
      const person = newcomer(post);
      const address = `${person.username}@elsewhere.example`;
      await ask(page, post, person, address);
      await sound(page, `own-address-waits${end}`);
      const toNew = await linkFrom(post, address, "/email/new/");
      const toOld = await linkFrom(post, person.email, "/email/old/");

      await elsewhere(browser, javaScriptEnabled, async (theirs) => {
        await theirs.goto(toNew);
        await expect(theirs.locator("main")).toContainText(address);
        await sound(theirs, `own-address-new${end}`);
        await theirs.locator("#submit").click();
        await expect(theirs.locator("h1")).toHaveText("One yes is missing");
        await sound(theirs, `own-address-new-waits${end}`);
        await theirs.goto(toNew);
        await expect(theirs.locator("#submit")).toHaveCount(0);
        await sound(theirs, `own-address-gone${end}`);

        // Nothing is changed before both said yes.
        await page.goto(`${post.office.appliance.issuer}/account/profile`);
        await expect(page.locator(".claims")).toContainText(person.email);
        await theirs.goto(toOld);
        await sound(theirs, `own-address-old${end}`);
        await theirs.locator("#submit").click();
        await expect(theirs.locator("h1")).toHaveText("The address is changed");
        await sound(theirs, `own-address-changed${end}`);
      });
      await page.reload();
      await expect(page.locator(".pending")).toHaveCount(0);
      await expect(page.locator(".claims")).toContainText(address);
      await expect
        .poll(() => post.mail.received.filter(({ to }) => to === person.email).length)
        .toBeGreaterThan(1);
    });

    test("the old end stops it, and no link opens any more", async ({ page, browser, post }) => {
      setMail(post);
      const person = newcomer(post);
      const address = `${person.username}@elsewhere.example`;
      await ask(page, post, person, address);
      const toNew = await linkFrom(post, address, "/email/new/");
      const toOld = await linkFrom(post, person.email, "/email/old/");
      await elsewhere(browser, javaScriptEnabled, async (theirs) => {
        await theirs.goto(toOld);
        await theirs.locator("#stop").click();
        await expect(theirs.locator("h1")).toHaveText("It is stopped");
        await sound(theirs, `own-address-stopped${end}`);
        for (const link of [toNew, toOld]) {
          await theirs.goto(link);
          await expect(theirs.locator("#submit")).toHaveCount(0);
        }
      });
      await page.reload();
      await expect(page.locator(".pending")).toHaveCount(0);
      await expect(page.locator(".claims")).toContainText(person.email);
    });
  });
}

test("an address that somebody has gets the same page, and no letter", async ({ page, post }) => {
  setMail(post);
  const [person, other] = [newcomer(post), newcomer(post)];
  const before = post.mail.received.length;
  await ask(page, post, person, other.email);
  await linkFrom(post, person.email, "/email/old/");
  expect(post.mail.received.slice(before).filter(({ to }) => to === other.email)).toEqual([]);
});

test("without mail an administrator agrees and hands the link over", async ({ page, browser, post }) => {
  test.setTimeout(480_000);
  post.office.appliance.command(["settings", "set", "smtp.url", ""]);
  const person = newcomer(post);
  const address = `${person.username}@elsewhere.example`;
  const context = await browser.newContext();
  const theirs = await context.newPage();
  await ask(theirs, post, person, address);

  await administer(page, post.office, "people");
  await openPerson(page, person.username);
  const change = page.locator("[data-part=email-change]");
  await expect(change).toContainText(address);
  await expectSoundWideAndSmall(page, "own-address-admin");
  await press(page, "agree-email");
  await expectSoundWideAndSmall(page, "own-address-admin-ask");
  await press(page, "go");
  await expect(change.locator("[data-do=agree-email]")).toHaveCount(0);

  await page.locator("[data-nav=mail]").click();
  const row = page.locator("tr[data-kind=confirm_new_address]").filter({ hasText: address });
  await expectSoundWideAndSmall(page, "own-address-admin-mail");
  await row.locator("[data-do=reveal]").click();
  const link = await page.locator("[data-once-link]").innerText();
  expect(link).toContain("/email/new/");
  await expectSoundWideAndSmall(page, "own-address-admin-link");
  await theirs.goto(link);
  await theirs.locator("#submit").click();
  await expect(theirs.locator("h1")).toHaveText("The address is changed");
  await theirs.goto(`${post.office.appliance.issuer}/account/profile`);
  await expect(theirs.locator(".claims")).toContainText(address);
  await context.close();
});
