/** People out of a file: its lines read, what is wrong said line by line before anything is sent. */
import Papa from "papaparse";

import { COLUMNS, YES } from "./columns.ts";
import { decoded } from "./decoding.ts";

export type Item = Record<string, unknown>;

export type FaultId = "email-missing" | "email-malformed" | "email-twice" | "username-twice" | "not-a-person";

export interface Line {
  /** As the file counts them, from one; of a list in JSON its place. */
  number: number;
  item: Item;
  fault: FaultId | null;
}

export interface Read {
  lines: Line[];
  /** Columns that nobody knows: they are left out. */
  unknown: string[];
  /** The file as a whole cannot be read. */
  failure:
    | "import-no-json"
    | "import-no-list"
    | "import-no-email-column"
    | "import-empty"
    | "import-file-too-large"
    | "import-open-quote"
    | "import-two-columns"
    | null;
  /** What the words of the failure name. */
  about: Record<string, string | number>;
}

const nothing = (failure: Read["failure"], about: Read["about"] = {}): Read => ({
  lines: [],
  unknown: [],
  failure,
  about,
});

/** The largest file that is read at all, in bytes: far beyond what one request may hold. */
const LARGEST_FILE_BYTES = 5 * 1024 * 1024;

export async function readFile(file: Blob): Promise<Read> {
  if (file.size > LARGEST_FILE_BYTES) return nothing("import-file-too-large");
  return read(decoded(new Uint8Array(await file.arrayBuffer())));
}

export function read(text: string): Read {
  const whole = text.replace(/^\uFEFF/, "");
  const start = whole.trimStart();
  if (start === "") return nothing("import-empty");
  return start.startsWith("[") || start.startsWith("{") ? readJson(start) : readCsv(whole);
}

function readJson(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return nothing("import-no-json");
  }
  // Our own commands write `{ "users": [ … ] }`.
  const inside = (value as { users?: unknown }).users ?? value;
  if (!Array.isArray(inside)) return nothing("import-no-list");
  if (inside.length === 0) return nothing("import-empty");
  const items = inside.map((item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item) ? (item as Item) : null,
  );
  return {
    lines: judged(items.map((item, index) => ({ number: index + 1, item }))),
    unknown: [],
    failure: null,
    about: {},
  };
}

