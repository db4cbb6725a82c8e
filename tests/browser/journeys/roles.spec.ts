/** What helpdesk people may and may not, and an account that is locked down in one act. */
import type { Page } from "@playwright/test";

import { administer, openPerson, press } from "../support/admin.ts";
import type { Person } from "../support/appliance.ts";
import { type Office, expect, test } from "../support/office.ts";
import { OwnApp } from "../support/own-app.ts";
import { enter } from "../support/second-step.ts";
import { enterPassword, expectSoundWideAndSmall, signIn } from "../support/steps.ts";

/** Somebody whom an administrator made helpdesk. */
function helper(office: Office): Person {
  const person = office.newcomer();
  office.appliance.command(["user", "role", person.username, "helpdesk"]);
  return person;
}

async function help(page: Page, office: Office, by: Person): Promise<void> {
  await page.goto(`${office.appliance.issuer}/admin/`);
  await enterPassword(page, by);
  await expect(page.locator("main[data-page]")).toBeVisible();
}

/** What the API says to the page's own session: its status, and the name of the refusal. */
function ask(page: Page, method: string, path: string, body?: object): Promise<string> {
  return page.evaluate(
    async ([way, where, content]) => {
      const headers = { "content-type": "application/json" };
      const init = content === "" ? { method: way, headers } : { method: way, headers, body: content };
      const answer = await fetch(`/api/admin/v1${where}`, init);
      const { type = "" } = answer.ok ? {} : ((await answer.json()) as { type?: string });
      return `${answer.status} ${type.replace("urn:donelogin:problem:", "")}`.trim();
    },
    [method, path, body ? JSON.stringify(body) : ""] as const,
  );
}

function idOf(page: Page): string {
  return decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "");
}

test("an administrator makes somebody helpdesk, and the app becomes theirs to that extent", async ({
  page,
  browser,
  office,
}) => {
  test.setTimeout(480_000);
  const person = office.newcomer();
  await administer(page, office, "people");
  await openPerson(page, person.username);
  await page.locator("input[name=role][value=helpdesk]").check();
  await expect(page.locator("input[name=role][value=helpdesk]")).toBeChecked();
  await page.reload();
  await expect(page.locator("input[name=role][value=helpdesk]")).toBeChecked();
  await expectSoundWideAndSmall(page, "roles-person-admin");

  const context = await browser.newContext();
  const theirs = await context.newPage();
  await help(theirs, office, person);
  await expect(theirs.locator("[data-nav]")).toHaveCount(1);
  await expectSoundWideAndSmall(theirs, "roles-helpdesk-people");
  await page.locator("input[name=role][value=member]").check();
  await expect.poll(() => ask(theirs, "GET", "/users")).toBe("403 not_admin");
  await theirs.reload();
  await expect(theirs.locator("h1")).toHaveText("This needs an administrator");
  await context.close();
});

