/** People, as an administrator sees them: find, add, switch off, help back in. */
import { administer, open, openPerson, press } from "../support/admin.ts";
import { expect, test } from "../support/office.ts";
import { Phone } from "../support/phone.ts";
import { enter, qrText, wrongDigits } from "../support/second-step.ts";
import { enterPassword, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

test("the app leads to the sign-in and back, and tells whoever may not", async ({ page, office }) => {
  await page.goto(`${office.appliance.issuer}/admin/groups`);
  await expect(page).toHaveURL(/\/login\?next=/);
  await enterPassword(page, office.newcomer());
  await expect(page.locator("h1")).toHaveText("This needs an administrator");
  await expect(page.locator("main")).toContainText("Ada Lovelace");
});

test("somebody is added, gets a link that is shown once, and signs in", async ({ page, office, browser }) => {
  office.appliance.command(["group", "add", "Drawing office"]);
  await administer(page, office, "people");
  await press(page, "add");
  await expectSoundInBothThemes(page, "admin-add-person");
  await press(page, "save");
  await expect(page.locator(".field-error")).toHaveText("Enter an e-mail address.");
  await page.locator("input[name=name]").fill("Mary Somerville");
  await page.locator("input[name=email]").fill("ada@office.example");
  await press(page, "save");
  await expect(page.locator(".field-error")).toHaveText(/^Somebody here has this e-mail address\./);
  await page.locator("input[name=email]").fill("mary@office.example");
  await page.locator("dialog").getByText("Drawing office").click();
  await press(page, "save");
  const link = await page.locator("[data-once-link]").innerText();
  expect(await qrText(page)).toBe(link);
  await expectSoundInBothThemes(page, "admin-once-link");

  // On paper: whose it is, what to do, until when.
  await page.evaluate(() => {
    window.print = () => {
      document.documentElement.dataset.printed = document.querySelector(".sheet")?.textContent ?? "";
    };
  });
  await press(page, "print");
  await expect(page.locator("html")).toHaveAttribute("data-printed", /Mary Somerville/);
  const sheet = (await page.locator("html").getAttribute("data-printed")) ?? "";
  for (const part of ["Mary Somerville", "mary", link, "/trust"]) expect(sheet).toContain(part);
  await press(page, "done");

  const context = await browser.newContext();
  const hers = await context.newPage();
  await hers.goto(link);
  await hers.locator("#password").fill("connexion of the sciences");
  await hers.locator("#submit").click();
  await enter(hers, office, {
    name: "Mary Somerville",
    email: "mary@office.example",
    username: "mary",
    password: "connexion of the sciences",
  });
  await expect(hers.locator("h1")).toContainText("Mary");
  await context.close();

  await openPerson(page, "mary");
  await expect(page.locator("main")).toContainText("mary@office.example");
  await expect(page.getByLabel("Drawing office")).toBeChecked();
});

test("an account is switched off, and on again by what the toast offers", async ({ page, office }) => {
  const person = office.newcomer();
  await administer(page, office, "people");
  await openPerson(page, person.username);
  await expectSoundInBothThemes(page, "admin-person");
  await press(page, "disable");
  await expect(page.locator("[data-pill=disabled]")).toBeVisible();
  await expect(page.locator("[data-toast]")).toContainText(person.name);
  await press(page, "undo");
  await expect(page.locator("[data-pill=disabled]")).toHaveCount(0);

  await press(page, "disable");
  await open(page, "people");
  await page.getByText("Switched off", { exact: true }).first().click();
  await expect(page.locator(`tr[data-person="${person.username}"] [data-pill=disabled]`)).toBeVisible();
  await expect(page).toHaveURL(/which=disabled/);
  await page.locator(`tr[data-person="${person.username}"] a.row-link`).click();
  await press(page, "delete");
  await expect(page.locator("dialog [data-do=keep]")).toBeFocused();
  await expectSoundInBothThemes(page, "admin-ask");
  await press(page, "go");
  await expect(page.locator("main[data-page=people]")).toBeVisible();
  await page.locator("input[name=search]").fill(person.username);
  await expect(page.locator("[data-empty]")).toBeVisible();
});

test("a password is reset by a link that is handed over", async ({ page, office }) => {
  const person = office.newcomer();
  await administer(page, office, "people");
  await openPerson(page, person.username);
  await press(page, "reset-password");
  await press(page, "go");
  expect(await page.locator("[data-once-link]").innerText()).toContain(`${office.appliance.issuer}/reset/`);
  await press(page, "done");
  // Whoever reset one half may not reset the other one the same day.
  await press(page, "reset-mfa");
  await press(page, "go");
  await expect(page.locator("[data-notice=bad]")).toContainText("another administrator");
});

test("a phone is linked for somebody who stands beside", async ({ page, office }) => {
  const person = office.newcomer();
  const phone = await Phone.unpack(office.ca);
  await administer(page, office, "people");
  await openPerson(page, person.username);
  await press(page, "link");
  await expect(page.locator("[data-link-panel][data-state=offered]")).toBeVisible();
  await expectSoundInBothThemes(page, "admin-link-offered");
  const digits = await phone.scan(await qrText(page));
  await expect(page.locator("[data-link-panel][data-state=claimed]")).toContainText("Grace’s Pixel");
  await page.locator("input[name=code]").fill(wrongDigits(digits));
  await press(page, "confirm");
  await expect(page.locator("[data-link-panel] [role=alert]")).toContainText("do not match");
  await page.locator("input[name=code]").fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await press(page, "confirm");
  await expect(page.locator("[data-link-panel][data-state=linked]")).toBeVisible();
  await expect(page.locator("[data-device]")).toContainText("Grace’s Pixel");
  await expectSoundInBothThemes(page, "admin-link-done");
});

test("somebody is found and opened by keyboard alone", async ({ page, office }) => {
  const person = office.newcomer();
  await administer(page, office);
  await tabTo(page, "[data-nav=people]");
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
  await tabTo(page, "input[name=search]");
  await page.keyboard.type(person.username);
  await expect(page.locator("tbody tr[data-person]")).toHaveCount(1);
  await tabTo(page, `tr[data-person="${person.username}"] a.row-link`);
  await page.keyboard.press("Enter");
  await expect(page.locator("h1")).toHaveText(person.name);
});

test("people come in from a file, once everybody sees what will happen, and are handled together", async ({
  page,
  office,
}) => {
  const csv = (rows: string[]) => ({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(["name,email,groups,room", ...rows].join("\n")),
  });
  await administer(page, office, "people");
  await press(page, "import");
  const file = page.locator("input[name=file]");
  await file.setInputFiles(csv(["One,one@import.example,,1", "Two,two@,,2", "Three,one@import.example,,3"]));
  await expect(page.locator("tr[data-fault=email-malformed]")).toContainText("3");
  await expect(page.locator("tr[data-fault=email-twice]")).toBeVisible();
  await expect(page.locator("[data-do=bring]")).toHaveCount(0);
  await expectSoundInBothThemes(page, "admin-import-faults");

  // What only the server knows is said before anybody comes in.
  await file.setInputFiles(csv(["One,one@import.example,Importers,1", "Ada,ada@office.example,,2"]));
  await expect(page.locator("dialog")).toContainText("room");
  await expect(page.locator("dialog")).toContainText("Importers");
  await expect(page.locator("tr[data-line='3']")).toHaveAttribute("data-fate", "exists");
  await expect(page.locator("[data-do=bring]")).toHaveText("Import one person");
  await page.locator("input[name=leave-out]").uncheck();
  await expect(page.locator("[data-do=bring]")).toHaveCount(0);
  await file.setInputFiles(csv(["One,one@import.example,Importers,1", "Two,two@import.example,Importers,2"]));
  await press(page, "bring");
  await expect(page.locator("[data-dialog=import] h2")).toHaveText("2 people came in");
  await press(page, "done");

  // They are picked: switched off together, and back by what the toast offers.
  const bulk = page.locator("[data-bulk]");
  await expect(bulk).toContainText("2 people are picked");
  await expectSoundInBothThemes(page, "admin-people-bulk");
  await press(page, "bulk-disable");
  await page.locator("input[name=search]").fill("import.example");
  await expect(page.locator("[data-person] [data-pill=disabled]")).toHaveCount(2);
  await press(page, "undo");
  await expect(page.locator("[data-person] [data-pill=information]")).toHaveCount(2);
  await page.evaluate(() => {
    window.print = () => {
      document.documentElement.dataset.printed = String(document.querySelectorAll(".sheet section").length);
    };
  });
  await press(page, "bulk-invite");
  await expect(page.locator("html")).toHaveAttribute("data-printed", "2");
  await press(page, "bulk-clear");
  await expect(bulk).toHaveCount(0);
  await page.locator("input[name=pick-all]").check();
  await expect(bulk).toContainText("2 people are picked");
  const download = page.waitForEvent("download");
  await press(page, "export");
  expect((await download).suggestedFilename()).toBe("people.csv");
});

test("somebody is added by keyboard alone", async ({ page, office }) => {
  await administer(page, office, "people");
  await tabTo(page, "[data-do=add]");
  await page.keyboard.press("Enter");
  await expect(page.locator("dialog input[name=name]")).toBeFocused();
  await page.keyboard.type("Emmy Noether");
  await tabTo(page, "dialog input[name=email]");
  await page.keyboard.type("emmy@office.example");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-once-link]")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("[data-once-link]")).toHaveCount(0);
});

test("in a narrow window a panel is a sheet, and rows are cards", async ({ page, office }) => {
  const person = office.newcomer();
  await administer(page, office, "people");
  await page.setViewportSize({ width: 1000, height: 700 });
  await openPerson(page, person.username);
  await press(page, "link");
  const panel = page.locator("[data-link-panel]");
  await expect(panel).toBeFocused();
  await expectSoundInBothThemes(page, "admin-link-sheet");
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.locator(".side .menu").click();
  await open(page, "people");
  await expectSoundInBothThemes(page, "admin-people-cards");
});

test("what apps get about somebody is seen before they sign in", async ({ page, office }) => {
  const person = office.newcomer();
  await administer(page, office, "people");
  await openPerson(page, person.username);
  await page.locator("[data-tab=apps]").click();
  const preview = page.locator("[data-preview]");
  await expect(preview).toContainText(person.email);
  await expect(preview.locator("[data-due]")).toBeVisible();
  await expectSoundInBothThemes(page, "admin-person-apps");
});
