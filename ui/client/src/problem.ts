/** Why the server did not do what was asked: problem documents (RFC 9457), and nobody answering. */

const PREFIX = "urn:donelogin:problem:";

/** What is wrong with one field. */
export interface FieldProblem {
  field: string;
  message: string;
  /** Nothing is wrong with the value but that another has it. */
  taken: boolean;
}

/** A refusal; `code` is the stable name. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail = "",
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(detail || code);
    this.name = "Problem";
  }

  /** What is wrong with a field, if the refusal is about it. */
  of(field: string): FieldProblem | undefined {
    return this.fields.find((one) => one.field === field);
  }
}

/** Nobody answered, or somebody who is not our server. */
export class Unreachable extends Error {
  constructor(options?: ErrorOptions) {
    super("the server does not answer", options);
    this.name = "Unreachable";
  }
}

export function isProblem(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && codes.includes(error.code);
}

interface Document {
  type?: unknown;
  detail?: unknown;
  errors?: unknown;
}

/** Reads a refusal. What is no problem document comes from something between, and counts as no answer. */
export async function readProblem(response: Response): Promise<Problem | Unreachable> {
  const kind = response.headers.get("content-type") ?? "";
  if (!kind.startsWith("application/problem+json")) return new Unreachable();
  const document = (await response.json().catch(() => ({}))) as Document;
  const type = typeof document.type === "string" ? document.type : "";
  const code = type.startsWith(PREFIX) ? type.slice(PREFIX.length) : "internal";
  const detail = typeof document.detail === "string" ? document.detail : "";
  const fields = Array.isArray(document.errors) ? (document.errors as FieldProblem[]) : [];
  return new Problem(code, response.status, detail, fields);
}
