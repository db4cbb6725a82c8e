/** Mail: links handed over without a mail server, a server that comes, refuses and comes back, and letters as people see them. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { administer, open, press } from "../support/admin.ts";
import { expect, setMail, test } from "../support/post.ts";
import { expectSoundInBothThemes, screenshot } from "../support/steps.ts";

/** What holds for a letter, which is no page: it has no landmarks. */
async function expectLetterSound(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0);
    const axe = new AxeBuilder({ page }).disableRules(["region", "landmark-one-main"]);
    const { violations } = await axe.analyze();
    expect(violations.map((rule) => `${rule.id}: ${rule.help}`)).toEqual([]);
  }
}

test("an office hands links over, then mail takes over, and what is refused is looked at", async ({
  page,
  post,
  context,
}) => {
  test.setTimeout(240_000);
  const { mail, office } = post;
  const { appliance } = office;
  appliance.command(["settings", "set", "office.name", "Kestrel Row"]);
  await administer(page, office, "mail");
  await expect(page.locator("[data-empty]")).toBeVisible();
  await expect(page.locator("[data-stopped=settings]")).toBeVisible();
  await expectSoundInBothThemes(page, "admin-mail-empty");

  // Nobody sends: the link is shown, and works.
  appliance.command(["user", "add", "jonas@office.example", "--name", "Jonas Weidmann"]);
  const row = page.locator("tr[data-kind=invite]");
  await expect(row).toContainText("Jonas Weidmann");
  await press(page, "reveal");
  const dialog = page.locator("[data-dialog=link]");
  const link = await dialog.locator("[data-once-link]").innerText();
  expect(link).toContain(`${appliance.issuer}/invite/`);
  await expect(dialog.locator("svg[role=img]")).toBeVisible();
  await expectSoundInBothThemes(page, "admin-mail-link");
  await press(page, "done");
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator("h1")).toBeVisible();
  await other.close();

  // Mail is set: what waited goes by itself, and leaves the page.
  setMail(post);
  await expect(row).toHaveCount(0);
  await expect(page.locator("[data-stopped]")).toHaveCount(0);
  await expect.poll(() => mail.received.length).toBe(1);
  expect(mail.received[0]?.mail.text).toContain(link);

  // One address is refused for good; then the server is gone.
  mail.refuses = "gone@";
  appliance.command(["user", "add", "gone@office.example", "--name", "Nobody"]);
  await expect(page.locator("tr[data-state=given_up]")).toContainText("550");
  await mail.stop();
  appliance.command(["user", "add", "noor@office.example", "--name", "Noor Haddad"]);
  await expect(page.locator("[data-stopped=connect]")).toBeVisible();
  await expectSoundInBothThemes(page, "admin-mail-stopped");
  await page.setViewportSize({ width: 360, height: 800 });
  await expectSoundInBothThemes(page, "admin-mail-stopped-small");
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, "overview");
  await expect(page.locator("[data-health=mail]")).toHaveAttribute("data-state", "fail");
  await page.locator("[data-health=mail] a").click();

  // It comes back, and somebody need not wait; what is refused is discarded.
  await mail.start();
  mail.refuses = "";
  await page.locator("tr[data-state=given_up] [data-do=discard]").click();
  await press(page, "keep");
  await expect(page.locator("tr[data-state=given_up]")).toHaveCount(1);
  await page.locator("tr[data-state=given_up] [data-do=discard]").click();
  await press(page, "go");
  await expect(page.locator("tr[data-state=given_up]")).toHaveCount(0);
  await press(page, "retry-all");
  await expect
    .poll(() => mail.received.map(({ to }) => to))
    .toEqual(["jonas@office.example", "noor@office.example"]);
  await expect(page.locator("[data-empty]")).toBeVisible();
});

test("a letter can be read in both themes, on a phone and by everybody", async ({ page, post }) => {
  test.setTimeout(120_000);
  const { mail, office } = post;
  const { appliance } = office;
  if (mail.url.endsWith(":0")) throw new Error("the mail server does not listen");
  setMail(post);
  for (const language of ["en", "de"]) {
    appliance.command(["settings", "set", "office.language", language]);
    const before = mail.received.length;
    appliance.command(["user", "add", `reader-${language}@office.example`, "--name", "Mira Sørensen"]);
    await expect.poll(() => mail.received.length).toBe(before + 1);
    const letter = mail.received.at(-1)?.mail;
    expect(letter?.headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
    await page.setContent(letter?.html ?? "");
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expect(page.locator("a")).toHaveCount(1);
    for (const width of [720, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectLetterSound(page, `letter-${language}-${width}`);
    }
  }
});
