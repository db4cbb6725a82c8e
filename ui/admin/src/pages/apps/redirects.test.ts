/** Addresses for returning: what is refused, why, and the right form. */
import { describe, expect, it } from "vitest";

import { PRESETS, presetOf } from "./presets.ts";
import { adviceOn } from "./redirects.ts";
import { itselfOf } from "../connect/itself.ts";

describe("an address for returning", () => {
  it.each([
    "https://files.office.example/callback",
    "https://files.office.example:8080/a?b=c",
    "http://localhost:3000/cb",
    "http://127.0.0.1/cb",
    "http://[::1]:9000/",
    "com.example.app:/return",
  ])("%s is right", (address) => {
    expect(adviceOn(address)).toBeNull();
  });

  it.each([
    ["", "redirect-missing", null],
    ["files.office.example/callback", "redirect-not-absolute", "https://files.office.example/callback"],
    ["files.office.example:8080/cb", "redirect-not-absolute", "https://files.office.example:8080/cb"],
    ["/callback", "redirect-not-absolute", null],
    ["https://f.example/cb#top", "redirect-fragment", "https://f.example/cb"],
    ["http://f.example/cb", "redirect-plain-http", "https://f.example/cb"],
    ["https://u:p@f.example/cb", "redirect-user", "https://f.example/cb"],
    ["https://f.example/a b", "redirect-characters", "https://f.example/a%20b"],
    ["https:\\\\f.example\\cb", "redirect-characters", "https://f.example/cb"],
    ["https://*.example/cb", "redirect-characters", null],
    ["myapp:/cb", "redirect-scheme", null],
    ["javascript:alert(1)", "redirect-scheme", null],
    [`https://f.example/${"x".repeat(2048)}`, "redirect-too-long", null],
  ])("%s is refused", (address, fault, offer) => {
    expect(adviceOn(address)).toEqual({ fault, offer });
  });
});

describe("a well-known app", () => {
  it("is known again by where it returns to", () => {
    for (const preset of PRESETS.filter((one) => one.redirect !== "" && one.id !== "own")) {
      expect(presetOf([`https://app.example${preset.redirect}`])?.id).toBe(preset.id);
    }
    expect(presetOf(["https://app.example/callback"])).toBeNull();
  });

  it.each(PRESETS.filter((one) => !["own", "apache"].includes(one.id)))(
    "gets its own lines: $id",
    ({ id }) => {
      const facts = {
        issuer: "https://o.local:8443",
        host: "o.local",
        address: "10.0.0.5",
        clientId: "c1",
      };
      const own = itselfOf(id, {
        ...facts,
        redirectUri: "https://f.example/cb",
        secret: "SECRET",
      });
      expect(own?.lines).toContain("c1");
      expect(own?.lines).toContain("https://o.local:8443");
      expect(own?.lines).not.toMatch(/undefined|\$\{/);
    },
  );
});
