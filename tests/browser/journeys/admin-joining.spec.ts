/** Joining with an administrator's part in it: who waits is let in or refused, somebody is invited, a list comes in; by hand and by mail. */
import type { Page } from "@playwright/test";

import { administer, open, openPerson, press } from "../support/admin.ts";
import { elsewhere } from "../support/browser.ts";
import type { Place } from "../support/office.ts";
import { expect, linkFrom, setMail, test } from "../support/post.ts";
import { enter, qrText } from "../support/second-step.ts";
import { expectFits, expectSoundInBothThemes, expectSoundWideAndSmall } from "../support/steps.ts";

const PASSWORD = "four quiet stones by the sea";

interface Guest {
  name: string;
  email: string;
  username: string;
  password: string;
}

function guestOf(name: string, domain = "anywhere.example"): Guest {
  const username = (name.split(" ")[0] ?? "").toLowerCase();
  return { name, email: `${username}@${domain}`, username, password: PASSWORD };
}

function joinBy({ appliance }: Place, mode: string): void {
  appliance.command(["settings", "set", "signup.mode", mode]);
}

/** From the sign-in page to what follows the form. */
async function askForAccount(page: Page, { appliance }: Place, guest: Guest): Promise<void> {
  await page.goto(`${appliance.issuer}/login`);
  await page.locator("main a[href^='/signup']").click();
  await page.locator("#name").fill(guest.name);
  await page.locator("#email").fill(guest.email);
  await page.locator("#submit").click();
}

/** Sends the form as a browser would that checks nothing by itself. */
async function sendUnchecked(page: Page, guest: Guest): Promise<void> {
  await page.locator("#name").fill(guest.name);
  await page.locator("#email").fill(guest.email);
  await page.locator("main form").evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await page.locator("#submit").click();
  await expect(page.locator("#email-error")).toBeVisible();
}

/** Takes the letter to this address out of those that nobody sends: its link is shown to whoever hands it over. */
async function reveal(page: Page, email: string): Promise<string> {
  await open(page, "mail");
  const row = page.locator("tr[data-message]", { hasText: email });
  await row.locator("[data-do=reveal]").click();
  const link = await page.locator("[data-dialog=link] [data-once-link]").innerText();
  expect(await qrText(page)).toBe(link);
  return link;
}

async function choosePassword(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.locator("#password").fill(PASSWORD);
  await page.locator("#submit").click();
}

const waiting = (page: Page, guest: Guest) => page.locator(`[data-sign-up="${guest.email}"]`);

test("without mail a link is handed over, and whoever waits is let in", async ({ page, post, browser }) => {
  test.setTimeout(300_000);
  const { office } = post;
  joinBy(office, "approval");
  office.appliance.command(["group", "add", "Drawing office"]);
  const rosa = guestOf("Rosa Blume");
  const hers = await elsewhere(browser);
  await askForAccount(hers, office, rosa);
  await expect(hers.locator(".people")).toContainText("Ada Lovelace");
  await expectSoundWideAndSmall(hers, "joining-sent-hand");
  await administer(page, office, "people");
  await expect(page.locator("[data-sign-ups]")).toHaveCount(0);
  const link = await reveal(page, rosa.email);
  expect(link).toContain(`${office.appliance.issuer}/confirm/`);
  await expectSoundWideAndSmall(page, "joining-revealed");
  await press(page, "done");
  await open(page, "activity");
  await expect(page.locator("tr[data-event='mail.revealed']").first()).toContainText("Ada Lovelace");
  await choosePassword(hers, link);
  await expect(hers.locator("main")).toContainText("Ada Lovelace");
  await expectSoundWideAndSmall(hers, "joining-waits");
  await enter(hers, office, rosa);
  await expect(hers.locator("#error")).toContainText("Ada Lovelace");
  await expectSoundInBothThemes(hers, "joining-sign-in-waits");

  // From the overview to whoever waits.
  await open(page, "overview");
  const wait = page.locator("[data-wait=sign_up]");
  await expect(wait).toContainText("Rosa Blume");
  await wait.locator("a").click();
  await expect(waiting(page, rosa)).toBeVisible();
  await expectSoundWideAndSmall(page, "admin-sign-ups");
  await waiting(page, rosa).locator("[data-do=approve]").click();
  await page.locator("dialog").getByText("Drawing office").click();
  await expectSoundWideAndSmall(page, "admin-sign-up-approve");
  await page.locator("dialog [data-do=go]").click();
  await expect(page.locator("[data-toast]")).toContainText("Rosa Blume");
  await expect(page.locator("[data-sign-ups]")).toHaveCount(0);
  await enter(hers, office, rosa);
  await expect(hers.locator(".side-body")).toBeVisible();
  await openPerson(page, rosa.username);
  await expect(page.getByLabel("Drawing office")).toBeChecked();
  await hers.context().close();
});

