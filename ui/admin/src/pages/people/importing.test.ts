/** Files of people: tables and lists, their lines, and what is wrong with them. */
import { describe, expect, it } from "vitest";

import { csvOf, groupsOf, isTooLarge, placeOf, read } from "./importing.ts";

describe("a table", () => {
  it("is read by its head, in the words of either language", () => {
    const { lines, unknown, failure } = read(
      "\uFEFFVorname,Nachname,E-Mail-Adresse,Gruppen,Raum\r\nMary,Somerville,mary@o.example,Design; Site,12\r\n",
    );
    expect(failure).toBeNull();
    expect(unknown).toEqual(["Raum"]);
    expect(lines).toEqual([
      {
        number: 2,
        fault: null,
        item: {
          name: "Mary Somerville",
          given_name: "Mary",
          family_name: "Somerville",
          email: "mary@o.example",
          groups: ["Design", "Site"],
        },
      },
    ]);
  });

  it("may be separated by semicolons, and hold quotes and line breaks", () => {
    const { lines } = read('name;email\n"Brown; ""Doc""\nEmmett";doc@o.example\n');
    expect(lines[0]?.item).toEqual({
      name: 'Brown; "Doc"\nEmmett',
      email: "doc@o.example",
    });
  });

  it("names its faults by line, and leaves empty lines out", () => {
    const { lines } = read(
      "email,username\na@o.example,ann\n\n,\nno-address,x\nA@O.example,b\nc@o.example,ANN\n,d",
    );
    expect(lines.map(({ number, fault }) => [number, fault])).toEqual([
      [2, null],
      [5, "email-malformed"],
      [6, "email-twice"],
      [7, "username-twice"],
      [8, "email-missing"],
    ]);
  });

  it("has a column for the address", () => {
    expect(read("name,room\nMary,12").failure).toBe("import-no-email-column");
    expect(read("email\n\n").failure).toBe("import-empty");
    expect(read("  ").failure).toBe("import-empty");
  });

  it("comes out as it goes in, and is no formula", () => {
    const person = {
      name: "=1+1",
      email: "x@o.example",
      username: "x",
      groups: ["A", "B"],
      admin: true,
      state: "active",
    };
    const text = csvOf([person]);
    expect(text).toContain("'=1+1");
    expect(read(text).lines[0]?.item).toMatchObject({
      email: "x@o.example",
      groups: ["A", "B"],
      admin: true,
    });
  });
});

describe("a list", () => {
  it("is read with or without its name", () => {
    const people = [{ email: "a@o.example" }, 7, { email: "a@o.example" }];
    for (const text of [JSON.stringify(people), JSON.stringify({ users: people })]) {
      expect(read(text).lines.map((line) => line.fault)).toEqual([null, "not-a-person", "email-twice"]);
    }
    expect(read("[{").failure).toBe("import-no-json");
    expect(read("{}").failure).toBe("import-no-list");
    expect(read("[]").failure).toBe("import-empty");
  });

  it("names groups once, and has a bound", () => {
    const { lines } = read(
      JSON.stringify([
        { email: "a@o", groups: ["A"] },
        { email: "b@o", groups: ["A", "B"] },
      ]),
    );
    expect(groupsOf(lines)).toEqual(["A", "B"]);
    expect(isTooLarge([{ email: "x".repeat(2_000_000) }])).toBe(true);
    expect(isTooLarge(lines.map((line) => line.item))).toBe(false);
  });
});

describe("what the server says of a line", () => {
  it("is told with the line of the file", () => {
    const { lines } = read("email\na@o.example\n\nb@o.example");
    expect(placeOf("[1].email", lines)).toEqual({ line: 4, field: "email" });
    expect(placeOf("users", lines)).toEqual({ line: null, field: "users" });
  });
});
