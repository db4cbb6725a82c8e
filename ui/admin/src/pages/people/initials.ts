/** The letters that stand for a person: of the first and of the last name. */
export function initials(name: string): string {
  const parts = name
    .trim()
    .split(/\s+/)
    .filter((part) => /\p{L}/u.test(part));
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return ends
    .map((part) => /\p{L}/u.exec(part ?? "")?.[0] ?? "")
    .join("")
    .toUpperCase();
}
