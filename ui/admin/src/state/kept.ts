/** What was typed in the first run, kept over a reload of the window. Passwords are not. */

const KEY = "first-run";

export interface Draft {
  step: number;
  officeName: string;
  way: "local" | "own";
  label: string;
  ownHost: string;
  certificateFile: string;
  keyFile: string;
  name: string;
  email: string;
  username: string;
  /** The administrator, as soon as there is one. */
  userId: string | null;
}

export function readDraft(): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}") as Partial<Draft>;
  } catch {
    return {};
  }
}

export function keepDraft(draft: Draft): void {
  sessionStorage.setItem(KEY, JSON.stringify(draft));
}

export function forgetDraft(): void {
  sessionStorage.removeItem(KEY);
}
