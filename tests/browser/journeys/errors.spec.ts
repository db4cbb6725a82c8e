/** What goes wrong between an app and the server is explained, on the side that can mend it. */
import { Demo, type DemoOptions } from "../support/demo.ts";
import { type Office, expect, test } from "../support/office.ts";
import { enterPassword, expectSound } from "../support/steps.ts";

async function withDemo(
  office: Office,
  options: DemoOptions,
  act: (demo: Demo) => Promise<void>,
): Promise<void> {
  const demo = await Demo.start(office.appliance, "Wiki", options);
  try {
    await act(demo);
  } finally {
    await demo.stop();
  }
}

test("a wrong redirect address ends on our page, which shows both addresses", async ({ page, office }) => {
  await withDemo(office, { registeredUrl: "http://localhost:9" }, async (demo) => {
    await page.goto(demo.url);
    await page.locator("#sign-in").click();
    await expect(page).toHaveURL(new RegExp(`^${office.appliance.issuer}/`));
    await expect(page.getByRole("alert")).toBeVisible();
    await expect(page.locator("main")).toContainText(`${demo.url}/callback`);
    await expectSound(page, "wrong-redirect-uri");
    // Back at the app, the app says what to register.
    await page.goto(demo.url);
    await expect(page.locator("#redirect-uri")).toHaveText(`${demo.url}/callback`);
    await expectSound(page, "demo-waiting");
  });
});

test("an app that does not trust the office says how to mend that", async ({ page, office }) => {
  await withDemo(office, { withoutCa: true }, async (demo) => {
    await page.goto(`${demo.url}/login`);
    await expect(page.locator("#error[data-code=ca_not_trusted]")).toBeVisible();
    await expect(page.locator("main")).toContainText("donelogin ca export");
    await expectSound(page, "demo-not-trusted");
  });
});

test("an app with a wrong secret says so", async ({ page, office }) => {
  await withDemo(office, { secret: "not the secret" }, async (demo) => {
    await page.goto(demo.url);
    await page.locator("#sign-in").click();
    await enterPassword(page, office.newcomer());
    await page.locator("#consent-allow").click();
    await expect(page.locator("#error[data-code=invalid_client]")).toBeVisible();
    await expectSound(page, "demo-wrong-secret");
  });
});

test("an app that was told another issuer says which", async ({ page, office }) => {
  const other = office.appliance.issuer.replace("localhost", "127.0.0.1");
  await withDemo(office, { issuer: other }, async (demo) => {
    await page.goto(`${demo.url}/login`);
    await expect(page.locator("#error")).toBeVisible();
    await expect(page.locator("main")).toContainText(other);
    await expectSound(page, "demo-other-issuer");
  });
});

test("an answer is taken once", async ({ page, office }) => {
  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await enterPassword(page, office.newcomer());
  const answer = page.waitForRequest((request) => request.url().startsWith(`${office.demo.url}/callback`));
  await page.locator("#consent-allow").click();
  const url = (await answer).url();
  await expect(page.locator("#signed-in")).toBeVisible();
  await page.goto(url);
  await expect(page.locator("#error[data-code=state_mismatch]")).toBeVisible();
});
