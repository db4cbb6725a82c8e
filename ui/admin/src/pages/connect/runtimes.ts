/** The exact lines that each runtime needs to find this server, to trust it, and to sign people in with it. */
import written from "../../../../presets/lines.json";

export type RuntimeId = "compose" | "node" | "python" | "java" | "go" | "apache" | "debian" | "windows";

export interface Facts {
  issuer: string;
  /** The server's host name. */
  host: string;
  /** Where the name leads to; nobody has to look up what a file says. */
  address: string;
  clientId: string;
  redirectUri: string;
  secret: string;
}

export interface Runtime {
  id: RuntimeId;
  name: string;
  /** The file or shell that the lines belong into. */
  into: string;
  lines: (facts: Facts) => string;
  /** What is run where its machine does not trust our certificate though the lines are there. */
  mend: string;
}

/** As the page saves it. */
const CA = "donelogin-ca.crt";

/** Lines with what stands in braces filled in; the server's own pages fill in the same ones. */
export function filled(lines: readonly string[], facts: Facts & { app?: string }): string {
  const known: Readonly<Record<string, string>> = { ...facts, ca: CA };
  return lines.join("\n").replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole);
}

export const RUNTIMES: readonly Runtime[] = written.runtimes.map((one) => ({
  ...one,
  id: one.id as RuntimeId,
  lines: (facts) => filled(one.lines, facts),
  mend: one.mend.replaceAll("{ca}", CA),
}));
