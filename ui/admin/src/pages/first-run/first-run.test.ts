/** Names that an address can have, and what is seen of a password before it is sent. */
import { describe, expect, it } from "vitest";

import {
  addressOf,
  faultOfEmail,
  faultOfHost,
  faultOfPassword,
  labelOf,
  localHost,
  shortFingerprint,
} from "./rules.ts";

describe("a name for the network", () => {
  it("is made of the plain letters of the office's first words", () => {
    expect(labelOf("Kestrel Row Architects")).toBe("kestrelrow");
    expect(labelOf("Müller & Söhne GmbH")).toBe("muellersoehne");
    expect(labelOf("Café Zoë")).toBe("cafezoe");
    expect(labelOf("東京")).toBe("");
    expect(labelOf("Donaudampfschifffahrtsgesellschaft")).toBe("donaudampfschifffahrtsgesellschaft");
  });

  it("may be typed with its ending", () => {
    expect(localHost(" KestrelRow.local. ")).toBe("kestrelrow.local");
    expect(localHost("kestrelrow")).toBe("kestrelrow.local");
    expect(localHost("")).toBe("");
  });

  it("says what is wrong with it", () => {
    expect(faultOfHost("kestrelrow.local", false)).toBeNull();
    expect(faultOfHost("", false)).toBe("host-missing");
    expect(faultOfHost("kestrel row.local", false)).toBe("host-wrong");
    expect(faultOfHost("-kestrel.local", false)).toBe("host-wrong");
    expect(faultOfHost("192.168.1.20", true)).toBe("host-ip");
    expect(faultOfHost("[::1]", true)).toBe("host-ip");
    expect(faultOfHost("login", true)).toBe("host-not-own");
    expect(faultOfHost("login.local", true)).toBe("host-not-own");
    expect(faultOfHost("login.example.org", true)).toBeNull();
    expect(faultOfHost(`${"a".repeat(64)}.example`, true)).toBe("host-wrong");
  });

  it("is opened with its port, unless that is the usual one", () => {
    expect(addressOf("a.local", 8443)).toBe("https://a.local:8443");
    expect(addressOf("a.example", 443)).toBe("https://a.example");
  });
});

describe("the first administrator", () => {
  it("has a password that is long and not their name", () => {
    expect(faultOfPassword("", [])).toBe("password-missing");
    expect(faultOfPassword("fourteen chars", [])).toBe("password-short");
    expect(faultOfPassword("Hanna Kirschgrund", ["hanna kirschgrund "])).toBe("password-is-name");
    expect(faultOfPassword("a few words in a row", ["Hanna"])).toBeNull();
    // Characters are counted as people see them.
    expect(faultOfPassword("🔑".repeat(14), [])).toBe("password-short");
    expect(faultOfPassword("🔑".repeat(15), [])).toBeNull();
  });

  it("has an address in full", () => {
    expect(faultOfEmail(" ")).toBe("email-missing");
    expect(faultOfEmail("hanna@")).toBe("email-malformed");
    expect(faultOfEmail("hanna@office")).toBe("email-malformed");
    expect(faultOfEmail("hanna@office.example")).toBeNull();
  });

  it("compares the beginning of the fingerprint", () => {
    expect(shortFingerprint("6e1b940c7da253f8aa")).toBe("6E1B 940C 7DA2 53F8");
    expect(shortFingerprint("6E:1B:94:0C:7D:A2:53:F8:19")).toBe("6E1B 940C 7DA2 53F8");
  });
});
