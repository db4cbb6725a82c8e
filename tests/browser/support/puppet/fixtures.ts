/** Beside the office: a new phone for one test, and one that is linked and open for all tests of a worker. */
import type { Person } from "../appliance.ts";
import { test as base } from "../office.ts";
import { Handset } from "./handset.ts";
import { newcomerWith } from "./steps.ts";

export interface Owner {
  person: Person;
  handset: Handset;
}

export const test = base.extend<{ handset: Handset }, { owner: Owner }>({
  handset: async ({ office }, use) => {
    const handset = await Handset.open({ ca: office.ca });
    await use(handset);
    await handset.close();
  },
  owner: [
    async ({ browser, office }, use) => {
      const handset = await Handset.open({ ca: office.ca });
      const context = await browser.newContext();
      const person = await newcomerWith(await context.newPage(), office, handset);
      await context.close();
      await use({ person, handset });
      await handset.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

export { expect } from "../office.ts";
