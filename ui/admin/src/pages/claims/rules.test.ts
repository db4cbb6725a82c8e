/** Rules go into their form and come back as they were. */
import type { ClaimRule } from "@donelogin/client/types.ts";
import { describe, expect, it } from "vitest";

import { draftOf, emptyDraft, faultOf, ruleOf, sayOf } from "./rules.ts";

const RULES: ClaimRule[] = [
  {
    name: "Role",
    claim: "role",
    into: ["id_token", "userinfo"],
    as: "text",
    from: "choice",
    cases: [{ group: "IT", value: "Admin" }],
    default: "Viewer",
  },
  {
    claim: "cc",
    into: ["userinfo"],
    as: "list",
    from: "attribute",
    attribute: "cost_center",
    default: ["a", "b"],
  },
  {
    claim: "is_staff",
    into: ["access_token"],
    as: "boolean",
    from: "constant",
    value: "true",
    scope: "profile",
  },
  { claim: "upn", into: ["id_token"], as: "text", from: "account", field: "email" },
  {
    claim: "groups",
    into: ["userinfo"],
    as: "list",
    from: "groups",
    prefix: "wiki-",
    cut_prefix: true,
    only: ["wiki-a"],
    rename: { "wiki-a": "Editors" },
  },
];

describe("a rule", () => {
  it.each(RULES)("of $claim comes back from its form", (rule) => {
    expect(ruleOf(draftOf(rule))).toEqual(rule);
  });

  it("leaves out what does not apply", () => {
    const draft = { ...emptyDraft(), claim: " role ", value: "x", prefix: "p", from: "account" as const };
    expect(ruleOf(draft)).toEqual({
      claim: "role",
      into: ["id_token", "userinfo"],
      as: "text",
      from: "account",
      field: "username",
    });
  });

  it("names what is missing before anybody is asked", () => {
    expect(faultOf(emptyDraft())).toBe("told-claim-missing");
    expect(faultOf({ ...emptyDraft(), claim: "a", into: [] })).toBe("told-into-missing");
    expect(faultOf({ ...emptyDraft(), claim: "a" })).toBeNull();
  });

  it("is said in one line", () => {
    const say = (id: string, args?: Record<string, string>) => [id, ...Object.values(args ?? {})].join(" ");
    expect(RULES.map((rule) => sayOf(rule, say))).toEqual([
      "told-say-case IT Admin; told-say-else Viewer",
      "told-say-attribute cost_center; told-say-else a, b",
      "told-say-constant true",
      "told-field-email",
      "told-say-only wiki-a",
    ]);
  });
});
