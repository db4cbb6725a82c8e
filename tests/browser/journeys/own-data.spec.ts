/** What apps are told of what people wrote about themselves, what they take along, and what is left after they leave. */
import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { type Office, expect, test } from "../support/office.ts";
import { Phone } from "../support/phone.ts";
import { beginLink, enter, shownCodes, typeDigits } from "../support/second-step.ts";
import { enterPassword, expectSoundWideAndSmall, signIn } from "../support/steps.ts";

/** A red square of eight pixels, as PNG. */
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEUlEQVR42mM4ISeHFTEMLQkAkL9BAc9woTwAAAAASUVORK5CYII=",
  "base64",
);
/** A comment of ours behind the start of a JPEG: it must not come out again. */
const SECRET = "taken at 52.5200 N 13.4050 E";

/** The file that somebody takes along. */
async function takeAlong(page: Page, office: Office): Promise<string> {
  await page.goto(`${office.appliance.issuer}/account/data`);
  const file = page.waitForEvent("download");
  await page.locator("#export").click();
  return readFileSync(await (await file).path(), "utf8");
}

test("what stands in the profile arrives at an app, the picture made anew", async ({ page, office }) => {
  test.setTimeout(480_000);
  const person = office.newcomer();
  await enter(page, office, person);
  await page.goto(`${office.appliance.issuer}/account/profile/edit`);
  await page.locator("#nickname").fill("Amazing Grace");
  await page.locator("#birthdate").fill("1906-12-09");
  await page.locator("#zoneinfo").selectOption("America/New_York");
  await page.locator("#submit").click();

  // The browser makes a JPEG of the PNG; something is written into it that nobody else shall read.
  const jpeg = await page.evaluate(
    async (png) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(png)]));
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [32, 48];
      canvas.getContext("2d")?.drawImage(image, 0, 0, 32, 48);
      return canvas.toDataURL("image/jpeg").split(",")[1] ?? "";
    },
    [...PNG],
  );
  const plain = Buffer.from(jpeg, "base64");
  const comment = Buffer.from(SECRET);
  const size = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  const buffer = Buffer.concat([plain.subarray(0, 2), size, comment, plain.subarray(2)]);
  await page.locator("#picture").setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer });
  await page.locator("#picture-submit").click();
  await expect(page.getByRole("status")).toContainText("This is your picture now");
  await expectSoundWideAndSmall(page, "own-data-profile");
  const kept = await page.locator("img.portrait").evaluate(async (image: HTMLImageElement) => {
    const answer = await fetch(image.src);
    const bytes = [...new Uint8Array(await answer.arrayBuffer())];
    return { type: answer.headers.get("content-type"), bytes };
  });
  expect(kept.type).toBe("image/jpeg");
  const bytes = Buffer.from(kept.bytes);
  expect(bytes.includes(SECRET)).toBe(false);
  expect(bytes.equals(buffer)).toBe(false);

  for (const [name, content] of [
    ["drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"],
    ["page.png", "<!doctype html><script>1</script>"],
    ["cut.png", PNG.subarray(0, 40).toString("latin1")],
  ] as const) {
    const file = { name, mimeType: "image/png", buffer: Buffer.from(content, "latin1") };
    await page.locator("#picture").setInputFiles(file);
    await page.locator("#picture-submit").click();
    await expect(page.getByRole("alert"), name).toContainText("no picture that we can read");
  }
  await expectSoundWideAndSmall(page, "own-data-picture-wrong");

  await page.goto(office.demo.url);
  await page.locator("#sign-in").click();
  await page.locator("#consent-allow").click();
  const told = page.locator("#userinfo");
  for (const value of ["Amazing Grace", "1906-12-09", "America/New_York", person.email, "/picture"]) {
    await expect(told).toContainText(value);
  }
});

test("the file tells of phones and codes, and gives none of them away", async ({ page, office }) => {
  const phone = await Phone.unpack(office.ca);
  await enter(page, office, office.newcomer());
  const digits = await phone.scan(await beginLink(page, office));
  await expect(page.locator("[data-state=claimed]")).toBeVisible();
  await typeDigits(page, digits);
  const codes = await shownCodes(page);
  await page.locator("#continue").click();
  const text = await takeAlong(page, office);
  const { second_step: step } = JSON.parse(text) as {
    second_step: { phones: { name: string }[]; recovery_codes_left: number };
  };
  expect(step.phones.map(({ name }) => name)).toEqual([phone.name]);
  expect(step.recovery_codes_left).toBe(10);
  for (const code of codes) expect(text).not.toContain(code);
});

test("whoever left is gone: from the sign-in, from apps, from the people of the office", async ({
  page,
  office,
}) => {
  const person = office.newcomer();
  await signIn(page, office.demo.url, person);
  const text = await takeAlong(page, office);
  const data = JSON.parse(text) as Record<string, unknown> & {
    profile: Record<string, unknown>;
    apps: { name: string }[];
    sessions: { this_browser: boolean }[];
    activity: { event: string }[];
  };
  expect(data.made_by).toBe(office.appliance.issuer);
  expect(data.profile).toMatchObject({ email: person.email, username: person.username, role: "member" });
  expect(data.apps.map(({ name }) => name)).toEqual(["Demo app"]);
  expect(data.sessions.filter((one) => one.this_browser)).toHaveLength(1);
  expect(data.activity.map(({ event }) => event)).toContain("authorization.issued");
  expect(text).not.toMatch(/argon2|"hash"|"secret"|"password"/);

  await page.goto(`${office.appliance.issuer}/account/delete`);
  await page.locator("#username").fill(person.username);
  await page.locator("#submit").click();
  await expect(page.locator("h1")).toHaveText("Your account is deleted");
  await expectSoundWideAndSmall(page, "own-data-deleted");
  await page.goto(`${office.appliance.issuer}/login`);
  await enterPassword(page, person);
  await expect(page.getByRole("alert")).toBeVisible();
  await page.goto(office.demo.url);
  await page.locator("#refresh").click();
  await expect(page.locator("#error[data-code=invalid_grant]")).toBeVisible();
  expect(() => office.appliance.command(["user", "show", person.username])).toThrow();
});
