/** What people read in the letters that the office's mail server took. */
import { expect } from "@playwright/test";

import type { MailServer } from "./mail-server.ts";

/** The newest link of this kind (`invite`, `reset`, `email/new`) that was sent to this address, once it is there. */
export async function linkTo(mail: MailServer, to: string, kind: string): Promise<string> {
  const links = () =>
    mail.received
      .filter((one) => one.to === to)
      .flatMap((one) => one.mail.text?.match(new RegExp(`https://\\S+/${kind}/[\\w-]+`)) ?? []);
  await expect.poll(links, { timeout: 30_000 }).not.toHaveLength(0);
  return links().at(-1) ?? "";
}

/** Whether a letter with these words in its subject came to this address. */
export async function expectLetter(mail: MailServer, to: string, subject: RegExp): Promise<void> {
  const subjects = () => mail.received.filter((one) => one.to === to).map((one) => one.mail.subject ?? "");
  await expect.poll(() => subjects().some((text) => subject.test(text)), { timeout: 30_000 }).toBe(true);
}
