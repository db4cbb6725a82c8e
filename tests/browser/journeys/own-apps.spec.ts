/** Apps that people register for themselves: who may, the way from the first value to the last, and what a test names. */
import type { Page } from "@playwright/test";

import { administer, open, openPerson } from "../support/admin.ts";
import type { Client, Person } from "../support/appliance.ts";
import { Demo } from "../support/demo.ts";
import { type Office, expect, test } from "../support/office.ts";
import { freePort } from "../support/program.ts";
import { enter } from "../support/second-step.ts";
import { expectFits, expectSoundWideAndSmall, tabTo } from "../support/steps.ts";

/** A person who may register apps, at the page of their apps. */
async function developer(page: Page, office: Office, most = 10): Promise<Person> {
  office.appliance.command(["settings", "set", "apps.who", "chosen"]);
  office.appliance.command(["settings", "set", "apps.most", String(most)]);
  const person = office.newcomer();
  office.appliance.command(["user", "apps", person.username, "yes"]);
  await enter(page, office, person);
  await page.goto(`${office.appliance.issuer}/apps`);
  await expect(page.locator("h1")).toHaveText("Apps I make");
  return person;
}

/** Registers an app by a preset, up to the page that shows its secret. */
async function register(page: Page, preset: string, name: string, address: string, to = ""): Promise<void> {
  await page.locator("main a[href='/apps/new']").first().click();
  await page.locator(`[data-preset=${preset}]`).click();
  await page.locator("#name").fill(name);
  await page.locator("#address").fill(address);
  await page.locator("#redirects").fill(to);
  await page.locator("#submit").click();
}

/** Opens a form that asks for a recent sign-in, and gives the password again where that is asked. */
async function openForm(page: Page, act: string, owner: Person): Promise<void> {
  await page.locator(`a[href^='/apps/${act}']`).click();
  await expect(page.locator("#submit")).toBeVisible();
  if (!(await page.locator("#password").isVisible())) return;
  await page.locator("#password").fill(owner.password);
  await page.locator("#submit").click();
  await expect(page).toHaveURL(new RegExp(`/apps/${act}`));
}

async function shownClient(page: Page): Promise<Client> {
  return {
    client_id: await page.locator("[data-value=client_id]").innerText(),
    client_secret: await page.locator("[data-value=client_secret]").innerText(),
  };
}

/** One step of the way that a test walks. */
function check(page: Page, words: string) {
  return page.locator(".checks li").filter({ hasText: words });
}

async function openTest(page: Page, office: Office, { client_id }: Client): Promise<void> {
  await page.goto(`${office.appliance.issuer}/apps/test?app=${encodeURIComponent(client_id)}`);
}

test("an administrator says who may register apps: one person, a group, everybody", async ({
  page,
  browser,
  office,
}) => {
  test.setTimeout(480_000);
  office.appliance.command(["settings", "set", "apps.who", "nobody"]);
  office.appliance.command(["group", "add", "Workshop"]);
  const person = office.newcomer();
  const context = await browser.newContext();
  const theirs = await context.newPage();
  const expectMay = async (may: boolean) => {
    await theirs.goto(`${office.appliance.issuer}/apps`);
    await expect(theirs.locator("h1")).toHaveText(may ? "Apps I make" : "You may not register apps here");
    await theirs.goto(`${office.appliance.issuer}/account/profile`);
    await expect(theirs.locator("nav a[href='/apps']").first()).toBeVisible({ visible: may });
  };
  await enter(theirs, office, person);
  await theirs.goto(`${office.appliance.issuer}/apps`);
  await expect(theirs.locator("main")).toContainText("Ada Lovelace");
  await expectSoundWideAndSmall(theirs, "own-apps-denied");

  await administer(page, office, "settings");
  const who = page.locator("[data-setting='apps.who']");
  const choose = async (value: string) => {
    await who.locator("select").selectOption(value);
    await who.locator("[data-do=save]").click();
    await expect(who.locator("[data-do=save]")).toHaveCount(0);
  };
  await choose("chosen");
  await expectMay(false);

  await openPerson(page, person.username);
  const may = page.locator("input[name=may_register_apps]");
  await may.check();
  await page.reload();
  await expect(may).toBeChecked();
  await expectMay(true);
  await may.uncheck();
  await page.reload();
  await expect(may).not.toBeChecked();
  await expectMay(false);

  await page.locator("input[name=group][value=Workshop]").check();
  await open(page, "groups");
  const group = page.locator("tr[data-group=Workshop] input[name=may_register_apps]");
  await group.check();
  await page.reload();
  await expect(group).toBeChecked();
  await expectMay(true);

  await open(page, "settings");
  await choose("nobody");
  await expectMay(false);
  await choose("everybody");
  await theirs.context().clearCookies();
  await enter(theirs, office, office.newcomer());
  await expectMay(true);
  await expectSoundWideAndSmall(page, "own-apps-settings");
  await open(page, "groups");
  await expectSoundWideAndSmall(page, "own-apps-groups");
  await context.close();
});

