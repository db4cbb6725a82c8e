/** An office with a mail server beside it, one a worker: whether mail goes is the whole office's, so nobody else shares it. */
import { expect, test as base } from "@playwright/test";

import { Appliance } from "./appliance.ts";
import { openBrowser } from "./browser.ts";
import { MailServer, type Received } from "./mail-server.ts";
import { ADA, type Place } from "./office.ts";

export interface Post {
  mail: MailServer;
  office: Place;
}

interface WorkerFixtures {
  post: Post;
}

export const test = base.extend<object, WorkerFixtures>({
  post: [
    async ({}, use) => {
      const mail = MailServer.make();
      await mail.start();
      const appliance = await Appliance.start({ DONELOGIN_NET_EXTRA_CA_FILE: mail.ca });
      appliance.addUser(ADA, ["--admin"]);
      await use({ mail, office: { appliance } });
      await appliance.stop();
      await mail.stop();
      mail.remove();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  browser: [
    async ({ post }, use) => {
      const own = await openBrowser(post.office.appliance.exportCa());
      await use(own.browser);
      await own.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

/** Lets the office send. */
export function setMail({ mail, office }: Post): void {
  office.appliance.command(["settings", "set", "smtp.from", "sign-in@office.example"]);
  office.appliance.command(["settings", "set", "smtp.url", mail.url]);
}

/** The newest letter to an address with a link of this kind, and the link; waits until it comes. */
export async function linkFrom({ mail, office }: Post, to: string, path: string): Promise<string> {
  const start = `${office.appliance.issuer}${path}`;
  const links = (one: Received) =>
    one.to === to ? (one.mail.text ?? "").split(/\s/).filter((word) => word.startsWith(start)) : [];
  await expect.poll(() => mail.received.flatMap(links).length, `a letter to ${to}`).toBeGreaterThan(0);
  return mail.received.flatMap(links).at(-1) ?? "";
}

/** Waits until a letter with such a subject came to this address. */
export async function expectLetter({ mail }: Post, to: string, subject: RegExp): Promise<void> {
  const subjects = () => mail.received.filter((one) => one.to === to).map((one) => one.mail.subject ?? "");
  await expect.poll(() => subjects().some((text) => subject.test(text)), { timeout: 30_000 }).toBe(true);
}

export { expect };
