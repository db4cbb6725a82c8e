/** Two histograms and the thresholds, as an SVG that is legible on white and on black. */
import type { Scores } from "./protocols.ts";

const WIDTH = 760;
const HEIGHT = 320;
const LEFT = 48;
const RIGHT = 736;
const TOP = 44;
const BOTTOM = 268;
const LOWEST = -0.3;
const BINS = 65;
// Both are 3:1 and more on white and on black.
const GENUINE = "#1a8f7a";
const IMPOSTOR = "#c2542d";
const INK = "#7d7d7d";

export function plot(scores: Scores, match: number, strict: number): string {
  const x = (score: number): number => LEFT + ((score - LOWEST) / (1 - LOWEST)) * (RIGHT - LEFT);
  const parts = [
    series(scores.impostor, IMPOSTOR, x),
    series(scores.genuine, GENUINE, x),
    ...[match, strict].map((at) => line(x(at), at)),
    axis(x),
    text(LEFT, 22, `${scores.impostor.length} impostor pairs`, IMPOSTOR),
    text(LEFT + 220, 22, `${scores.genuine.length} genuine pairs`, GENUINE),
    text((LEFT + RIGHT) / 2, HEIGHT - 10, "cosine", INK, "middle"),
  ];
  const open = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`;
  return `${open}\n<title>Scores of genuine and impostor pairs</title>\n${parts.join("\n")}\n</svg>\n`;
}

/** Shares of the pairs a bin, each series by its own largest. */
function series(values: readonly number[], colour: string, x: (score: number) => number): string {
  const bins = new Array<number>(BINS).fill(0);
  const size = (1 - LOWEST) / BINS;
  for (const value of values) {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor((value - LOWEST) / size)));
    bins[bin]! += 1;
  }
  const most = Math.max(1, ...bins);
  const bars = bins.map((count, bin) => {
    const from = x(LOWEST + bin * size);
    const height = (count / most) * (BOTTOM - TOP);
    const width = x(LOWEST + (bin + 1) * size) - from - 1;
    return count ? rectangle(from, BOTTOM - height, width, height) : "";
  });
  return `<g fill="${colour}" fill-opacity="0.75">${bars.join("")}</g>`;
}

function rectangle(x: number, y: number, width: number, height: number): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}"/>`;
}

function line(at: number, threshold: number): string {
  const x = at.toFixed(1);
  const path = `<path d="M${x} ${TOP}V${BOTTOM}" stroke="${INK}" stroke-dasharray="4 3"/>`;
  return `${path}${text(at + 4, TOP + 8, threshold.toFixed(2), INK)}`;
}

function axis(x: (score: number) => number): string {
  const marks = [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1].map((at) =>
    text(x(at), BOTTOM + 18, at.toFixed(1), INK, "middle"),
  );
  return `<path d="M${LEFT} ${BOTTOM}H${RIGHT}" stroke="${INK}"/>${marks.join("")}`;
}

function text(x: number, y: number, words: string, colour: string, anchor = "start"): string {
  return `<text x="${x.toFixed(1)}" y="${y}" fill="${colour}" text-anchor="${anchor}">${words}</text>`;
}
