/** What the first run knows by itself: names that can stand in an address, and what a password needs. */

/** Characters of a password that nothing stands behind yet. */
export const PASSWORD_MIN = 15;

/** Ends names that are found on the office's network without a name server (RFC 6762). */
export const LOCAL = ".local";

/** A label of a host name: letters, digits and hyphens, at most 63 (RFC 1035 2.3.1). */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** A name for the network out of the office's: the plain letters of its first words. */
export function labelOf(office: string): string {
  const words = office
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let label = "";
  for (const word of words) {
    if (label !== "" && label.length + word.length > 16) break;
    label += word;
  }
  return label.slice(0, 63);
}

/** A name that is typed with its ending means the same as without. */
export function localHost(typed: string): string {
  const label = typed
    .trim()
    .toLowerCase()
    .replace(/\.local\.?$/, "");
  return label === "" ? "" : label + LOCAL;
}

export type HostFault = "host-missing" | "host-wrong" | "host-ip" | "host-not-own";

/** What is wrong with a name for the office, by the message that says it. */
export function faultOfHost(host: string, isOwn: boolean): HostFault | null {
  const name = host.replace(/\.$/, "");
  if (name === "") return "host-missing";
  const labels = name.split(".");
  if (/^[\d.]+$/.test(name) || name.includes(":")) return "host-ip";
  if (name.length > 253 || !labels.every((label) => LABEL.test(label))) return "host-wrong";
  if (isOwn && (labels.length < 2 || name.endsWith(LOCAL))) return "host-not-own";
  return null;
}

/** The address that people open; the usual port is not named. */
export function addressOf(host: string, port: number): string {
  return port === 443 ? `https://${host}` : `https://${host}:${port}`;
}

export type PasswordFault = "password-missing" | "password-short" | "password-is-name";

/** What is seen of a password before it is sent; the server knows the common ones. */
export function faultOfPassword(password: string, names: readonly string[]): PasswordFault | null {
  if (password === "") return "password-missing";
  if (Array.from(password).length < PASSWORD_MIN) return "password-short";
  const own = names.map((name) => name.trim().toLowerCase()).filter((name) => name.length > 0);
  return own.includes(password.trim().toLowerCase()) ? "password-is-name" : null;
}

export type EmailFault = "email-missing" | "email-malformed";

export function faultOfEmail(email: string): EmailFault | null {
  if (email.trim() === "") return "email-missing";
  return /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(email.trim()) ? null : "email-malformed";
}

/** The first eight bytes, in groups that can be read aloud. */
export function shortFingerprint(sha256: string): string {
  const hex = sha256.replace(/[^0-9a-f]/gi, "").toUpperCase();
  return (hex.slice(0, 16).match(/.{1,4}/g) ?? []).join(" ");
}
