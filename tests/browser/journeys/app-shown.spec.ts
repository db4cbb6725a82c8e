/** What an app shows of itself before somebody signs in: its picture, what it does with data, its terms. */
import { readFileSync } from "node:fs";
import { type Server, createServer } from "node:http";

import { type Page } from "@playwright/test";

import { expect, test } from "../support/office.ts";
import type { Office } from "../support/office.ts";
import { freePort, project } from "../support/program.ts";
import { expectSoundWideAndSmall } from "../support/steps.ts";

/** A server of the app's with a picture, and with something that calls itself one. */
async function serve(): Promise<{ url: string; server: Server }> {
  const picture = readFileSync(project("ui/phone/public/icon-192.png"));
  const server = createServer((asked, answer) => {
    if (asked.url === "/logo.png") answer.writeHead(200, { "content-type": "image/png" }).end(picture);
    else
      answer.writeHead(200, { "content-type": "image/svg+xml" }).end("<svg><script>alert(1)</script></svg>");
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { url: `http://localhost:${port}`, server };
}

async function openSignIn(page: Page, { appliance }: Office, id: string, logo: string): Promise<void> {
  const app = {
    client_id: id,
    client_name: "Planner",
    client_secret: "a secret of more than thirty-two characters",
    redirect_uris: ["https://planner.office.example/cb"],
    logo_uri: logo,
    policy_uri: "https://planner.office.example/privacy",
    tos_uri: "https://planner.office.example/terms",
  };
  appliance.command(["client", "import", "-"], JSON.stringify([app]));
  const back = encodeURIComponent("https://planner.office.example/cb");
  const asked = `client_id=${id}&redirect_uri=${back}&response_type=code&scope=openid`;
  await page.goto(`${appliance.issuer}/oauth2/authorize?${asked}`);
  await expect(page.locator("#username")).toBeVisible();
}

test("the picture comes from the office's server, the links lead to the app", async ({ page, office }) => {
  const { url, server } = await serve();
  const hosts = new Set<string>();
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  try {
    await openSignIn(page, office, "planner", `${url}/logo.png`);
    const picture = page.locator(".app-sign img");
    await expect(picture).toBeVisible();
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(132);
    for (const path of ["privacy", "terms"]) {
      await expect(page.locator(`a[href="https://planner.office.example/${path}"]`)).toBeVisible();
    }
    await expectSoundWideAndSmall(page, "sign-in-with-picture");
    expect([...hosts]).toEqual([office.appliance.issuer]);
  } finally {
    server.close();
  }
});

test("what is no picture leaves the sign of an app in sight, and runs nothing", async ({ page, office }) => {
  const { url, server } = await serve();
  try {
    await openSignIn(page, office, "sketch", `${url}/logo.svg`);
    await expect(page.locator(".app-sign .icon")).toBeVisible();
    await expectSoundWideAndSmall(page, "sign-in-without-picture");
  } finally {
    server.close();
  }
});
