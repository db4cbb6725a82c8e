/** Everything can be done without a mouse. */
import { expect, test } from "../support/office.ts";
import { tabTo } from "../support/steps.ts";

test("a clerk signs in and out by keyboard alone", async ({ page, office }) => {
  const person = office.newcomer();
  await page.goto(office.demo.url);
  await tabTo(page, "#sign-in");
  await page.keyboard.press("Enter");
  // The first field has the focus already.
  await expect(page.locator("#username")).toBeFocused();
  await page.keyboard.type(person.username);
  await tabTo(page, "#password");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page.locator("#consent-allow")).toBeVisible();
  await tabTo(page, "#consent-allow");
  await page.keyboard.press("Enter");
  await expect(page.locator("#signed-in")).toBeVisible();
  await tabTo(page, "#sign-out");
  await page.keyboard.press("Enter");
  await expect(page.locator("#signed-out").or(page.locator("#logout-yes"))).toBeVisible();
});

test("the first press of Tab offers to skip to the task", async ({ page, office }) => {
  await page.goto(`${office.appliance.issuer}/trust`);
  await page.keyboard.press("Tab");
  await expect(page.locator(".skip")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});
