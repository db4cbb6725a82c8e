/** Every page of the administration, light and dark, in each language, at four widths: into target/admin-shots. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { type Page, expect } from "@playwright/test";

import { administer } from "../support/admin.ts";
import { test as atMachine } from "../support/at-machine.ts";
import { type Office, test } from "../support/office.ts";
import { target } from "../support/program.ts";

const WIDTHS = [1440, 1000, 700, 390];
const SHOTS = join(target(), "admin-shots");
const LANGUAGES = [
  ["en", "en-GB"],
  ["de", "de-DE"],
  ["es", "es-ES"],
  ["fr", "fr-FR"],
  ["ja", "ja-JP"],
  ["vi", "vi-VN"],
] as const;
const NAMES = [
  "Aiko Morisame",
  "Colette Marchaume",
  "Elif Dorukan",
  "Greta Ostervald",
  "Hanna Kirschgrund",
  "Jonas Brackwede",
  "Linh Tranova",
  "Mira Vantongel",
  "Noah Penhallick",
  "Pavel Zerovski",
  "Samuel Okonwe",
  "Tomás Arrabelo",
];

async function take(page: Page, name: string, tag: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      const path = join(SHOTS, `${name}-${tag}-${width}-${theme}.png`);
      await page.screenshot({ path, fullPage: true, animations: "disabled" });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

/** The people and apps of the design's pictures. */
function furnish(office: Office): string {
  const { appliance } = office;
  for (const group of ["Design", "Site", "Partners"]) appliance.command(["group", "add", group]);
  const people = NAMES.map((name, index) => {
    const email = `${(name.split(" ")[0] ?? "").toLowerCase().normalize("NFD").replace(/\W/g, "")}@kestrelrow.example`;
    const password = index % 4 === 1 ? {} : { password: "a few words in a row" };
    return { name, email, groups: index % 2 === 0 ? ["Design"] : ["Site", "Partners"], ...password };
  });
  appliance.command(["user", "import", "-"], JSON.stringify(people));
  appliance.command(["settings", "set", "office.name", "Kestrel Row Architects"]);
  const meters = ["--redirect-uri", "https://meters.kestrelrow.example/login/generic_oauth"];
  appliance.command(["client", "add", "Meters", ...meters, "--json"]);
  appliance.addClient("Files", "https://files.kestrelrow.example");
  return "jonas@kestrelrow.example";
}

test("every page", async ({ office, browser }) => {
  mkdirSync(SHOTS, { recursive: true });
  const person = furnish(office);
  for (const [tag, locale] of LANGUAGES) {
    const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await administer(page, office);
    const open = async (path: string, name: string): Promise<void> => {
      await page.goto(`${office.appliance.issuer}/admin/${path}`);
      await expect(page.locator("main[data-page] h1")).toBeVisible();
      await expect(page.locator(".skeleton")).toHaveCount(0);
      await take(page, name, tag);
    };
    for (const area of [
      "people",
      "groups",
      "apps",
      "apps/new",
      "connect",
      "activity",
      "certificates",
      "settings",
      "about",
    ]) {
      await open(area, area.replace("/", "-"));
    }
    await open("", "overview");
    await page.goto(`${office.appliance.issuer}/admin/people`);
    await page.locator("input[name=search]").fill(person);
    await expect(page.locator("tbody tr[data-person]")).toHaveCount(1);
    await page.locator("[data-person] a.row-link").click();
    await page.locator("[data-do=link]").click();
    await expect(page.locator("[data-link-panel][data-state=offered]")).toBeVisible();
    await take(page, "person", tag);
    await page.goto(`${office.appliance.issuer}/admin/activity`);
    await page.locator("tr[data-event] button").first().click();
    await take(page, "activity-detail", tag);
    await page.goto(`${office.appliance.issuer}/admin/apps`);
    await page.locator("tr[data-app=Files] a").click();
    await expect(page.locator("[data-test-app]")).toBeVisible();
    await take(page, "app", tag);
    await context.close();
  }
});

for (const [tag, locale] of LANGUAGES) {
  atMachine.describe(`the first run in ${tag}`, () => {
    atMachine.use({ locale });
    atMachine("each step", async ({ window: page, machine }) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.goto(`${machine.address}/admin/`);
      await page.locator("input[name=office_name]").fill("Kestrel Row Architects");
      await take(page, "first-run-1", tag);
      await page.locator("[data-do=continue]").click();
      await expect(page.locator("[data-name-check]")).not.toHaveAttribute("data-name-check", "looking");
      await take(page, "first-run-2", tag);
      await page.locator("[data-do=continue]").click();
      await page.locator("input[name=name]").fill("Hanna Kirschgrund");
      await page.locator("input[name=email]").fill("hanna@kestrelrow.example");
      await page.locator("input[name=password]").fill("a few words in a row");
      await take(page, "first-run-3", tag);
      await page.locator("[data-do=continue]").click();
      await expect(page.locator("[data-store]").first()).toBeVisible();
      await take(page, "first-run-4", tag);
      await page.locator("main [data-do=continue]").click();
      await expect(page.locator("[data-link-panel][data-state=offered]")).toBeVisible();
      await take(page, "first-run-5", tag);
    });
  });
}
