/** A thief with one thing of somebody's: the password, the phone, the mailbox. None of them gets in, and the owner is told. */
import type { Page } from "@playwright/test";

import { elsewhere } from "../support/browser.ts";
import { Demo } from "../support/demo.ts";
import type { Place } from "../support/office.ts";
import { Phone } from "../support/phone.ts";
import { type Post, expect, expectLetter, linkFrom, setMail, test } from "../support/post.ts";
import { beginLink, enter, leave, shownCodes, transferCode, typeDigits } from "../support/second-step.ts";
import type { Linked } from "../support/second-step.ts";
import { enterPassword, expectSoundInBothThemes } from "../support/steps.ts";

const AGAIN = "quiet stones by another sea";
const STOLEN = "a password of the thief's own";
/** What only the owner opens. */
const INSIDE = ["account/profile", "account/devices/link", "account/passkeys", "account/email", "apps"];

let owners = 0;

/** Somebody with a phone and codes, signed in in this browser, in an office whose mail goes. */
async function owner(page: Page, post: Post): Promise<Linked> {
  const { office } = post;
  const { appliance } = office;
  setMail(post);
  owners += 1;
  const username = `owner${owners}`;
  const person = {
    name: "Mira Wirth",
    email: `${username}@office.example`,
    username,
    password: "quiet stones by the sea",
  };
  appliance.addUser(person);
  const phone = await Phone.unpack(appliance.exportCa(), "Mira’s Pixel");
  await enter(page, office, person);
  await typeDigits(page, await phone.scan(await beginLink(page, office)));
  const codes = await shownCodes(page);
  await page.locator("#continue").click();
  return { person, phone, codes };
}

/** Every door that opens to the owner leads the thief to a sign-in. */
async function expectOutside(page: Page, office: Place): Promise<void> {
  for (const path of INSIDE) {
    await page.goto(`${office.appliance.issuer}/${path}`);
    await expect(page).toHaveURL(/\/login/);
  }
}

test("with the password alone", async ({ page, browser, post }) => {
  const { office } = post;
  const { person, phone } = await owner(page, post);
  const demo = await Demo.start(office.appliance, "Plan room");
  const other = await elsewhere(browser);
  await other.goto(demo.url);
  await other.locator("#sign-in").click();
  await enterPassword(other, person);
  await expect(other.locator("[data-transfer-code]")).toBeVisible();
  await expectOutside(other, office);
  await other.goto(demo.url);
  await expect(other.locator("#signed-in")).toHaveCount(0);

  // Guessing the other way is counted, and ends.
  await enter(other, office, person);
  for (let tries = 0; tries < 6; tries += 1) {
    const way = other.locator("details.other-way summary");
    if (!(await way.isVisible())) break;
    if (!(await other.locator("#code").isVisible())) await way.click();
    await other.locator("#code").fill(`AAAA-BBBB-CCC${tries}`);
    await other.locator("#code").press("Enter");
    await expect(other.locator("main")).toBeVisible();
  }
  await expectOutside(other, office);

  // The owner says that it was somebody else: the thief is out, the password is worth nothing any more.
  expect(await phone.refuse("not_me")).toBe("blocked");
  await expectLetter(post, person.email, /.+/);
  await enter(other, office, person);
  await expectSoundInBothThemes(other, "thief-password-refused");
  await expectOutside(other, office);
  await other.context().close();
  await demo.stop();
});

test("with the phone alone", async ({ page, browser, post }) => {
  const { office } = post;
  const { person, phone } = await owner(page, post);
  await leave(page);
  // Whoever holds it is asked nothing, since nobody typed the password.
  expect(await phone.approvals()).toHaveLength(0);
  const other = await elsewhere(browser);
  await enter(other, office, { ...person, password: "what one might guess" });
  await expect(other.getByRole("alert")).toBeVisible();
  expect(await phone.approvals()).toHaveLength(0);
  await other.goto(`${office.appliance.issuer}/reset`);
  await other.locator("#username").fill(person.username);
  await other.locator("#submit").click();
  await expect(other.locator("main")).not.toContainText(person.email);
  await expectOutside(other, office);
  // The owner signs in elsewhere, and the thief does not see the digits.
  await enter(page, office, person);
  const digits = await transferCode(page);
  for (let tries = 0; tries < 5; tries += 1) {
    await phone.approve(digits === `00000${tries}` ? "999999" : `00000${tries}`).catch(() => "refused");
  }
  await expect(page.locator(".side-body")).toHaveCount(0);
  await other.context().close();
});

test("with the mailbox alone", async ({ page, browser, post }) => {
  const { office } = post;
  const { person, phone } = await owner(page, post);
  const other = await elsewhere(browser);
  await other.goto(`${office.appliance.issuer}/reset`);
  await other.locator("#username").fill(person.email);
  await other.locator("#submit").click();
  await other.goto(await linkFrom(post, person.email, "/reset/"));
  await other.locator("#password").fill(STOLEN);
  await other.locator("#submit").click();
  // A new password, and still the phone; where the owner was signed in has ended, so that it is noticed.
  await enter(other, office, { ...person, password: STOLEN });
  await expect(other.locator("[data-transfer-code]")).toBeVisible();
  await expectOutside(other, office);
  await page.goto(`${office.appliance.issuer}/account/profile`);
  await expect(page.locator("#username")).toBeVisible();
  // The owner is asked and says no.
  expect(await phone.refuse("not_me")).toBe("blocked");
  await enter(other, office, { ...person, password: STOLEN });
  await expectOutside(other, office);
  // An administrator hands over a link that no mailbox sees, and the owner is in again, in the browser that is known.
  const answer = office.appliance.command(["user", "reset-password", person.email, "--json"]);
  await page.goto((JSON.parse(answer) as { link: string }).link);
  await page.locator("#password").fill(AGAIN);
  await page.locator("#submit").click();
  await enter(page, office, { ...person, password: AGAIN });
  await phone.approve(await transferCode(page));
  await page.getByRole("button", { name: "I asked for it: go on" }).click();
  await expect(page.locator(".side-body")).toBeVisible();
  await other.context().close();
});
