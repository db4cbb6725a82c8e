/** Why the server did not do what was asked: problem documents (RFC 9457) by the names of the protocol. */

const PREFIX = "urn:donelogin:problem:";

const NAMES = [
  "malformed",
  "use_device_nonce",
  "bad_signature",
  "unknown_device",
  "unknown_request",
  "already_decided",
  "link_claimed",
  "key_already_linked",
  "counter_not_greater",
  "expired",
  "superseded",
  "wrong_transfer",
  "face_not_passed",
  "wrong_gestures",
  "unknown_policy",
  "wrong_context",
  "wrong_audience",
  "trust_required",
  "slow_down",
  "internal",
] as const;

export type ProblemName = (typeof NAMES)[number];

/** A refusal. */
export class Problem extends Error {
  constructor(
    readonly problem: ProblemName,
    readonly status: number,
    /** Wrong digits that are still allowed. */
    readonly triesLeft: number | null = null,
    /** Seconds to wait. */
    readonly waitS: number | null = null,
  ) {
    super(problem);
    this.name = "Problem";
  }
}

/** Nobody answered, or somebody who is not our server. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super("the server does not answer", options);
    this.name = "Unreachable";
  }
}

function isName(name: string): name is ProblemName {
  return (NAMES as readonly string[]).includes(name);
}

/** Reads a refusal. What is no problem document comes from something between: it counts as no answer. */
export async function readProblem(response: Response): Promise<Problem | Unreachable> {
  const kind = response.headers.get("content-type") ?? "";
  if (!kind.startsWith("application/problem+json")) return new Unreachable();
  const document = (await response.json().catch(() => ({}))) as { type?: unknown; tries_left?: unknown };
  const type = typeof document.type === "string" ? document.type : "";
  const name = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "";
  const left = typeof document.tries_left === "number" ? document.tries_left : null;
  const wait = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  return new Problem(
    isName(name) ? name : "internal",
    response.status,
    left,
    Number.isNaN(wait) ? null : wait,
  );
}

/** Whether this error is that refusal. */
export function isProblem(error: unknown, ...names: ProblemName[]): error is Problem {
  return error instanceof Problem && names.includes(error.problem);
}
