/** What a check of the server's health found, in the reader's language. */
import type { HealthCheck } from "@donelogin/client/types.ts";

import { words } from "../../words/words.ts";

const GB = 1_000_000_000;

/** By the check and the stable word for what was found; the server's own sentence where there are no words. */
export function sentenceOf(check: HealthCheck): string {
  const id = `health-${check.check}-${check.code.replaceAll("_", "-")}`;
  if (!words.has(id)) return check.message;
  return words.get(id, {
    count: check.number ?? 0,
    size: gigabytes(check.number ?? 0),
  });
}

function gigabytes(bytes: number): string {
  const form = {
    style: "unit",
    unit: "gigabyte",
    maximumFractionDigits: bytes < 10 * GB ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(words.locale, form).format(bytes / GB);
}
