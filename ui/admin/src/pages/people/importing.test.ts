/** Files of people: tables and lists, their lines, and what is wrong with them. */
import { describe, expect, it } from "vitest";

import { decoded } from "./decoding.ts";
import { csvOf, groupsOf, isTooLarge, placeOf, read, readFile } from "./importing.ts";

describe("a table", () => {
  it("is read by its head, in the words of each language", () => {
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

  it("may say what attributes of the office are, several texts with bars between", () => {
    const { lines, unknown } = read(
      "email,Attribute: cost_center,attribute:floors\na@o.example,4711,1|2\nb@o.example,,\n",
    );
    expect(unknown).toEqual([]);
    expect(lines.map(({ item }) => item.attributes)).toEqual([
      expect.objectContaining({ cost_center: "4711", floors: ["1", "2"] }),
      undefined,
    ]);
  });

  it.each([
    "Prénom;Nom;Adresse e-mail;Groupes",
    "Nombre;Apellidos;Correo electrónico;Grupos",
    "Tên;Họ;Email;Nhóm",
    "名;姓;メールアドレス;グループ",
  ])("knows %s", (head) => {
    const { lines, unknown } = read(`${head}\nMary;Somerville;mary@o.example;Design\n`);
    expect(unknown).toEqual([]);
    expect(lines[0]?.item).toMatchObject({
      given_name: "Mary",
      family_name: "Somerville",
      email: "mary@o.example",
      groups: ["Design"],
    });
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

describe("a file as spreadsheets write it", () => {
  const numbers = (text: string) => read(text).lines.map(({ number, item }) => [number, item.email]);

  it("is decoded by its mark, as UTF-8, or in the old letters", () => {
    expect(decoded(new Uint8Array([0x4d, 0xfc, 0x6c]))).toBe("Mül");
    expect(decoded(new TextEncoder().encode("Mül"))).toBe("Mül");
    expect(decoded(new Uint8Array([0xff, 0xfe, 0xfc, 0x00]))).toBe("ü");
    expect(decoded(new Uint8Array([0xfe, 0xff, 0x00, 0xfc]))).toBe("ü");
  });

  it("is not read where it is far too large", async () => {
    const { failure } = await readFile(new Blob([new Uint8Array(5 * 1024 * 1024 + 1)]));
    expect(failure).toBe("import-file-too-large");
    expect((await readFile(new Blob(["email\na@o.example"]))).lines).toHaveLength(1);
  });

  it("counts lines as an editor does", () => {
    expect(numbers('\n\nemail,name\na@o.example,"A\nB"\n\nc@o.example,C\n')).toEqual([
      [4, "a@o.example"],
      [7, "c@o.example"],
    ]);
    expect(numbers("email\r\na@o.example\r\n\r\nb@o.example")).toEqual([
      [2, "a@o.example"],
      [4, "b@o.example"],
    ]);
  });

  it("may say how it is separated, and begin with an empty column", () => {
    expect(numbers("sep=;\r\nemail;name\r\na@o.example;A, B\r\n")).toEqual([[3, "a@o.example"]]);
    expect(numbers("\temail\tname\nx\ta@o.example\tA\n")).toEqual([[2, "a@o.example"]]);
  });

  it("is refused with a quote left open, or with two columns of one meaning", () => {
    const open = read('email,name\na@o.example,A\nb@o.example,"B\nc@o.example,C\n');
    expect([open.failure, open.about, open.lines]).toEqual(["import-open-quote", { line: 3 }, []]);
    const twice = read("email,name,Mail\na@o.example,A,b@o.example\n");
    expect([twice.failure, twice.about]).toEqual(["import-two-columns", { one: "email", other: "Mail" }]);
  });
});
