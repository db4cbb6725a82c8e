/** Rates, and how sure one can be of them. */
import type { Scores } from "./protocols.ts";

export interface Rate {
  errors: number;
  of: number;
}

/** Wilson's interval at 95 %; with no error its upper end is close to the rule of three. */
export function wilson({ errors, of }: Rate): [number, number] {
  if (of === 0) return [0, 1];
  const z = 1.96;
  const p = errors / of;
  const middle = p + (z * z) / (2 * of);
  const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return [Math.max(0, (middle - half) / whole), Math.min(1, (middle + half) / whole)];
}

/** Genuine ones below a threshold. */
export function falseRejects({ genuine }: Scores, threshold: number): Rate {
  return { errors: genuine.filter((score) => score < threshold).length, of: genuine.length };
}

/** Impostors at it and above. */
export function falseAccepts({ impostor }: Scores, threshold: number): Rate {
  return { errors: impostor.filter((score) => score >= threshold).length, of: impostor.length };
}

/**
 * The lowest threshold with a false accept rate of at most `far`; null if there are too few impostors for that rate
 * to be seen (less than one in 1/far).
 */
export function thresholdAt({ impostor }: Scores, far: number): number | null {
  if (impostor.length * far < 1) return null;
  const sorted = [...impostor].sort((one, other) => other - one);
  const allowed = Math.floor(impostor.length * far);
  return (sorted[allowed] ?? -1) + 1e-6;
}

/** Where both errors are alike: threshold and rate. */
export function equalError(scores: Scores): { threshold: number; rate: number } {
  let best = { threshold: 0, rate: 1, gap: Infinity };
  for (let step = -200; step <= 1000; step++) {
    const threshold = step / 1000;
    const frr = ratio(falseRejects(scores, threshold));
    const far = ratio(falseAccepts(scores, threshold));
    const gap = Math.abs(frr - far);
    if (gap < best.gap) best = { threshold, rate: (frr + far) / 2, gap };
  }
  return best;
}

export function ratio({ errors, of }: Rate): number {
  return of ? errors / of : NaN;
}

/** Of 0..1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}
