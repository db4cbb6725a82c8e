/** Claim rules as a form holds them, as the API has them, and as one line says them. */
import type { ClaimRule } from "@donelogin/client/types.ts";

export type Source = ClaimRule["from"];
export type Place = ClaimRule["into"][number];
export type Form = NonNullable<ClaimRule["as"]>;

export const SOURCES: readonly Source[] = ["choice", "groups", "attribute", "account", "constant"];
export const PLACES: readonly Place[] = ["id_token", "userinfo", "access_token"];
export const FORMS: readonly Form[] = ["text", "list", "boolean"];
export const FIELDS = ["username", "email", "name"] as const;
export const SCOPES = ["profile", "email", "address", "phone", "groups", "offline_access"] as const;

/** Two texts that belong together: a group, and what it is to the app. */
export interface Pair {
  group: string;
  value: string;
}

/** A rule as its form holds it: everything is text, also what does not apply at the moment. */
export interface Draft {
  name: string;
  claim: string;
  into: Place[];
  as: Form;
  scope: string;
  from: Source;
  field: (typeof FIELDS)[number];
  attribute: string;
  otherwise: string;
  value: string;
  cases: Pair[];
  prefix: string;
  cutPrefix: boolean;
  only: string[];
  renamed: Pair[];
}

export const emptyDraft = (): Draft => ({
  name: "",
  claim: "",
  into: ["id_token", "userinfo"],
  as: "text",
  scope: "",
  from: "choice",
  field: "username",
  attribute: "",
  otherwise: "",
  value: "",
  cases: [{ group: "", value: "" }],
  prefix: "",
  cutPrefix: false,
  only: [],
  renamed: [],
});

/** One text, or several as a list shows them. */
const textOf = (words: string | string[] | undefined): string =>
  Array.isArray(words) ? words.join(", ") : (words ?? "");

/** Several texts of a list are typed with commas between. */
function wordsOf(text: string, form: Form): string | string[] {
  if (form !== "list") return text.trim();
  return text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

export function draftOf(rule: ClaimRule): Draft {
  const empty = emptyDraft();
  return {
    ...empty,
    name: rule.name ?? "",
    claim: rule.claim,
    into: [...rule.into],
    as: rule.as ?? "text",
    scope: rule.scope ?? "",
    from: rule.from,
    field: rule.field ?? "username",
    attribute: rule.attribute ?? "",
    otherwise: textOf(rule.default),
    value: textOf(rule.value),
    cases: rule.cases?.map(({ group, value }) => ({ group, value: textOf(value) })) ?? empty.cases,
    prefix: rule.prefix ?? "",
    cutPrefix: rule.cut_prefix ?? false,
    only: [...(rule.only ?? [])],
    renamed: Object.entries(rule.rename ?? {}).map(([group, value]) => ({ group, value })),
  };
}

/** The rule of a form: what does not apply is left out. */
export function ruleOf(draft: Draft): ClaimRule {
  const { name, claim, into, as: form, scope, from } = draft;
  const rule: ClaimRule = {
    claim: claim.trim(),
    into: PLACES.filter((place) => into.includes(place)),
    as: form,
    from,
  };
  if (name.trim() !== "") rule.name = name.trim();
  if (scope !== "") rule.scope = scope as NonNullable<ClaimRule["scope"]>;
  const otherwise = draft.otherwise.trim() === "" ? {} : { default: wordsOf(draft.otherwise, form) };
  switch (from) {
    case "account":
      return { ...rule, field: draft.field };
    case "attribute":
      return { ...rule, attribute: draft.attribute, ...otherwise };
    case "constant":
      return { ...rule, value: wordsOf(draft.value, form) };
    case "choice": {
      const cases = draft.cases.filter((one) => one.group !== "" || one.value.trim() !== "");
      const whole = cases.map(({ group, value }) => ({ group, value: wordsOf(value, form) }));
      return { ...rule, cases: whole, ...otherwise };
    }
    default: {
      const renamed = draft.renamed.filter((one) => one.group !== "");
      return {
        ...rule,
        ...(draft.prefix === ""
          ? {}
          : { prefix: draft.prefix, ...(draft.cutPrefix ? { cut_prefix: true } : {}) }),
        ...(draft.only.length === 0 ? {} : { only: draft.only }),
        ...(renamed.length === 0
          ? {}
          : { rename: Object.fromEntries(renamed.map(({ group, value }) => [group, value.trim()])) }),
      };
    }
  }
}

/** What stands in the way before the server is asked, by the message that says it. */
export function faultOf(draft: Draft): "told-claim-missing" | "told-into-missing" | null {
  if (draft.claim.trim() === "") return "told-claim-missing";
  return draft.into.length === 0 ? "told-into-missing" : null;
}

type Say = (id: string, args?: Record<string, string>) => string;

/** Where the value comes from, in one line. */
export function sayOf(rule: ClaimRule, t: Say): string {
  switch (rule.from) {
    case "account":
      return t(`told-field-${rule.field ?? "username"}`);
    case "attribute": {
      const own = t("told-say-attribute", { attribute: rule.attribute ?? "" });
      return rule.default === undefined
        ? own
        : `${own}; ${t("told-say-else", { value: textOf(rule.default) })}`;
    }
    case "constant":
      return t("told-say-constant", { value: textOf(rule.value) });
    case "choice": {
      const cases = (rule.cases ?? []).map(({ group, value }) =>
        t("told-say-case", { group, value: textOf(value) }),
      );
      if (rule.default !== undefined) cases.push(t("told-say-else", { value: textOf(rule.default) }));
      return cases.join("; ");
    }
    default: {
      const named = rule.only ?? [];
      if (named.length > 0) return t("told-say-only", { groups: named.join(", ") });
      return rule.prefix ? t("told-say-prefix", { prefix: rule.prefix }) : t("told-from-groups");
    }
  }
}
