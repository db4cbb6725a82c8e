/** The rules behind the pages: addresses, presets, lines, sentences, settings. */
import { readFileSync } from "node:fs";

import type {
  AuditRow,
  Client,
  HealthCheck,
  Setting,
  SignIns,
  UserWithLink,
} from "@donelogin/client/types.ts";
import { describe, expect, it } from "vitest";

import { actorOf, factsOf, messageOf, outcomeOf } from "./pages/activity/told.ts";
import { addressesOf, changesOf } from "./pages/apps/changes.ts";
import { PRESETS, type Preset, faultOf, registrationOf, returnOf } from "./pages/apps/presets.ts";
import { shownFingerprint } from "./pages/certificates/fingerprint.ts";
import { RUNTIMES } from "./pages/connect/runtimes.ts";
import { isNamed, isToCome, labelOf as nameOf, peakOf, sumOf } from "./pages/overview/bars.ts";
import { sentenceOf } from "./pages/overview/health.ts";
import { initials } from "./pages/people/initials.ts";
import { invitation } from "./pages/people/invitation.ts";
import { choiceOf, durationOf, labelOf, subjectsOf } from "./pages/settings/subjects.ts";
import { areaOf, placeOf, to } from "./routes.ts";
import { words } from "./words/words.ts";

describe("addresses", () => {
  it("lead to their pages and back", () => {
    expect(placeOf(to.overview)).toEqual({ page: "overview" });
    expect(placeOf("/admin")).toEqual({ page: "overview" });
    expect(placeOf(to.person("a/b"))).toEqual({ page: "person", id: "a/b" });
    expect(placeOf(to.newApp)).toEqual({ page: "new-app" });
    expect(placeOf(to.app("new app"))).toEqual({ page: "app", id: "new app" });
    expect(placeOf(to.connect())).toEqual({ page: "connect", id: null });
    expect(placeOf(to.connect("x"))).toEqual({ page: "connect", id: "x" });
    for (const page of ["/admin/nothing", "/admin/people/a/b", "/admin/settings/x"])
      expect(placeOf(page)).toEqual({ page: "nowhere" });
    expect(placeOf("/admin/people/%E0%A4%A")).toEqual({
      page: "person",
      id: "%E0%A4%A",
    });
  });

  it("belong to one part of the navigation", () => {
    expect(areaOf(placeOf(to.person("x")))).toBe("people");
    expect(areaOf(placeOf(to.newApp))).toBe("apps");
    expect(areaOf({ page: "nowhere" })).toBeNull();
  });
});

