/** Apps: added by the wizard, connected, changed; and somebody signs in to one that was. */
import { administer, open, press } from "../support/admin.ts";
import { openBrowser } from "../support/browser.ts";
import { Demo } from "../support/demo.ts";
import { expect, test } from "../support/office.ts";
import { freePort } from "../support/program.ts";
import { enterPassword, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

test("an app of the wizard lets people sign in, without asking them", async ({ page, office, browser }) => {
  const url = `http://localhost:${await freePort()}`;
  await administer(page, office, "apps");
  await expectSoundInBothThemes(page, "admin-apps");
  await press(page, "add");
  await press(page, "continue");
  await expect(page.locator(".field-error")).toHaveCount(2);
  await page.locator("[data-preset=grafana]").click();
  await page.locator("input[name=client_uri]").fill("https://meters.office.example");
  await expect(page.locator("input[name=redirect_uri]")).toHaveValue(
    "https://meters.office.example/login/generic_oauth",
  );
  await expectSoundInBothThemes(page, "admin-new-app");
  await page.locator("[data-preset=own]").click();
  await page.locator("input[name=client_name]").fill("Reading room");
  await page.locator("input[name=client_uri]").fill(url);
  await expect(page.locator("input[name=redirect_uri]")).toHaveValue(`${url}/callback`);
  await press(page, "continue");
  await expectSoundInBothThemes(page, "admin-new-app-consent");
  await press(page, "register");
  const client = {
    client_id: await page.locator("[data-client-id]").innerText(),
    client_secret: await page.locator("[data-client-secret]").innerText(),
  };
  await expectSoundInBothThemes(page, "admin-new-app-secret");
  const demo = await Demo.as(client, url, office.appliance);
  try {
    // The secret was read but not copied: it is asked first, also on the browser's way back.
    await page.goBack();
    await press(page, "stay");
    await expect(page.locator("[data-client-secret]")).toHaveText(client.client_secret);
    await press(page, "connect");
    await press(page, "leave");
    await expect(page.locator("[data-lines=runtime]")).toContainText(client.client_id);
    await expectSoundInBothThemes(page, "admin-connect");
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(url);
    await theirs.locator("#sign-in").click();
    await enterPassword(theirs, office.newcomer());
    await expect(theirs.locator("#signed-in")).toBeVisible();
    await context.close();
    await press(page, "check");
    await expect(page.locator("[data-check=used]")).toHaveAttribute("data-state", "ok");
  } finally {
    await demo.stop();
  }
});

test("an app's addresses are changed, its secret renewed, and it is taken away", async ({ page, office }) => {
  office.appliance.addClient("Archive", "https://archive.office.example");
  await administer(page, office, "apps");
  await page.locator("tr[data-app=Archive] a").click();
  await expectSoundInBothThemes(page, "admin-app");
  await page.locator("input[name=redirect_uri]").fill("not an address");
  await press(page, "save");
  await expect(page.locator(".field-error")).toBeVisible();
  await page.locator("input[name=redirect_uri]").fill("https://archive.office.example/other");
  await press(page, "save");
  await expect(page.locator("[data-toast]")).toContainText("Archive");
  await page.reload();
  await expect(page.locator("input[name=redirect_uri]")).toHaveValue("https://archive.office.example/other");
  // Where it is told of the end of a session, and that it has to know of which.
  const logout = page.locator("[data-logout]");
  await logout.locator("input[name=backchannel_logout_uri]").fill("https://archive.office.example/out");
  await logout.locator("input[name=backchannel_logout_session_required]").check();
  await logout.locator("[data-do=save]").click();
  await expect(page.locator("[data-toast]").last()).toContainText("Archive");
  await page.reload();
  await expect(logout.locator("input[name=backchannel_logout_session_required]")).toBeChecked();
  // What people see of it before they sign in.
  await page
    .locator("details", { has: page.locator("input[name=policy_uri]") })
    .locator("summary")
    .click();
  await page.locator("input[name=policy_uri]").fill("javascript:alert(1)");
  await press(page, "save");
  await expect(page.locator(".field-error")).toBeVisible();
  await page.locator("input[name=policy_uri]").fill("https://archive.office.example/privacy");
  await press(page, "save");
  await expect(page.locator(".field-error")).toHaveCount(0);
  await page.reload();
  await expect(page.locator("input[name=policy_uri]")).toHaveValue("https://archive.office.example/privacy");
  // Somebody else changes it meanwhile, in another window.
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator("input[name=client_name]").fill("Archive");
  await other.locator("input[name=client_uri]").fill("https://archive.office.example");
  await press(other, "save");
  await expect(other.locator("[data-toast]")).toBeVisible();
  await other.close();
  await page.locator("input[name=client_uri]").fill("https://elsewhere.office.example");
  await press(page, "save");
  await expect(page.locator("[data-notice=bad]")).toContainText("Somebody has changed this meanwhile");
  await page.reload();
  await expect(page.locator("input[name=client_uri]")).toHaveValue("https://archive.office.example");
  // What was not changed is still there.
  await expect(page.locator("main")).toContainText("offline_access");
  await press(page, "rotate");
  await press(page, "go");
  await expect(page.locator("[data-client-secret]")).toBeVisible();
  await press(page, "done");
  await press(page, "leave");
  await press(page, "disable");
  await press(page, "remove");
  await press(page, "go");
  await expect(page.locator("main[data-page=apps]")).toBeVisible();
  await expect(page.locator("tr[data-app=Archive]")).toHaveCount(0);
});

test("a group is added, demands a second step, and goes", async ({ page, office }) => {
  await administer(page, office);
  await open(page, "groups");
  await press(page, "add");
  await page.locator("input[name=name]").fill("Partners");
  await press(page, "save");
  const row = page.locator("tr[data-group=Partners]");
  await row.locator("select").selectOption("required");
  await expectSoundInBothThemes(page, "admin-groups");
  await page.reload();
  await expect(row.locator("select")).toHaveValue("required");
  await row.locator("[data-do=remove]").click();
  await press(page, "go");
  await expect(row).toHaveCount(0);
});

test("an address for returning is explained, and the right form is offered", async ({ page, office }) => {
  await administer(page, office, "apps/new");
  await page.locator("input[name=redirect_uri]").fill("http://files.office.example/callback#top");
  await expect(page.locator("[data-advice=redirect-fragment]")).toBeVisible();
  await page.locator("input[name=redirect_uri]").fill("http://files.office.example/callback");
  await expect(page.locator("[data-advice=redirect-plain-http]")).toBeVisible();
  await press(page, "take-advice");
  await expect(page.locator("input[name=redirect_uri]")).toHaveValue("https://files.office.example/callback");
  await expect(page.locator("[data-advice]")).toHaveCount(0);
});

test("an app is added by keyboard alone, and tested", async ({ page, office }) => {
  await administer(page, office, "apps");
  await tabTo(page, "[data-do=add]");
  await page.keyboard.press("Enter");
  await expect(page.locator("main[data-page=new-app]")).toBeFocused();
  await tabTo(page, "[data-preset=own] input");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await tabTo(page, "input[name=client_name]");
  await page.keyboard.type("Ledger");
  await tabTo(page, "input[name=client_uri]");
  await page.keyboard.type("https://ledger.office.example");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-step='1']")).toBeVisible();
  await tabTo(page, "[data-do=register]");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-client-secret]")).toBeVisible();
  await tabTo(page, "[data-do=test]");
  await page.keyboard.press("Enter");
  // The name leads nowhere: it is said, with the mend.
  await expect(page.locator("[data-check=resolves]")).toHaveAttribute("data-state", "fail");
  await expect(page.locator("[data-check=resolves]")).toContainText("Check the spelling");
  await tabTo(page, "input[name=who]");
  await page.keyboard.type("ada");
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-preview]")).toContainText("ada@office.example");
  await expectSoundInBothThemes(page, "admin-app-tested");
});