test("helpdesk people help members, and nobody with more rights", async ({ page, office }) => {
  test.setTimeout(480_000);
  const [member, other] = [office.newcomer(), office.newcomer()];
  await help(page, office, helper(office));

  await openPerson(page, member.username);
  await expectSoundWideAndSmall(page, "roles-helpdesk-member");
  for (const name of ["role", "may_register_apps", "mfa_policy"]) {
    for (const control of await page.locator(`[name=${name}]`).all()) await expect(control).toBeDisabled();
  }
  await press(page, "reset-password");
  await press(page, "go");
  await expect(page.locator("[data-once-link]")).toContainText(`${office.appliance.issuer}/reset/`);
  await expectSoundWideAndSmall(page, "roles-helpdesk-reset");
  await press(page, "done");
  const memberId = idOf(page);

  await openPerson(page, other.username);
  await press(page, "reset-mfa");
  await press(page, "go");
  await expect(page.locator("[data-once-link]")).toContainText(office.appliance.issuer);
  await press(page, "done");
  await press(page, "disable");
  await expect(page.locator("[data-pill=disabled]")).toBeVisible();
  await expect(page.locator("[data-do=delete]")).toHaveCount(0);
  await press(page, "enable");
  await expect(page.locator("[data-pill=disabled]")).toHaveCount(0);
  await press(page, "lockdown");
  await press(page, "go");
  await expect(page.locator("[data-pill=refused]")).toBeVisible();

  // An administrator: the page says why there is nothing to press.
  await openPerson(page, "ada");
  await expect(page.locator("[data-more-rights]")).toContainText("more rights than yours");
  for (const deed of ["reset-password", "reset-mfa", "disable", "lockdown", "remove-phone"]) {
    await expect(page.locator(`[data-do=${deed}]`)).toHaveCount(0);
  }
  await expectSoundWideAndSmall(page, "roles-helpdesk-administrator");
  const ada = idOf(page);
  for (const deed of ["reset-password", "reset-mfa", "disable", "lockdown", "link"]) {
    expect(await ask(page, "POST", `/users/${ada}/${deed}`), deed).toBe("403 more_rights");
  }

  // What is the office's is nobody's but an administrator's.
  for (const [method, path, body] of [
    ["GET", "/settings", undefined],
    ["PUT", "/settings/office.name", { value: "Mine" }],
    ["PATCH", `/users/${memberId}`, { role: "admin" }],
    ["PATCH", `/users/${memberId}`, { may_register_apps: true }],
    ["DELETE", `/users/${memberId}`, undefined],
    ["POST", "/users", { email: "new@office.example", name: "New" }],
    ["GET", "/clients", undefined],
    ["GET", "/outbox", undefined],
    ["POST", "/tokens", { name: "Mine", scopes: ["users:read"] }],
    ["GET", "/audit/export", undefined],
  ] as const) {
    expect(await ask(page, method, path, body), `${method} ${path}`).toBe("403 not_admin");
  }
  for (const path of ["settings", "tokens", "apps", "mail", "activity"]) {
    await page.goto(`${office.appliance.issuer}/admin/${path}`);
    await expect(page.locator("h1")).toHaveText("People");
    await expect(page.locator("[data-nav]")).toHaveCount(1);
  }
});

test("an account in the wrong hands is locked down in one act, and switched on again", async ({
  page,
  browser,
  office,
}) => {
  test.setTimeout(480_000);
  const person = office.newcomer();
  const context = await browser.newContext();
  try {
    // Whoever has it is signed in, at two apps as well.
    const theirs = await context.newPage();
    await signIn(theirs, office.demo.url, person);
    const elsewhere = await browser.newContext();
    const app = await OwnApp.signIn(await elsewhere.newPage(), office, person);
    await elsewhere.close();
    expect((await app.userinfo()).body.email).toBe(person.email);
    expect((await app.introspect()).body.active).toBe(true);
    await theirs.goto(`${office.appliance.issuer}/account/sessions`);
    await expect(theirs.locator(".sessions li")).toHaveCount(2);

    await administer(page, office, "people");
    await openPerson(page, person.username);
    await press(page, "lockdown");
    await expect(page.locator("dialog [data-do=keep]")).toBeFocused();
    await expectSoundWideAndSmall(page, "roles-lockdown-ask");
    await press(page, "go");
    await expect(page.locator("[data-pill=refused]")).toBeVisible();
    await expectSoundWideAndSmall(page, "roles-locked-down");

    // Nothing of it works any more, neither in the browser nor at the apps.
    await theirs.reload();
    await expect(theirs.locator("#username")).toBeVisible();
    await enterPassword(theirs, person);
    await expect(theirs.getByRole("alert")).toBeVisible();
    await expectSoundWideAndSmall(theirs, "roles-locked-down-sign-in");
    expect((await app.userinfo()).status).toBe(401);
    expect((await app.introspect()).body).toEqual({ active: false });
    expect((await app.renew()).body.error).toBe("invalid_grant");
    await theirs.goto(office.demo.url);
    await theirs.locator("#refresh").click();
    await expect(theirs.locator("#error[data-code=invalid_grant]")).toBeVisible();

    // Switched on, the owner signs in again; what had ended stays ended.
    await press(page, "enable");
    await expect(page.locator("[data-pill=refused]")).toHaveCount(0);
    await expect(page.locator("[data-do=lockdown]")).toBeVisible();
    expect((await app.userinfo()).status).toBe(401);
    await enter(theirs, office, person);
    await expect(theirs.locator("h1")).toContainText("Grace");
    await page.locator("[data-tab=activity]").click();
    await expect(page.locator("main")).toContainText(`locked ${person.name} down`);
    await expectSoundWideAndSmall(page, "roles-locked-down-activity");
  } finally {
    await context.close();
  }
});