test("whoever is refused has no account, and that is asked first", async ({ page, post, browser }) => {
  test.setTimeout(240_000);
  const { office } = post;
  joinBy(office, "approval");
  // This one has no scripts: each page of it stands by itself.
  const theo = guestOf("Theo Falk");
  const his = await elsewhere(browser, false);
  await his.goto(`${office.appliance.issuer}/signup`);
  await sendUnchecked(his, { ...theo, email: "theo at home" });
  await expectFits(his, "joining-wrong-address-plain");
  await his.locator("#email").fill(theo.email);
  await his.locator("#submit").click();
  await expect(his.locator(".people")).toContainText("Ada Lovelace");
  await administer(page, office, "mail");
  const link = await reveal(page, theo.email);
  await press(page, "done");
  await choosePassword(his, link);
  await expect(his.locator("main")).toContainText("Ada Lovelace");
  await open(page, "people");
  await waiting(page, theo).locator("[data-do=refuse]").click();
  await expect(page.locator("dialog [data-do=keep]")).toBeFocused();
  await expectSoundWideAndSmall(page, "admin-sign-up-refuse");
  await press(page, "keep");
  await expect(waiting(page, theo)).toBeVisible();
  await waiting(page, theo).locator("[data-do=refuse]").click();
  await page.locator("dialog [data-do=go]").click();
  await expect(page.locator("[data-sign-ups]")).toHaveCount(0);
  await enter(his, office, theo);
  await expect(his.locator("#error")).toContainText("do not match");
  await expectOver(his, link);
  await his.context().close();
});

async function expectOver(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await expect(page.locator("#error")).toContainText("no longer opens");
}

test("an invitation is shown once, opens once, and is taken back", async ({ page, post, browser }) => {
  test.setTimeout(300_000);
  const { office } = post;
  joinBy(office, "off");
  office.appliance.command(["group", "add", "Site"]);
  await administer(page, office, "people");
  const dialog = page.locator("[data-dialog=invite]");
  await press(page, "invite");
  await press(page, "save");
  await expect(dialog.locator("a[href$='/admin/settings']")).toBeVisible();
  await expectSoundWideAndSmall(page, "admin-invite-off");
  joinBy(office, "invitation");
  const nora = guestOf("Nora Quist");
  await dialog.locator("input[name=email]").fill("nora at home");
  await press(page, "save");
  await expect(dialog.locator(".field-error")).toBeVisible();
  await dialog.locator("input[name=email]").fill(nora.email);
  await dialog.getByText("Site", { exact: true }).click();
  await press(page, "save");
  const link = await dialog.locator("[data-once-link]").innerText();
  expect(await qrText(page)).toBe(link);
  await expectSoundWideAndSmall(page, "admin-invited");
  await press(page, "done");
  await press(page, "invite");
  await expect(dialog.locator(`[data-invitation="${nora.email}"]`)).toBeVisible();
  await expect(dialog).not.toContainText(link);
  await expectSoundWideAndSmall(page, "admin-invitations");

  const hers = await elsewhere(browser);
  await hers.goto(link);
  await expect(hers.locator("#email")).toHaveValue(nora.email);
  await hers.locator("#name").fill(nora.name);
  await hers.locator("#submit").click();
  await hers.locator("#password").fill(PASSWORD);
  await hers.locator("#submit").click();
  await expectSoundWideAndSmall(hers, "joining-done");
  await enter(hers, office, nora);
  await expect(hers.locator(".side-body")).toBeVisible();
  await page.keyboard.press("Escape");
  await press(page, "invite");
  await expect(dialog.locator("form")).toBeVisible();
  await expect(dialog.locator(`[data-invitation="${nora.email}"]`)).toHaveCount(0);

  // For anybody, and taken back before anybody came.
  await press(page, "save");
  const unused = await dialog.locator("[data-once-link]").innerText();
  await press(page, "done");
  await press(page, "invite");
  await press(page, "take-back");
  await expect(dialog.locator("[data-invitation]")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expectOver(hers, unused);
  await openPerson(page, nora.username);
  await expect(page.getByLabel("Site", { exact: true })).toBeChecked();
  await hers.context().close();
});

test("before a list comes in it is seen who is new, who is here, and who is refused", async ({
  page,
  post,
}) => {
  test.setTimeout(240_000);
  const { office } = post;
  const csv = (rows: string[]) => ({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["Name;E-mail;User name;Groups", ...rows].join("\r\n")),
  });
  await administer(page, office, "people");
  const shown = page.locator("tbody tr[data-person]");
  await page.locator("input[name=search]").fill("list.example");
  await expect(page.locator("[data-empty]")).toBeVisible();
  await press(page, "import");
  const dialog = page.locator("[data-dialog=import]");
  const fates = (fate: string) => dialog.locator(`tr[data-fate=${fate}]`);
  await expectSoundWideAndSmall(page, "admin-import-empty");
  const rows = ["Uma Roth;uma@list.example;;Surveyors", "Ada Lovelace;ada@office.example;;"];
  await dialog.locator("input[name=file]").setInputFiles(csv([...rows, "Vic;vic@list.example;ada;"]));
  await expect(fates("new")).toContainText("uma@list.example");
  await expect(fates("exists")).toContainText("ada@office.example");
  await expect(fates("refused")).toContainText("vic@list.example");
  await expect(dialog.locator("[data-do=bring]")).toHaveCount(0);
  await expectSoundWideAndSmall(page, "admin-import-fates");
  // Looking at it has written nothing.
  expect(office.appliance.command(["user", "list"])).not.toContain("list.example");

  await dialog.locator("input[name=file]").setInputFiles(csv([...rows, "Vic;vic@list.example;vic;"]));
  await expect(fates("new")).toHaveCount(2);
  await expect(dialog).toContainText("Surveyors");
  await expectSoundWideAndSmall(page, "admin-import-good");
  // Who is here already is left out, or the whole list is not brought in.
  await dialog.locator("input[name=leave-out]").uncheck();
  await expect(dialog.locator("[data-do=bring]")).toHaveCount(0);
  await dialog.locator("input[name=leave-out]").check();
  await press(page, "bring");
  await expect(dialog.locator("h2")).toHaveText("2 people came in");
  await expectSoundWideAndSmall(page, "admin-import-done");
  await press(page, "done");
  await expect(shown).toHaveCount(2);
  await openPerson(page, "vic");
  await expect(page.locator("main")).toContainText("vic@list.example");
});

