/** The measurement in words and numbers. */
import type { Loaded } from "./load.ts";
import type { Scores } from "./protocols.ts";
import type { Sample } from "./samples.ts";
import {
  equalError,
  falseAccepts,
  falseRejects,
  quantile,
  type Rate,
  ratio,
  thresholdAt,
  wilson,
} from "./statistics.ts";

export interface Measured {
  loaded: Loaded;
  people: ReadonlyMap<string, readonly Sample[]>;
  rejected: readonly string[];
  singles: Scores;
  templates: Scores;
}

const FARS = [1e-2, 1e-3, 1e-4];
/** So many people and impostor pairs are few. */
const FEW_PEOPLE = 50;

export function report({ loaded, people, rejected, singles, templates }: Measured): string {
  const samples = [...people.values()].flat();
  const { match } = loaded.policy.thresholds;
  const lines = [
    `people ${people.size}, pictures ${samples.length}, left out ${rejected.length}`,
    ...rejected.map((each) => `  left out ${each}`),
    ...(people.size < FEW_PEOPLE
      ? [
          `These are few people: what is rarer than one in ${singles.impostor.length} impostor pairs cannot be seen here.`,
        ]
      : []),
    `the app would ask for another picture of ${samples.filter(({ guidance }) => guidance).length} (${words(samples)})`,
    `yaw: median ${quantile(
      samples.map(({ yaw }) => Math.abs(yaw)),
      0.5,
    ).toFixed(2)}, largest ${Math.max(...samples.map(({ yaw }) => Math.abs(yaw))).toFixed(2)}`,
    "",
    ...protocol("one picture against one", singles, match, loaded.strict),
    ...protocol(
      "one picture (impostors: median) against the mean of the others",
      templates,
      match,
      loaded.strict,
    ),
    ...stages(loaded),
  ];
  return `${lines.join("\n")}\n`;
}

function words(samples: readonly Sample[]): string {
  const counts = new Map<string, number>();
  for (const { guidance } of samples) if (guidance) counts.set(guidance, (counts.get(guidance) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${word} ${count}`).join(", ") || "none";
}

function protocol(name: string, scores: Scores, match: number, strict: number): string[] {
  const { genuine, impostor } = scores;
  const equal = equalError(scores);
  const spread = (values: number[]): string =>
    [0, 0.01, 0.05, 0.5, 0.95, 0.99, 1].map((share) => quantile(values, share).toFixed(3)).join("  ");
  return [
    `== ${name}`,
    `                     least  1 %    5 %    half   95 %   99 %   most`,
    `genuine ${String(genuine.length).padStart(8)}     ${spread(genuine)}`,
    `impostor ${String(impostor.length).padStart(7)}     ${spread(impostor)}`,
    `equal error rate ${percent(equal.rate)} at ${equal.threshold.toFixed(3)}`,
    ...FARS.map((far) => {
      const threshold = thresholdAt(scores, far);
      if (threshold === null) return `FAR ${far}: too few impostors to see it`;
      return `FAR ${far}: threshold ${threshold.toFixed(3)}, FRR ${rate(falseRejects(scores, threshold))}`;
    }),
    ...[
      ["policy", match],
      ["strict", strict],
    ].map(([word, threshold]) => {
      const at = threshold as number;
      return `${word} ${at}: FAR ${rate(falseAccepts(scores, at))}, FRR ${rate(falseRejects(scores, at))}`;
    }),
    "ROC (threshold: FAR, FRR)",
    ...[0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6].map(
      (at) =>
        `  ${at.toFixed(2)}: ${percent(ratio(falseAccepts(scores, at)))}, ${percent(ratio(falseRejects(scores, at)))}`,
    ),
    "",
  ];
}

function stages({ engine, compiled }: Loaded): string[] {
  const lines = ["== time of each stage on this machine, one thread, milliseconds (median, 95 %)"];
  const { detect = [], embed = [], passive = [] } = engine.stages ?? {};
  for (const [name, times] of [
    ["detect", detect],
    ["embed", embed],
    ["passive", passive],
  ] as const) {
    if (times.length)
      lines.push(`${name.padEnd(8)} ${quantile(times, 0.5).toFixed(1)}  ${quantile(times, 0.95).toFixed(1)}`);
  }
  return [...lines, `compile  ${compiled.toFixed(0)}`];
}

/** What passive models say of live and of attacking pictures. */
export function passiveReport(live: readonly Sample[], attacks: readonly Sample[]): string {
  const refused = (samples: readonly Sample[]): Rate => ({
    errors: samples.filter((sample) => (sample.live ?? 0) < 0.5).length,
    of: samples.length,
  });
  const bona = refused(live);
  const found = refused(attacks);
  const missed = { errors: found.of - found.errors, of: found.of };
  const lines = ["", "== passive models", `BPCER (live pictures refused) ${rate(bona)}`];
  if (attacks.length) lines.push(`APCER (attacks taken for live) ${rate(missed)}`);
  return `${lines.join("\n")}\n`;
}

function rate(found: Rate): string {
  const [low, high] = wilson(found);
  return `${found.errors} of ${found.of} = ${percent(ratio(found))} (95 %: ${percent(low)} to ${percent(high)})`;
}

function percent(value: number): string {
  return Number.isNaN(value) ? "unknown" : `${(100 * value).toPrecision(3)} %`;
}