function readCsv(text: string): Read {
  const { rows, openQuote } = rowsOf(text);
  if (openQuote !== null) return nothing("import-open-quote", { line: openQuote });
  const [head, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (!head) return nothing("import-empty");
  const columns = head.cells.map((name) => columnOf(name));
  const again = columns.findIndex((column, at) => column !== null && columns.indexOf(column) !== at);
  if (again >= 0) {
    const one = head.cells[columns.indexOf(columns[again] ?? null)] ?? "";
    return nothing("import-two-columns", { one: one.trim(), other: head.cells[again]?.trim() ?? "" });
  }
  if (!columns.includes("email")) return nothing("import-no-email-column");
  const unknown = head.cells.filter((name, index) => columns[index] === null && name.trim() !== "");
  if (rest.length === 0) return nothing("import-empty");
  const items = rest.map(({ number, cells }) => ({ number, item: itemOf(columns, cells) }));
  return { lines: judged(items), unknown, failure: null, about: {} };
}

interface Row {
  /** The line of the file in which it begins, from one. */
  number: number;
  cells: string[];
}

/** All rows, and the line of a quote that is never closed or closed in the middle of a cell. */
function rowsOf(text: string): { rows: Row[]; openQuote: number | null } {
  // A first line that only says how the cells are separated, for spreadsheets.
  const said = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(text);
  const begin = said?.[0].length ?? 0;
  const body = text.slice(begin);
  const rows: Row[] = [];
  let openQuote: number | null = null;
  let number = begin > 0 ? 2 : 1;
  let at = 0;
  Papa.parse<string[]>(body, {
    skipEmptyLines: false,
    delimiter: said?.[1] ?? delimiterOf(body),
    step: ({ data, errors, meta }) => {
      if (errors.some(({ type }) => type === "Quotes")) openQuote ??= number;
      rows.push({ number, cells: data });
      number += body.slice(at, meta.cursor).match(/\r\n|\n|\r/g)?.length ?? 0;
      at = meta.cursor;
    },
  });
  return { rows, openQuote };
}

/** Spreadsheets of several countries separate by semicolons; the head tells, since names of columns hold neither. */
function delimiterOf(text: string): string {
  const head = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== "") ?? "";
  const counts = [",", ";", "\t"].map((one) => ({
    one,
    count: head.split(one).length,
  }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).one;
}

/** What stands before the name of a column that is an attribute of the office. */
const ATTRIBUTE = "attribute:";

/** Several texts have bars between. */
function valueOf(text: string): string | string[] {
  if (!text.includes("|")) return text;
  return text
    .split("|")
    .map((one) => one.trim())
    .filter(Boolean);
}

function columnOf(name: string): string | null {
  const plain = name.trim().toLowerCase();
  const found = Object.entries(COLUMNS).find(([own, others]) => own === plain || others.includes(plain));
  if (found) return found[0];
  // An attribute of the office, by its own name.
  return /^attribute[.: ]\s*[a-z][a-z0-9_]*$/.test(plain)
    ? plain.replace(/^attribute[.: ]\s*/, ATTRIBUTE)
    : null;
}

function itemOf(columns: readonly (string | null)[], cells: readonly string[]): Item {
  const item: Item = {};
  const said: Record<string, string | string[]> = {};
  columns.forEach((column, index) => {
    const text = cells[index]?.trim() ?? "";
    if (column === null || text === "") return;
    if (column === "groups")
      item.groups = text
        .split(/[;,|]/)
        .map((one) => one.trim())
        .filter(Boolean);
    else if (column.startsWith(ATTRIBUTE)) said[column.slice(ATTRIBUTE.length)] = valueOf(text);
    else if (column === "admin" || column === "email_verified") item[column] = YES.has(text.toLowerCase());
    else item[column] = text;
  });
  if (Object.keys(said).length > 0) item.attributes = said;
  const { name, given_name: given, family_name: family } = item;
  if (name === undefined && (given ?? family) !== undefined) {
    item.name = [given, family].filter((one) => typeof one === "string").join(" ");
  }
  return item;
}

function judged(items: readonly { number: number; item: Item | null }[]): Line[] {
  const emails = new Set<string>();
  const usernames = new Set<string>();
  return items.map(({ number, item }) => {
    if (item === null) return { number, item: {}, fault: "not-a-person" };
    return { number, item, fault: faultOf(item, emails, usernames) };
  });
}

function faultOf(item: Item, emails: Set<string>, usernames: Set<string>): FaultId | null {
  const email = typeof item.email === "string" ? item.email.trim().toLowerCase() : "";
  if (email === "") return "email-missing";
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return "email-malformed";
  if (emails.has(email)) return "email-twice";
  emails.add(email);
  const username = typeof item.username === "string" ? item.username.trim().toLowerCase() : "";
  if (username === "") return null;
  if (usernames.has(username)) return "username-twice";
  usernames.add(username);
  return null;
}

/** The most that one request may hold, in bytes: people come in all at once or not at all. */
export const MOST_BYTES = 1024 * 1024 - 1024;

export function isTooLarge(items: readonly Item[]): boolean {
  return new TextEncoder().encode(JSON.stringify(items)).length > MOST_BYTES;
}

/** What the server says of `[3].email`: the line of the file, and the field. */
export function placeOf(field: string, lines: readonly Line[]): { line: number | null; field: string } {
  const found = /^\[(\d+)\]\.?(.*)$/.exec(field);
  if (!found) return { line: null, field };
  return {
    line: lines[Number(found[1])]?.number ?? null,
    field: found[2] ?? "",
  };
}

/** Groups that the file names. */
export function groupsOf(lines: readonly Line[]): string[] {
  const names = lines.flatMap(({ item }) => (Array.isArray(item.groups) ? (item.groups as unknown[]) : []));
  return [...new Set(names.filter((name): name is string => typeof name === "string"))];
}

/** A list of people as a table that other programs read, and that can be read in again. */
export function csvOf(
  people: readonly {
    name: string;
    email: string;
    username: string;
    groups: string[];
    admin: boolean;
    state: string;
  }[],
): string {
  const rows = people.map(({ name, email, username, groups, admin, state }) => ({
    name,
    email,
    username,
    groups: groups.join("; "),
    admin: admin ? "yes" : "no",
    state,
  }));
  // A spreadsheet takes cells that begin so for formulas.
  return Papa.unparse(rows, { escapeFormulae: true, newline: "\r\n" });
}