test("with mail the letters go by themselves, to the right people", async ({ page, post, browser }) => {
  test.setTimeout(300_000);
  const { mail, office } = post;
  const { appliance } = office;
  joinBy(office, "approval");
  setMail(post);
  const letters = (to: string) => mail.received.filter((letter) => letter.to === to);
  const linkIn = (to: string, path: string): string => {
    const found = new RegExp(`https://\\S+${path}\\S*`).exec(letters(to).at(-1)?.mail.text ?? "");
    return found?.[0] ?? "";
  };
  try {
    const olga = guestOf("Olga Berg");
    const hers = await elsewhere(browser);
    await hers.goto(`${appliance.issuer}/signup`);
    await sendUnchecked(hers, { ...olga, email: "olga at home" });
    await expectSoundWideAndSmall(hers, "joining-wrong-address");
    await hers.locator("#email").fill(olga.email);
    await hers.locator("#submit").click();
    await expect(hers.locator("main")).toContainText(olga.email);
    await expectSoundWideAndSmall(hers, "joining-sent-mail");
    await expect.poll(() => linkIn(olga.email, "/confirm/")).not.toBe("");
    await choosePassword(hers, linkIn(olga.email, "/confirm/"));
    await expect(hers.locator("main")).toContainText("Ada Lovelace");
    // The administrator's letter leads to whoever waits.
    const toPeople = await linkFrom(post, "ada@office.example", "/admin/people");
    await administer(page, office);
    await page.goto(toPeople);
    await waiting(page, olga).locator("[data-do=approve]").click();
    await page.locator("dialog [data-do=go]").click();
    await expect.poll(() => letters(olga.email).length).toBe(2);
    await hers.goto(await linkFrom(post, olga.email, "/login"));
    await enter(hers, office, olga);
    await expect(hers.locator(".side-body")).toBeVisible();
    await hers.context().clearCookies();

    // Asked for once more, the page says the same; the owner of the address is told the truth.
    await askForAccount(hers, office, olga);
    await expect(hers.locator("main")).toContainText(olga.email);
    await expect.poll(() => letters(olga.email).length).toBe(3);
    expect(linkIn(olga.email, "/confirm/")).toBe("");

    // With an address of the office nobody has to agree.
    appliance.command(["settings", "set", "signup.domains", "kestrel.example"]);
    joinBy(office, "domain");
    await askForAccount(hers, office, guestOf("Pia Stern"));
    await expect(hers.locator("#error")).toBeVisible();
    await expectSoundWideAndSmall(hers, "joining-other-domain");
    const pia = guestOf("Pia Stern", "kestrel.example");
    await askForAccount(hers, office, pia);
    await expect.poll(() => linkIn(pia.email, "/confirm/")).not.toBe("");
    await choosePassword(hers, linkIn(pia.email, "/confirm/"));
    await enter(hers, office, pia);
    await expect(hers.locator(".side-body")).toBeVisible();
    await hers.context().close();
  } finally {
    appliance.command(["settings", "set", "smtp.url", ""]);
    appliance.command(["settings", "set", "smtp.from", ""]);
  }
});
