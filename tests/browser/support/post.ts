/** An office with a mail server beside it, one a worker: whether mail goes is the whole office's, so nobody else shares it. */
import { test as base } from "@playwright/test";

import { Appliance } from "./appliance.ts";
import { openBrowser } from "./browser.ts";
import { MailServer } from "./mail-server.ts";
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

export { expect } from "@playwright/test";
