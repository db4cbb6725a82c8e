/** Addresses that people return to: why one would be refused, and which form would be right. */

export type RedirectFault =
  | "redirect-missing"
  | "redirect-not-absolute"
  | "redirect-fragment"
  | "redirect-plain-http"
  | "redirect-scheme"
  | "redirect-characters"
  | "redirect-user"
  | "redirect-too-long";

export interface Advice {
  fault: RedirectFault;
  /** The right form, where it can be told from what was typed. */
  offer: string | null;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const MOST = 2048;

/** The same judgement as the server's (RFC 6749 3.1.2, RFC 8252 7, RFC 9700 2.1); null for an address that is right. */
export function adviceOn(typed: string): Advice | null {
  const text = typed.trim();
  if (text === "") return { fault: "redirect-missing", offer: null };
  if (new TextEncoder().encode(text).length > MOST) return { fault: "redirect-too-long", offer: null };
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    const whole = URL.parse(`https://${text.replace(/^\/+/, "")}`);
    return {
      fault: "redirect-not-absolute",
      offer: whole?.hostname.includes(".") ? sound(whole.href) : null,
    };
  }
  // A host and a port look like a scheme: files.office.example:8080/callback.
  if (/^[\w.-]+:\d+(\/|$)/.test(text)) {
    return { fault: "redirect-not-absolute", offer: sound(`https://${text}`) };
  }
  if (text.includes("#"))
    return {
      fault: "redirect-fragment",
      offer: sound(text.slice(0, text.indexOf("#"))),
    };
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\s\\\u0000-\u001f\u007f]/.test(text)) {
    return {
      fault: "redirect-characters",
      offer: sound(text.replace(/\\/g, "/").replace(/\s/g, "%20")),
    };
  }
  const url = URL.parse(text);
  if (!url) return { fault: "redirect-not-absolute", offer: null };
  if (url.hostname.includes("*")) return { fault: "redirect-characters", offer: null };
  if (url.username !== "" || url.password !== "") {
    url.username = "";
    url.password = "";
    return { fault: "redirect-user", offer: sound(url.href) };
  }
  if (url.protocol === "http:" && !LOOPBACK.has(url.hostname)) {
    return {
      fault: "redirect-plain-http",
      offer: sound(text.replace(/^http:/i, "https:")),
    };
  }
  if (url.protocol === "https:" || url.protocol === "http:") return null;
  return url.protocol.includes(".") ? null : { fault: "redirect-scheme", offer: null };
}

/** An offer is made only where it would be taken. */
function sound(address: string): string | null {
  return adviceOn(address) === null ? address : null;
}
