/** Signing out reaches the other apps of the browser: it opens their addresses, and goes on by itself. */
import { Demo } from "../support/demo.ts";
import { expect, test } from "../support/office.ts";
import { freePort } from "../support/program.ts";
import { Return } from "../support/relying-party.ts";
import { signIn, signOut } from "../support/steps.ts";

test("front-channel logout: the app's address is opened unseen, and the browser returns to the app", async ({
  office,
  page,
}) => {
  const front = await Return.open();
  const url = `http://localhost:${await freePort()}`;
  // Such an address stands where people return to.
  const client = office.appliance.addClient("Wall", url, [
    "--redirect-uri",
    front.callback,
    "--frontchannel-logout-uri",
    `${front.base}/front?wall=1`,
  ]);
  const demo = await Demo.as(client, url, office.appliance);
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) refused.push(message.text());
  });
  await signIn(page, demo.url, office.newcomer());
  await signOut(page);
  expect(new URL((await front.next()).url).pathname).toBe("/front");
  expect(refused).toEqual([]);
  await demo.stop();
  front.close();
});
