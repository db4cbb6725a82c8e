/** The fixtures: an office with its people and a demo app, one a worker, and a browser that trusts it. */
import { test as base } from "@playwright/test";

import { Appliance, type Person } from "./appliance.ts";
import { openBrowser } from "./browser.ts";
import { Demo } from "./demo.ts";

export const ADA: Person = {
  name: "Ada Lovelace",
  email: "ada@office.example",
  username: "ada",
  password: "engine of analysis 1843",
};

let people = 0;

export class Office {
  private constructor(
    readonly appliance: Appliance,
    readonly demo: Demo,
    readonly ca: string,
  ) {}

  static async open(): Promise<Office> {
    const appliance = await Appliance.start();
    appliance.addUser(ADA, ["--admin"]);
    return new Office(appliance, await Demo.start(appliance, "Demo app"), appliance.exportCa());
  }

  /** Somebody who has not consented to anything yet, so that tests do not depend on each other. */
  newcomer(extra: string[] = []): Person {
    people += 1;
    const username = `clerk${people}`;
    const person = {
      name: `Grace Hopper ${people}`,
      email: `${username}@office.example`,
      username,
      password: "nanoseconds of wire",
    };
    this.appliance.addUser(person, extra);
    return person;
  }

  async close(): Promise<void> {
    await this.demo.stop();
    await this.appliance.stop();
  }
}

/** What most steps need of an office. */
export type Place = Pick<Office, "appliance">;

interface WorkerFixtures {
  office: Office;
}

export const test = base.extend<object, WorkerFixtures>({
  office: [
    async ({}, use) => {
      const office = await Office.open();
      await use(office);
      await office.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  // The built-in contexts and pages come from this browser, with whatever options a test uses.
  browser: [
    async ({ office }, use) => {
      const own = await openBrowser(office.ca);
      await use(own.browser);
      await own.close();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

export { expect } from "@playwright/test";
