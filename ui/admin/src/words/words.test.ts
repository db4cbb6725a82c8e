/** Every language has every message with the same arguments; every message is used, and every used one is there. */
import { describe, expect, it } from "vitest";

import {
  expectCalled,
  expectLanguages,
  messagesOf,
  sourcesOf,
  wordsIn,
} from "@donelogin/kit/testing/catalogue.ts";

import { LANGUAGES } from "./words.ts";

const FILE = "admin.ftl";
const SOURCE = new URL("../", import.meta.url).pathname;

const english = messagesOf("en", FILE);
/** Put together from a part that the server or a choice names. */
const MADE = [
  /^(actor|choice|event|health|preset|scope|setting|subject|tries|wait)-/,
  /^first-run-(office|address|you|trust|phone|(host|your-name|email|password)-[a-z-]+)$/,
  /^(store|trust|check|knock|hue|mail-step|mail-cause|name|outbox-kind)-/,
  /^import-(email|username|not)-[a-z-]+$/,
  /^(person|office)-[a-z]+-(taken|wrong)$/,
  /^bulk-(disable|enable)-done$/,
  /^role-(member|helpdesk|admin)(-may)?$/,
  /^apps-by-(office|person|itself)$/,
  /^registration-days-(1|7)$/,
  /^token-(days-(30|90|365|ever)|name-wrong)$/,
  /^(apps-by|call|follow|proof|protocol|registration-days)-[a-z0-9-]+$/,
  /^told-(place|from|form|field|shape|editor)-[a-z_]+$/,
  /^(invite|reset-password|reset-mfa|lockdown|delete|rotate|end-old|certificate|remove-app)-(title|text|go|done|lead)$/,
];
/** Used by the build, in the page that stands there without script. */
const OF_THE_PAGE = ["app-no-script", "app-no-script-link"];

describe("languages", () => {
  expectLanguages({
    file: FILE,
    languages: LANGUAGES,
    numbers: ["count", "number", "line", "all", "letIn", "refused", "without", "seq", "tries"],
  });

  it("counts", () => {
    const words = wordsIn("de", FILE);
    expect(words.get("people-count", { count: 1 })).toBe("Eine Person");
    expect(words.get("people-count", { count: 10_000 })).toBe("10.000 Personen");
  });
});

describe("messages", () => {
  const all = sourcesOf(SOURCE).join("\n");

  it("are all used", () => {
    const isMade = (id: string) => MADE.some((form) => form.test(id));
    const unused = [...english.keys()].filter(
      (id) => !all.includes(`"${id}"`) && !OF_THE_PAGE.includes(id) && !isMade(id),
    );
    expect(unused).toEqual([]);
  });

  expectCalled(FILE, all);
});
