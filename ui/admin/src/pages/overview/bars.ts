/** Sign-ins in spans of time, as the chart shows them. */
import type { SignIns } from "@donelogin/client/types.ts";

import { words } from "../../words/words.ts";

export type Span = "today" | "week" | "month";

/** What stands below a bar: the hour, the day of the week, the day of the month. */
export function labelOf(bar: SignIns, span: Span): string {
  const options: Record<Span, Intl.DateTimeFormatOptions> = {
    today: { hour: "2-digit", hourCycle: "h23" },
    week: { weekday: "short" },
    month: { day: "numeric", month: "short" },
  };
  return new Intl.DateTimeFormat(words.locale, options[span]).format(bar.from * 1000);
}

/** Which bars are named below: so many that their names do not touch. */
export function isNamed(index: number, span: Span): boolean {
  return span === "week" || (span === "today" ? index % 3 === 0 : index % 5 === 4);
}

/** The bar with most sign-ins; nothing where there were none. */
export function peakOf(bars: readonly SignIns[]): SignIns | null {
  return bars.reduce<SignIns | null>((best, one) => (one.let_in > (best?.let_in ?? 0) ? one : best), null);
}

/** A bar that is not over yet is filled up by what is usual. */
export function isToCome(bar: SignIns, now: number): boolean {
  return bar.from + bar.length_s > now;
}

export function sumOf(bars: readonly SignIns[], of: "let_in" | "refused"): number {
  return bars.reduce((sum, bar) => sum + bar[of], 0);
}
