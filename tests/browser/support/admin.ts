/** What an administrator does in the app under `/admin/`. */
import type { Page } from "@playwright/test";

import { ADA, type Place, expect } from "./office.ts";
import { enterPassword } from "./steps.ts";

/** Signs in as the administrator and opens a page of the app. */
export async function administer(page: Page, office: Place, path = ""): Promise<void> {
  await page.goto(`${office.appliance.issuer}/admin/${path}`);
  await enterPassword(page, ADA);
  await expect(page.locator("main[data-page]")).toBeVisible();
}

/** Goes to a part of the app by its navigation. */
export async function open(page: Page, area: string): Promise<void> {
  await page.locator(`[data-nav=${area}]`).click();
  await expect(page.locator(`main[data-page=${area}]`)).toBeVisible();
}

/** Searches the list of people and opens the only one who is found. */
export async function openPerson(page: Page, username: string): Promise<void> {
  await open(page, "people");
  await page.locator("input[name=search]").fill(username);
  await expect(page.locator("tbody tr[data-person]")).toHaveCount(1);
  await page.locator(`tr[data-person="${username}"] a.row-link`).click();
  await expect(page.locator("main[data-page=person] h1")).toBeVisible();
}

/** Presses a button by what it does. */
export async function press(page: Page, deed: string): Promise<void> {
  await page.locator(`[data-do=${deed}]`).first().click();
}
