/** Tokens of the admin API: made for one purpose, shown once, used by a program, taken away. */
import { administer, press } from "../support/admin.ts";
import { administerBy, refusalOf } from "../support/api.ts";
import { expect, test } from "../support/office.ts";
import { expectSoundWideAndSmall, expectSoundInBothThemes, tabTo } from "../support/steps.ts";

test("a token opens what was chosen, as long as it is there", async ({ page, office }) => {
  test.setTimeout(480_000);
  await administer(page, office, "settings");
  await page.locator("[data-do=tokens]").click();
  await expect(page.locator("main[data-page=tokens] [data-empty]")).toBeVisible();
  await expectSoundWideAndSmall(page, "tokens-empty");

  await press(page, "new-token");
  const dialog = page.locator("[data-dialog=new-token]");
  await expectSoundWideAndSmall(page, "tokens-new");
  await press(page, "save");
  await expect(dialog.locator(".field-error")).toContainText("1 to 60 letters");
  await dialog.locator("input[name=name]").fill("Nightly list");
  await press(page, "save");
  await expect(dialog.getByRole("alert")).toContainText("Choose what the token opens");
  await expectSoundInBothThemes(page, "tokens-new-wrong");
  await dialog.locator("input[value='users:read']").check();
  await dialog.locator("input[value='groups:write']").check();
  await press(page, "save");
  const token = await dialog.locator("[data-token-plain]").innerText();
  await expectSoundWideAndSmall(page, "tokens-made");
  await press(page, "done");

  // It was shown that once.
  const row = page.locator("[data-token='Nightly list']");
  await expect(row).toContainText("Never used");
  await page.reload();
  await expect(row).toContainText("users:read");
  expect(await page.content()).not.toContain(token);

  const by = (method: string, path: string, body?: object) => administerBy(office, token, method, path, body);
  expect((await by("GET", "/users")).status).toBe(200);
  expect((await by("POST", "/groups", { name: "Night shift" })).status).toBe(201);
  for (const [method, path, body] of [
    ["GET", "/settings", undefined],
    ["GET", "/audit", undefined],
    ["POST", "/users", { email: "nobody@office.example", name: "Nobody" }],
    // What no token opens: another token, and what only a person does.
    ["GET", "/tokens", undefined],
    ["POST", "/tokens", { name: "More", scopes: ["users:manage"] }],
    ["GET", "/me", undefined],
  ] as const) {
    expect(refusalOf(await by(method, path, body)), `${method} ${path}`).toBe("403 scope");
  }
  expect(refusalOf(await administerBy(office, `${token}x`, "GET", "/users"))).toBe("401 bad_token");

  await page.reload();
  await expect(row).toContainText("Last used");
  await expectSoundWideAndSmall(page, "tokens-list");
  await row.locator("[data-do=take]").click();
  await expect(page.locator("dialog [data-do=keep]")).toBeFocused();
  await expectSoundWideAndSmall(page, "tokens-take");
  await press(page, "keep");
  expect((await by("GET", "/users")).status).toBe(200);
  await row.locator("[data-do=take]").click();
  await press(page, "go");
  await expect(row).toHaveCount(0);
  const refused = await by("GET", "/users");
  expect(refusalOf(refused)).toBe("401 bad_token");
  expect(refused.headers["www-authenticate"]).toContain("invalid_token");
});

test("a token is made by keyboard alone, and ends with its maker's right", async ({ page, office }) => {
  const person = office.newcomer(["--admin"]);
  await page.goto(`${office.appliance.issuer}/admin/tokens`);
  await page.locator("#username").fill(person.username);
  await page.locator("#password").fill(person.password);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-do=new-token]")).toBeVisible();
  await tabTo(page, "[data-do=new-token]");
  await page.keyboard.press("Enter");
  await tabTo(page, "input[name=name]");
  await page.keyboard.type("Reader");
  await tabTo(page, "input[value='users:read']");
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  const token = await page.locator("[data-token-plain]").innerText();
  expect((await administerBy(office, token, "GET", "/users")).status).toBe(200);
  office.appliance.command(["user", "role", person.username, "member"]);
  expect(refusalOf(await administerBy(office, token, "GET", "/users"))).toBe("401 bad_token");
});