describe("a new app", () => {
  const presetOf = (id: string): Preset => {
    const found = PRESETS.find((preset) => preset.id === id);
    if (!found) throw new Error(`no preset ${id}`);
    return found;
  };
  const grafana = presetOf("grafana");

  it("returns to where its manual says", () => {
    expect(returnOf(grafana, "https://meters.office.example/")).toBe(
      "https://meters.office.example/login/generic_oauth",
    );
    expect(returnOf(presetOf("proxmox"), "https://pve.office.example:8006/")).toBe(
      "https://pve.office.example:8006",
    );
  });

  it("has an address over TLS, or on this computer", () => {
    expect(faultOf(" ")).toBe("address-missing");
    expect(faultOf("files")).toBe("address-not-url");
    expect(faultOf("http://files.office.example")).toBe("address-not-https");
    expect(faultOf("http://localhost:3000")).toBeNull();
    expect(faultOf("https://files.office.example")).toBeNull();
  });

  it("is registered with what it needs and no more", () => {
    const sent = registrationOf({
      preset: grafana,
      name: " Meters ",
      address: "https://m.example/",
      redirectUris: ["https://m.example/login/generic_oauth", " "],
      isTrusted: true,
    });
    expect(sent).toMatchObject({
      client_name: "Meters",
      redirect_uris: ["https://m.example/login/generic_oauth"],
      post_logout_redirect_uris: ["https://m.example/login"],
      grant_types: ["authorization_code"],
      trusted: true,
    });
  });

  it("is changed with all of its metadata, and nothing else", () => {
    const client = {
      client_id: "c",
      client_name: "Files",
      redirect_uris: ["https://f.example/cb"],
      scope: "openid",
      trusted: true,
      state: "active",
      created_at: 1,
    } as unknown as Client;
    const addresses = {
      ...addressesOf(client),
      redirectUris: ["https://f.example/cb", ""],
    };
    const sent = changesOf(client, addresses);
    expect(sent).toMatchObject({
      client_name: "Files",
      scope: "openid",
      redirect_uris: ["https://f.example/cb"],
    });
    for (const name of ["client_id", "trusted", "state", "created_at"]) expect(sent).not.toHaveProperty(name);
  });

  it.each(RUNTIMES)("gets its lines for $name", ({ id, lines }) => {
    const facts = {
      issuer: "https://o.local:8443",
      host: "o.local",
      address: "10.0.0.5",
      clientId: "c1",
    };
    const text = lines({
      ...facts,
      redirectUri: "https://f.example/cb",
      secret: "SECRET",
    });
    expect(text).toContain("o.local");
    if (!["debian", "windows"].includes(id)) expect(text).toContain("c1");
    expect(text).not.toMatch(/undefined|\$\{/);
  });
});

describe("what happened", () => {
  /** Every event that the server writes, as its sources name them. */
  const EVENTS = [
    ...readFileSync(new URL("../../locales/en/admin.ftl", import.meta.url), "utf8").matchAll(
      /^event-([\w-]+) =/gm,
    ),
  ];

  it("is told in a sentence, also where there are no words for it", () => {
    expect(messageOf("session.created")).toBe("event-session-created");
    expect(messageOf("approval.not_me")).toBe("event-approval-not-me");
    expect(messageOf("something.new")).toBe("event-other");
    expect(EVENTS.length).toBeGreaterThan(50);
  });

  it("ends in one of three ways", () => {
    expect(outcomeOf("session.created")).toBe("let_in");
    expect(outcomeOf("approval.not_me")).toBe("refused");
    expect(outcomeOf("setting.changed")).toBe("noted");
  });

  it("has an actor and facts", () => {
    const row = {
      actor: "user:u1",
      detail: { redirect_uris: ["a", "b"], size: 3 },
    } as unknown as AuditRow;
    expect(actorOf(row)).toEqual({ kind: "person", id: "u1" });
    expect(actorOf({ ...row, actor: "command" })).toEqual({
      kind: "other",
      id: "command",
    });
    expect(factsOf(row)).toEqual([
      { name: "redirect uris", text: "a, b" },
      { name: "size", text: "3" },
    ]);
  });
});

describe("settings", () => {
  const setting = (key: string) =>
    ({
      key,
      kind: { choice: ["off", "optional"] },
      about: "about",
    }) as unknown as Setting;

  it("stand under their subjects, unknown ones last", () => {
    const subjects = subjectsOf([setting("zzz.new"), setting("mfa.policy"), setting("office.name")]);
    expect(subjects.map((subject) => subject.id)).toEqual(["office", "branding", "mfa", "others"]);
  });

  it("have words, or their key", () => {
    expect(labelOf(setting("mfa.policy"))).toBe(words.get("setting-mfa-policy"));
    expect(labelOf(setting("zzz.new"))).toBe("zzz.new");
    expect(choiceOf(setting("mfa.policy"), "off")).toBe(words.get("setting-mfa-policy-off"));
    expect(choiceOf(setting("push.enabled"), "off")).toBe(words.get("choice-off"));
    expect(choiceOf(setting("zzz.new"), "sideways")).toBe("sideways");
  });

  it("say seconds as people do", () => {
    expect(durationOf(86_400)).toMatch(/^1 /);
    expect(durationOf(5_400)).toMatch(/^90 /);
  });
});

describe("the overview", () => {
  const bar = (from: number, let_in: number, refused = 0): SignIns => ({
    from,
    length_s: 3600,
    let_in,
    refused,
    usual: null,
  });

  it("finds the peak, and none on a day without sign-ins", () => {
    const bars = [bar(0, 2), bar(3600, 5, 1), bar(7200, 5)];
    expect(peakOf(bars)).toBe(bars[1]);
    expect(peakOf([bar(0, 0)])).toBeNull();
    expect([sumOf(bars, "let_in"), sumOf(bars, "refused")]).toEqual([12, 1]);
  });

  it("names bars so that their names do not touch", () => {
    expect([0, 1, 2, 3].map((index) => isNamed(index, "today"))).toEqual([true, false, false, true]);
    expect(isNamed(5, "week")).toBe(true);
    expect(nameOf(bar(0, 0), "today")).toMatch(/^\d\d/);
    expect([isToCome(bar(0, 0), 3599), isToCome(bar(0, 0), 3600)]).toEqual([true, false]);
  });

  it("says what a check found, in words where there are some", () => {
    const check = {
      check: "certificate",
      state: "ok",
      code: "renews",
      message: "raw",
      number: 41,
    } as HealthCheck;
    expect(sentenceOf(check)).toBe(words.get("health-certificate-renews", { count: 41 }));
    expect(sentenceOf({ ...check, code: "something_new" })).toBe("raw");
    expect(
      sentenceOf({
        ...check,
        check: "disk",
        code: "room",
        number: 38_000_000_000,
      }),
    ).toContain("38");
  });
});

describe("people", () => {
  it("have initials in every script", () => {
    expect(initials("Jonas Brackwede")).toBe("JB");
    expect(initials("Ada")).toBe("A");
    expect(initials("李 小龙")).toBe("李小");
    expect(initials("p7 2")).toBe("P");
    expect(initials("")).toBe("");
  });

  it("get an invitation with an end", () => {
    const user = {
      name: "Mira",
      username: "mira",
      link: "https://o/invite/x",
    } as UserWithLink;
    expect(invitation(user, 1_000)).toEqual({
      ...user,
      until: 1_000 + 7 * 86_400,
    });
    expect(invitation({ ...user, link: null }, 1_000)).toBeNull();
  });
});

it("a fingerprint is shown as certificate programs do", () => {
  expect(shownFingerprint("6e1b94")).toBe("6E:1B:94");
});
