/** Who decides in which language the server speaks: the browser, over it the person's choice, over it the app's wish, over it a choice for this very request. And room for long words. */
import { type Page, expect } from "@playwright/test";

import { administer, open } from "../support/admin.ts";
import { type Office, test } from "../support/office.ts";
import { lengthen } from "../support/pseudo.ts";
import { enter } from "../support/second-step.ts";
import { expectFits, expectSoundInBothThemes } from "../support/steps.ts";

const TITLES = {
  de: "Anmelden",
  en: "Sign in",
  es: "Iniciar sesión",
  fr: "Connexion",
  ja: "サインイン",
  vi: "Đăng nhập",
};
/** The narrowest phone that is looked after, and a desktop. */
const WIDTHS = [320, 1280];

/** From the app to the sign-in page; `wish` is the app's `ui_locales`. */
async function comeFromApp(page: Page, office: Office, wish?: string): Promise<void> {
  await page.goto(office.demo.url);
  const asked = page.waitForRequest(/oauth2\/authorize/);
  await page.locator("#sign-in").click();
  const address = new URL((await asked).url());
  if (wish === undefined) return;
  address.searchParams.set("ui_locales", wish);
  await page.goto(address.href);
}

async function expectSpoken(page: Page, tag: keyof typeof TITLES): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", tag);
  await expect(page.locator("h1")).toHaveText(TITLES[tag]);
}

async function choose(page: Page, tag: string): Promise<void> {
  await page.locator(".languages summary").click();
  await page.locator(`.languages button[value=${tag}]`).click();
}

test.describe("in a browser that asks for French", () => {
  test.use({ locale: "fr-CA" });

  test("pages speak French, the app's wish wins over the browser, a choice for the request over both", async ({
    page,
    office,
  }) => {
    await comeFromApp(page, office);
    await expectSpoken(page, "fr");
    await comeFromApp(page, office, "xx ja-JP");
    await expectSpoken(page, "ja");
    await choose(page, "es");
    await expectSpoken(page, "es");
    // The choice was made for that request: another one says its wish anew, and where it says none the choice holds.
    await comeFromApp(page, office, "ja");
    await expectSpoken(page, "ja");
    await comeFromApp(page, office);
    await expectSpoken(page, "es");
    await page.goto(`${office.appliance.issuer}/trust`);
    await expect(page.locator("html")).toHaveAttribute("lang", "es");
  });

  test("one choice holds for pages and apps, and only its words are fetched", async ({ page, office }) => {
    const { issuer } = office.appliance;
    const fetched: string[] = [];
    page.on("request", (request) => {
      const tag = /assets\/words-(\w+)\./.exec(request.url())?.[1];
      if (tag !== undefined) fetched.push(tag);
    });
    await page.goto(`${issuer}/phone/`);
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    expect(new Set(fetched)).toEqual(new Set(["fr"]));
    fetched.length = 0;
    await page.locator("select[name=language]").selectOption("vi");
    await expect(page.locator("html")).toHaveAttribute("lang", "vi");
    expect(new Set(fetched)).toEqual(new Set(["vi"]));
    await administer(page, office);
    await expect(page.locator("html")).toHaveAttribute("lang", "vi");
    await open(page, "settings");
    await page.locator("[data-subject=languages] select").selectOption("de");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await page.goto(`${issuer}/account`);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
  });
});

for (const tag of ["es", "fr", "ja", "vi"] as const) {
  test.describe(`in ${tag}`, () => {
    test.use({ locale: tag });

    test("nothing is cut, in both themes, on a phone and on a desktop", async ({ page, office }) => {
      test.slow();
      const { issuer } = office.appliance;
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await comeFromApp(page, office);
        await expectSpoken(page, tag);
        await expectSoundInBothThemes(page, `sign-in-${tag}-${width}`);
        await page.goto(`${issuer}/trust`);
        await expectSoundInBothThemes(page, `trust-${tag}-${width}`);
        await page.goto(`${issuer}/phone/`);
        await expect(page.locator("[data-screen=empty]")).toBeVisible();
        await expectSoundInBothThemes(page, `phone-empty-${tag}-${width}`);
      }
      await enter(page, office, office.newcomer());
      await page.waitForURL(`${issuer}/`);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        for (const path of ["", "account/sessions", "account/devices", "account/devices/link"]) {
          await page.goto(`${issuer}/${path}`);
          await expectSoundInBothThemes(page, `home-${path.replaceAll("/", "-")}-${tag}-${width}`);
        }
      }
    });

    test("the administration fits, wide and small", async ({ page, office }) => {
      test.slow();
      await administer(page, office);
      for (const [width, height] of [
        [1280, 800],
        [880, 600],
      ] as const) {
        await page.setViewportSize({ width, height });
        for (const area of ["overview", "people", "apps", "activity", "settings"]) {
          await open(page, area);
          await expect(page.locator(".skeleton")).toHaveCount(0);
          await expectFits(page, `admin-${area}-${tag}-${width}`);
        }
      }
    });
  });
}

test("words that need two fifths more room find it", async ({ page, office }) => {
  test.slow();
  const { issuer } = office.appliance;
  const look = async (name: string) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await expectFits(page, `${name}-pseudo-${width}`);
    }
  };
  for (const path of ["login", "reset", "trust", "no-such-page", "phone/"]) {
    await page.goto(`${issuer}/${path}`);
    await expect(page.locator("h1")).toBeVisible();
    await lengthen(page);
    await look(path.replaceAll("/", ""));
  }
  await enter(page, office, office.newcomer());
  await page.waitForURL(`${issuer}/`);
  for (const path of [
    "",
    "/profile",
    "/sessions",
    "/apps",
    "/devices",
    "/devices/link",
    "/authenticator",
    "/recovery-codes",
  ]) {
    await page.goto(`${issuer}/account${path}`);
    await lengthen(page);
    await look(`account${path.replaceAll("/", "-")}`);
  }
});
