/** Joining by an invitation, a forgotten password, and what stands against programs that try. */
import type { Page } from "@playwright/test";

import { type Office, expect, test } from "../support/office.ts";
import { enterPassword, expectSound, expectSoundInBothThemes } from "../support/steps.ts";

const PASSWORD = "four quiet stones by the sea";

let invited = 0;

interface Invited {
  link: string;
  email: string;
  username: string;
}

/** An invitation for an address of its own. */
function invite(office: Office): Invited {
  invited += 1;
  const username = `joiner${invited}`;
  const email = `${username}@anywhere.example`;
  office.appliance.command(["settings", "set", "signup.mode", "invitation"]);
  const answer = office.appliance.command(["invitation", "add", "--email", email, "--json"]);
  return { ...(JSON.parse(answer) as { link: string }), email, username };
}

async function join(page: Page, { link }: Invited, name: string): Promise<void> {
  await page.goto(link);
  await page.locator("#name").fill(name);
  await page.locator("#submit").click();
  await expect(page.locator("#username")).toBeVisible();
}

async function openHome(page: Page, office: Office, username: string): Promise<void> {
  await page.goto(`${office.appliance.issuer}/login`);
  await enterPassword(page, { username, password: PASSWORD, name: "", email: "" });
  await expect(page.locator(".side-body")).toBeVisible();
}

test("somebody joins by an invitation and finds the way home", async ({ page, office }) => {
  const invitation = invite(office);
  await page.goto(invitation.link);
  await expect(page.locator("#email")).toHaveValue(invitation.email);
  await expectSoundInBothThemes(page, "sign-up-invited");
  await page.locator("#name").fill("Iris Lund");
  await page.locator("#submit").click();
  await expect(page.locator("#username")).toHaveValue(invitation.username);
  await expectSoundInBothThemes(page, "sign-up-confirm");

  // The meter says what a password is worth while it is typed.
  await page.locator("#password").fill("passwordpassword");
  await expect(page.locator(".strength p")).toHaveText("Guessed at once");
  await page.locator("#submit").click();
  await expect(page.locator("#password-error")).toContainText("list of common passwords");
  await expectSoundInBothThemes(page, "sign-up-confirm-common");
  await page.locator("#password").fill(PASSWORD);
  await expect(page.locator(".strength p")).toHaveText(/Hard|Very hard/);
  await expectSoundInBothThemes(page, "sign-up-strong");
  await page.locator("#submit").click();
  await expect(page.locator("a[href='/login']").last()).toBeVisible();
  await openHome(page, office, invitation.username);

  await page.context().clearCookies();
  await page.goto(invitation.link);
  await expect(page.locator("#error")).toContainText("no longer opens");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the same way is open, and the refusal stands in for the meter", async ({ page, office }) => {
    const invitation = invite(office);
    await join(page, invitation, "Olga Berg");
    await expect(page.locator(".strength")).toBeHidden();
    await page.locator("#password").fill("passwordpassword");
    await page.locator("#submit").click();
    await expect(page.locator("#password-error")).toContainText("list of common passwords");
    await page.locator("#password").fill(PASSWORD);
    await page.locator("#submit").click();
    await openHome(page, office, invitation.username);
  });

  test("after failures the waiting alone applies", async ({ page, office }) => {
    const person = office.newcomer();
    await page.goto(`${office.appliance.issuer}/login`);
    for (let tries = 0; tries < 3; tries += 1) await enterPassword(page, person, "not the password at all");
    // Text in a noscript element is read where it is looked for by itself.
    await expect(page.locator(".check noscript p")).toHaveText(/Without JavaScript you wait a little longer/);
    await expect(page.locator(".check noscript p")).toBeVisible();
    await expect(async () => {
      await enterPassword(page, person);
      await expect(page.locator(".side-body")).toBeVisible({ timeout: 1_000 });
    }).toPass();
  });
});

test("after failures the browser does a sum, and nobody waits", async ({ page, office }) => {
  const person = office.newcomer();
  await page.goto(`${office.appliance.issuer}/login`);
  for (let tries = 0; tries < 3; tries += 1) await enterPassword(page, person, "not the password at all");
  await expect(page.locator(".check p")).toHaveText("The sum is done.");
  await expectSoundInBothThemes(page, "sign-in-work");
  await enterPassword(page, person, "not the password at all");
  // Sent before the sum is done, the form goes out by itself.
  await enterPassword(page, person);
  await expect(page.locator(".side-body")).toBeVisible();
});

test("whoever has forgotten the password asks, and is told whom to ask", async ({ page, office }) => {
  const { issuer } = office.appliance;
  await page.goto(`${issuer}/login`);
  await page.locator("a[href^='/reset']").first().click();
  await expectSoundInBothThemes(page, "reset");
  await page.locator("#username").fill("nobody at all");
  await page.locator("#submit").click();
  await expect(page.locator("h1")).toHaveText("Your request is noted");
  await expect(page.locator(".people")).toContainText("Ada Lovelace");
  await expectSoundInBothThemes(page, "reset-asked");
});

test.describe("on a small phone, in German", () => {
  test.use({ locale: "de-DE", viewport: { width: 320, height: 640 } });

  test("nothing is cut off", async ({ page, office }) => {
    const { issuer } = office.appliance;
    await page.goto(`${issuer}/reset`);
    await expectSound(page, "reset-small-de");
    await page.goto(`${issuer}/signup`);
    await expect(page.locator("h1")).toHaveText("Sie brauchen eine Einladung");
    await expectSound(page, "sign-up-closed-small-de");
    const invitation = invite(office);
    await page.goto(invitation.link);
    await expectSound(page, "sign-up-small-de");
    await page.locator("#name").fill("Iris Lund");
    await page.locator("#submit").click();
    await page.locator("#password").fill("kurz");
    await page.locator("#submit").click();
    await expect(page.locator("#password-error")).toContainText("mindestens 15 Zeichen");
    await expectSound(page, "sign-up-confirm-small-de");
  });
});
