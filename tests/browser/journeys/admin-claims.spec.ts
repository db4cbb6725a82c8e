/** Attributes, rules, access: set in the administrators' app, and what they do to people and apps at once. */
import { administer, open, openPerson, press } from "../support/admin.ts";
import { Demo } from "../support/demo.ts";
import { expect, test } from "../support/office.ts";
import { enterPassword, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

test("an attribute and two rules are made, ordered by keyboard, looked at before they count, and told", async ({
  page,
  office,
  browser,
}) => {
  const person = office.newcomer();
  office.appliance.command(["group", "add", "Press"]);
  const demo = await Demo.start(office.appliance, "Ledger");
  try {
    await administer(page, office, "claims");
    await expectSoundInBothThemes(page, "admin-claims-empty");
    await press(page, "add-attribute");
    await page.locator("input[name=label]").fill("Cost center");
    await page.locator("input[name=name]").fill("Cost");
    await press(page, "save");
    await expect(page.locator(".field-error")).toBeVisible();
    await page.locator("input[name=name]").fill("cost_center");
    await press(page, "save");
    await expect(page.locator("[data-attribute=cost_center]")).toBeVisible();
    await openPerson(page, person.username);
    await page.locator("input[name=attribute-cost_center]").fill("4711");
    await press(page, "save-attributes");
    await expect(page.locator("[data-toast]").last()).toContainText(person.name);

    await page.goto(`${office.appliance.issuer}/admin/apps/${demo.client.client_id}?tab=claims`);
    await page.locator("input[name=person]").fill(person.username);
    await press(page, "find-person");
    await page.locator(`[data-person=${person.username}]`).click();
    await expect(page.locator("[data-preview]")).toContainText("email");
    // A role by group, with an empty form first.
    await press(page, "add-rule");
    await press(page, "apply");
    await expect(page.locator("[data-dialog=rule] .field-error")).toBeVisible();
    await page.locator("input[name=claim]").fill("role");
    await page.locator("select[name=case-group]").selectOption("Press");
    await page.locator("input[name=case-value]").fill("Editor");
    await page.locator("input[name=otherwise]").fill("Viewer");
    await expectSoundInBothThemes(page, "admin-claims-rule");
    await press(page, "apply");
    await press(page, "add-rule");
    await page.locator("input[name=claim]").fill("cost_center");
    await page.locator("select[name=from]").selectOption("attribute");
    await page.locator("select[name=attribute]").selectOption("cost_center");
    await press(page, "apply");
    // The preview shows what is not saved, and by which rule.
    await expect(page.locator("[data-preview]")).toContainText("Viewer");
    await expect(page.locator("[data-cause=cost_center]").first()).toContainText("2");
    await tabTo(page, "[data-rule=cost_center] [data-do=up]");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-rule]").first()).toHaveAttribute("data-rule", "cost_center");
    await expect(page.locator("[data-rule=cost_center] [data-do=up]")).toBeFocused();
    await page.locator("[data-rule=role] [data-do=remove]").click();
    await expect(page.locator("[data-rule]")).toHaveCount(1);
    await page.locator("[data-toast] button").first().click();
    await expect(page.locator("[data-rule]")).toHaveCount(2);
    await expectSoundInBothThemes(page, "admin-app-claims");
    await press(page, "save-rules");
    await expect(page.locator("[data-do=save-rules]")).toHaveCount(0);

    const theirs = await (await browser.newContext()).newPage();
    await theirs.goto(demo.url);
    await theirs.locator("#sign-in").click();
    await enterPassword(theirs, person);
    await expect(theirs.locator("main")).toContainText("4711");
    await expectSoundInBothThemes(theirs, "consent-with-rules");
    await theirs.locator("#consent-allow").click();
    await expect(theirs.locator("#signed-in")).toBeVisible();
    await expect(theirs.locator("main")).toContainText("Viewer");
    await theirs.context().close();
  } finally {
    await demo.stop();
  }
});

test("an app for a group turns others away in words, and lets them in once they are in it", async ({
  page,
  office,
  browser,
}) => {
  const person = office.newcomer();
  office.appliance.command(["group", "add", "Treasurers"]);
  const demo = await Demo.start(office.appliance, "Vault");
  try {
    await administer(page, office, `apps/${demo.client.client_id}?tab=access`);
    await page.locator("input[name=who][value=groups]").check();
    await expect(page.locator("[data-notice=warn]")).toBeVisible();
    await page.locator("input[type=checkbox][value=Treasurers]").check();
    await press(page, "save-access");
    await expect(page.locator("[data-access=groups]")).toBeVisible();
    await page.locator("select[name=max_age_s]").selectOption("3600");
    await page.reload();
    await expect(page.locator("select[name=max_age_s]")).toHaveValue("3600");
    await expectSoundInBothThemes(page, "admin-app-access");
    await open(page, "groups");
    await expect(page.locator("tr[data-group=Treasurers]")).toContainText("Vault");

    const theirs = await (await browser.newContext()).newPage();
    await theirs.goto(demo.url);
    await theirs.locator("#sign-in").click();
    await enterPassword(theirs, person);
    await expect(theirs.locator("#error")).toContainText("Vault");
    await expect(theirs.locator("#error")).toContainText("Vault is for certain groups");
    await expectSoundInBothThemes(theirs, "not-for-you");
    await theirs.locator("#back-to-app").click();
    await expect(theirs).toHaveURL((url) => url.href.startsWith(demo.url));
    await theirs.goto(office.appliance.issuer);
    await expect(theirs.locator("main")).not.toContainText("Vault");
    office.appliance.command(["group", "add-user", "Treasurers", person.email]);
    await theirs.goto(demo.url);
    await theirs.locator("#sign-in").click();
    await theirs.locator("#consent-allow").click();
    await expect(theirs.locator("#signed-in")).toBeVisible();
    await theirs.context().close();
  } finally {
    await demo.stop();
  }
});

test("one file takes rules along and brings them back, and names what is wrong in it", async ({
  page,
  office,
}) => {
  await administer(page, office, "claims");
  const document = {
    claim_rules: [{ claim: "office", into: ["userinfo"], from: "constant", value: "Kestrel Row" }],
  };
  const send = async (content: string) =>
    page
      .locator("input[name=claims]")
      .setInputFiles({ name: "claims.json", mimeType: "application/json", buffer: Buffer.from(content) });
  await send(JSON.stringify(document));
  await expect(page.locator("[data-rule=office]")).toBeVisible();
  await send(JSON.stringify(document));
  await expect(page.locator("[data-claims-file] [data-notice=ok]")).toContainText("Nothing was changed");
  await send(JSON.stringify({ claim_rules: [{ claim: "sub", into: ["userinfo"], from: "groups" }] }));
  await expect(page.locator("[data-claims-file] [data-notice=bad]")).toContainText("claim_rules[0].claim");
  await send("{");
  await expect(page.locator("[data-claims-file] [data-notice=bad]")).toContainText("JSON");
  const exported = office.appliance.command(["claims", "export"]);
  expect(exported).toContain("Kestrel Row");
  office.appliance.command(["claims", "import", "-"], "claim_rules = []\n");
  await page.reload();
  await expect(page.locator("[data-rule]")).toHaveCount(0);
});