test("a well-known app gets the lines of its own manual", async ({ page, office }) => {
  const args = [
    "client",
    "add",
    "Meters",
    "--redirect-uri",
    "https://meters.office.example/login/generic_oauth",
  ];
  office.appliance.command([...args, "--json"]);
  await administer(page, office, "connect");
  await page.locator("select[name=app]").selectOption({ label: "Meters" });
  await expect(page.locator("[data-lines=itself]")).toContainText("GF_AUTH_GENERIC_OAUTH_CLIENT_ID");
  await expect(page.locator("[data-lines=itself]")).toContainText(office.appliance.issuer);
});

test("a machine that does not trust us is named as it knocks", async ({ page, office }) => {
  office.appliance.addClient("Archive", "https://archive.office.example");
  await administer(page, office, "connect");
  await expect(page.locator("[data-connection-check]")).toBeVisible();
  const other = await openBrowser(undefined);
  const theirs = await other.browser.newPage();
  await expect(theirs.goto(office.appliance.issuer)).rejects.toThrow(/ERR_CERT/);
  await other.close();
  const refused = page.locator("[data-knock=unknown_ca], [data-knock=certificate_refused]");
  await expect(refused.first()).toContainText("does not trust the CA yet");
  await expectSoundInBothThemes(page, "admin-connect-refused");
});