test("what is wrong between an app and the server is named: address, secret, nothing", async ({
  page,
  browser,
  office,
}) => {
  test.setTimeout(600_000);
  const owner = await developer(page, office);
  const url = `http://localhost:${await freePort()}`;
  await register(page, "own", "Darkroom", url, `${url}/return`);
  const first = await shownClient(page);
  await expectSoundWideAndSmall(page, "own-apps-once");
  await page.locator("#continue").click();
  await expect(check(page, "Nobody has signed in to it lately")).toBeVisible();
  await expect(check(page, "It does not answer")).toContainText("Start the app");
  await expectSoundWideAndSmall(page, "own-apps-test-begin");

  // The app returns to /callback, which was not registered.
  const context = await browser.newContext();
  const user = await context.newPage();
  let demo = await Demo.as(first, url, office.appliance);
  try {
    await user.goto(url);
    await user.locator("#sign-in").click();
    await expect(user.getByRole("alert")).toBeVisible();
    await openTest(page, office, first);
    await expect(check(page, "People cannot return to it")).toContainText(`${url}/callback`);
    await expect(check(page, "It answers")).toBeVisible();
    await expectSoundWideAndSmall(page, "own-apps-test-redirect");

    await page.locator(".buttons a[href^='/apps/app']").click();
    await expect(page.locator("[data-value=client_secret]")).toHaveCount(0);
    await expectSoundWideAndSmall(page, "own-apps-app");
    await openForm(page, "change", owner);
    await page.locator("#redirects").fill(`${url}/callback`);
    await expectSoundWideAndSmall(page, "own-apps-change");
    await page.locator("#submit").click();
    await expect(page.getByRole("status")).toContainText("Saved");
    await page.locator("a[href^='/apps/test']").click();
    await expect(check(page, "People return to")).toContainText(`${url}/callback`);

    // It works; then its secret is made anew and the app does not know it.
    await user.goto(url);
    await user.locator("#sign-in").click();
    const person = office.newcomer();
    await user.locator("#username").fill(person.username);
    await user.locator("#password").fill(person.password);
    await user.locator("#submit").click();
    await expect(user.locator("main")).toContainText("Darkroom");
    await user.locator("#consent-allow").click();
    await expect(user.locator("#signed-in")).toBeVisible();
    await openTest(page, office, first);
    await expect(check(page, "A sign-in came through")).toBeVisible();
    await expect(page.locator(".checks .pill.bad")).toHaveCount(0);

    await page.locator(".buttons a[href^='/apps/app']").click();
    await openForm(page, "secret", owner);
    await expectSoundWideAndSmall(page, "own-apps-secret");
    await page.locator("#keep-none").check();
    await page.locator("#submit").click();
    const second = await shownClient(page);
    expect(second.client_id).toBe(first.client_id);
    expect(second.client_secret).not.toBe(first.client_secret);
    await user.locator("#refresh").click();
    await expect(user.locator("#error[data-code=invalid_client]")).toBeVisible();
    await openTest(page, office, first);
    await expect(check(page, "It cannot prove who it is")).toContainText("Make a new secret");
    await expectSoundWideAndSmall(page, "own-apps-test-secret");

    await demo.stop();
    demo = await Demo.as(second, url, office.appliance);
    await user.goto(url);
    await user.locator("#sign-in").click();
    await expect(user.locator("#signed-in")).toBeVisible();
    await page.locator(".buttons a[href^='/apps/test']").click();
    await expect(check(page, "It proves who it is")).toBeVisible();
    await expect(page.locator(".checks .pill.bad")).toHaveCount(0);
    await expectSoundWideAndSmall(page, "own-apps-test-good");

    // Taken away: nobody signs in to it any more.
    await page.locator(".buttons a[href^='/apps/app']").click();
    await openForm(page, "remove", owner);
    await expectSoundWideAndSmall(page, "own-apps-remove");
    await page.locator("#submit").click();
    await expect(page.getByRole("status")).toContainText("The app is removed");
    await expectSoundWideAndSmall(page, "own-apps-empty");
    await user.context().clearCookies({ name: "demo_rp_session" });
    await user.goto(url);
    await user.locator("#sign-in").click();
    await expect(user.getByRole("alert")).toBeVisible();
  } finally {
    await demo.stop();
    await context.close();
  }
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("an app is registered by a preset, up to the limit, and is nobody else's", async ({
      page,
      browser,
      office,
    }) => {
      test.setTimeout(480_000);
      const sound = javaScriptEnabled ? expectSoundWideAndSmall : expectFits;
      await developer(page, office, 2);
      await sound(page, `own-apps-none-${javaScriptEnabled}`);
      await page.locator("a[href='/apps/new']").first().click();
      await sound(page, `own-apps-kinds-${javaScriptEnabled}`);
      await page.locator("[data-preset=grafana]").click();
      await expect(page.locator("#name")).toHaveValue("Grafana");
      await page.locator("#address").fill("http://meters.office.example");
      await page.locator("#redirects").fill("https://meters.office.example/a#b");
      await page.locator("#submit").click();
      await expect(page.getByRole("alert")).toContainText("https://");
      await expect(page.locator("#address")).toHaveAttribute("aria-invalid", "true");
      await expect(page.locator("#redirects")).toHaveAttribute("aria-invalid", "true");
      await sound(page, `own-apps-wrong-${javaScriptEnabled}`);
      await page.locator("#address").fill("https://meters.office.example");
      await page.locator("#redirects").fill("");
      await page.locator("#submit").click();
      const client = await shownClient(page);
      await expect(page.locator("main")).toContainText("https://meters.office.example/login/generic_oauth");
      await expect(page.locator("[data-value=issuer]")).toHaveText(office.appliance.issuer);
      await page.locator("#continue").click();
      await expect(check(page, "Name not found")).toContainText("Check the spelling");
      expect(await page.content()).not.toContain(client.client_secret);

      await page.goto(`${office.appliance.issuer}/apps`);
      await register(page, "own", "Second", "https://second.office.example");
      await expect(page.locator("[data-value=client_secret]")).toBeVisible();
      await page.goto(`${office.appliance.issuer}/apps`);
      await expect(page.locator(".own-apps li")).toHaveCount(2);
      await expect(page.locator("main")).toContainText("as many apps as one person may");
      await sound(page, `own-apps-list-${javaScriptEnabled}`);
      await page.goto(`${office.appliance.issuer}/apps/new?preset=own`);
      await page.locator("#name").fill("Third");
      await page.locator("#address").fill("https://third.office.example");
      await page.locator("#submit").click();
      await expect(page.getByRole("alert")).toContainText("as many apps as one person may");
      await sound(page, `own-apps-full-${javaScriptEnabled}`);

      // Another developer is led to apps of their own.
      const context = await browser.newContext({ javaScriptEnabled });
      const other = await context.newPage();
      await developer(other, office, 2);
      for (const act of ["app", "test", "change", "secret", "remove"]) {
        await other.goto(
          `${office.appliance.issuer}/apps/${act}?app=${encodeURIComponent(client.client_id)}`,
        );
        await expect(other).toHaveURL(`${office.appliance.issuer}/apps`);
        await expect(other.locator("main")).not.toContainText("Grafana");
      }
      await context.close();
    });
  });
}

test("an app is registered by keyboard alone", async ({ page, office }) => {
  await developer(page, office);
  await tabTo(page, "main a[href='/apps/new']");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-preset=own]")).toBeVisible();
  await tabTo(page, "[data-preset=own]");
  await page.keyboard.press("Enter");
  await expect(page.locator("#name")).toBeFocused();
  await page.keyboard.type("Ledger");
  await tabTo(page, "#address");
  await page.keyboard.type("https://ledger.office.example");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-value=client_secret]")).toBeVisible();
});
