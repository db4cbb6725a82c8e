/**
 * Whether the face changed its colour with the screen. A phone's screen is a weak lamp and cameras correct colours by
 * themselves, so this is told and counts only where an office asks for it.
 */
import { dot } from "./pose.ts";
import type { Picture } from "./picture.ts";
import type { Colour, Face, Point, Reflection } from "./types.ts";

/** The screen's colours in sRGB, as the app shows them. */
export const COLOURS: Readonly<Record<Colour, readonly [number, number, number]>> = {
  white: [0xff, 0xff, 0xff],
  blue: [0x86, 0xc9, 0xf2],
  amber: [0xff, 0xc2, 0x4d],
  green: [0x7f, 0xd4, 0x8a],
  pink: [0xf4, 0xa3, 0xc6],
};

/** Milliseconds after a change in which screen and camera are still changing. */
const SETTLES = 300;
/** Frames that a colour needs. */
const FRAMES = 3;
/** Cosine between the changes seen and those shown. */
const ALIKE = 0.8;
/** The face takes on at least this share of the screen's change of colour. */
const SHARE = 0.015;
/** The screen's colours have to differ so much for anything to be told. */
const CONTRAST = 0.03;

/** Red and green as shares of all light; brightness falls out. */
type Chroma = Point;

interface Phase {
  colour: Colour;
  since: number;
  seen: Chroma[];
}

/** Linear light of an sRGB value of 0..255. */
const LINEAR = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

export class Colours {
  readonly #phases: Phase[] = [];

  /** The screen shows a colour from now on; null is its usual white. */
  show(colour: Colour | null, at: number): void {
    this.#phases.push({ colour: colour ?? "white", since: at, seen: [] });
  }

  /** Takes the face of a frame. */
  see(picture: Picture, face: Face, at: number): void {
    const phase = this.#phases.at(-1);
    if (!phase || at - phase.since < SETTLES) return;
    const skin = skinOf(picture, face);
    const around = aroundOf(picture, face);
    if (skin) phase.seen.push(around ? { x: skin.x - around.x, y: skin.y - around.y } : skin);
  }

  reflection(): Reflection {
    const phases = this.#phases.filter(({ seen }) => seen.length >= FRAMES);
    const expected = spread(phases.map(({ colour }) => chroma(COLOURS[colour])));
    const seen = spread(phases.map((phase) => mean(phase.seen)));
    const shownSize = size(expected);
    if (phases.length < 3 || shownSize < CONTRAST) return "unclear";
    const seenSize = size(seen);
    const along = expected.reduce((sum, each, i) => sum + dot(each, seen[i]!), 0);
    const share = along / (shownSize * shownSize);
    // How far single frames lie from the mean of their colour: what cannot be told from that is unclear.
    const noise = size(phases.flatMap((phase) => spread(phase.seen))) / Math.sqrt(phases.length * FRAMES);
    if (share >= SHARE && along / (shownSize * seenSize) >= ALIKE && seenSize > noise) return "seen";
    return noise > SHARE * shownSize * 3 ? "unclear" : "not_seen";
  }
}

/** Forehead and cheeks. */
function skinOf(picture: Picture, { landmarks }: Face): Chroma | null {
  const { eyeA, eyeB, nose, mouthA, mouthB } = landmarks;
  const radius = Math.hypot(eyeB.x - eyeA.x, eyeB.y - eyeA.y) * 0.16;
  const eyes = { x: (eyeA.x + eyeB.x) / 2, y: (eyeA.y + eyeB.y) / 2 };
  const forehead = { x: eyes.x + (eyes.x - nose.x) * 0.6, y: eyes.y + (eyes.y - nose.y) * 0.6 };
  const cheek = (eye: Point, mouth: Point): Point => ({
    x: eye.x * 0.5 + mouth.x * 0.5 + (eye.x - eyes.x) * 0.2,
    y: eye.y * 0.45 + mouth.y * 0.55,
  });
  const light = new Light();
  for (const spot of [forehead, cheek(eyeA, mouthA), cheek(eyeB, mouthB)]) {
    light.square(picture, spot.x - radius, spot.y - radius, 2 * radius, 2 * radius);
  }
  return light.chroma();
}

/** Stripes at both edges of the picture where the face is not: what the camera's own correction does to all. */
function aroundOf(picture: Picture, face: Face): Chroma | null {
  const stripe = picture.width * 0.08;
  const light = new Light();
  if (face.x > 1.5 * stripe) light.square(picture, 0, 0, stripe, picture.height * 0.6);
  if (face.x + face.width < picture.width - 1.5 * stripe) {
    light.square(picture, picture.width - stripe, 0, stripe, picture.height * 0.6);
  }
  return light.chroma();
}

class Light {
  #sum: [number, number, number] = [0, 0, 0];
  #count = 0;

  square({ data, width, height }: Picture, x: number, y: number, w: number, h: number): void {
    const step = Math.max(1, Math.floor(Math.min(w, h) / 16));
    for (let row = Math.max(0, Math.round(y)); row < Math.min(height, y + h); row += step) {
      for (let column = Math.max(0, Math.round(x)); column < Math.min(width, x + w); column += step) {
        const i = (row * width + column) * 4;
        const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
        // Burnt out pixels have no colour left.
        if (Math.max(r, g, b) > 250) continue;
        this.#sum[0] += LINEAR[r]!;
        this.#sum[1] += LINEAR[g]!;
        this.#sum[2] += LINEAR[b]!;
        this.#count++;
      }
    }
  }

  chroma(): Chroma | null {
    const [r, g, b] = this.#sum;
    const all = r + g + b;
    return this.#count < 12 || all < this.#count * 0.01 ? null : { x: r / all, y: g / all };
  }
}

function chroma([r, g, b]: readonly [number, number, number]): Chroma {
  const all = LINEAR[r]! + LINEAR[g]! + LINEAR[b]!;
  return { x: LINEAR[r]! / all, y: LINEAR[g]! / all };
}

function mean(all: readonly Chroma[]): Chroma {
  const sum = all.reduce((one, { x, y }) => ({ x: one.x + x, y: one.y + y }), { x: 0, y: 0 });
  return { x: sum.x / all.length, y: sum.y / all.length };
}

/** Each without the mean of all. */
function spread(all: readonly Chroma[]): Chroma[] {
  const { x, y } = mean(all);
  return all.map((each) => ({ x: each.x - x, y: each.y - y }));
}

function size(all: readonly Chroma[]): number {
  return Math.sqrt(all.reduce((sum, each) => sum + dot(each, each), 0));
}
