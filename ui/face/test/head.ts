/** Five points of a head in space, and of pictures of it, before a camera: what the planar test is tried on. */
import type { Landmarks, Point } from "../src/types.ts";

/** Millimetres; x to the right of the picture, y down, z towards the camera. */
interface Solid {
  x: number;
  y: number;
  z: number;
}

/** Right eye, left eye, tip of the nose, corners of the mouth. */
export type Five = readonly [Solid, Solid, Solid, Solid, Solid];

/** A grown-up's head; the nose stands `nose` millimetres out of the plane of eyes and mouth. */
export function head(nose = 27): Five {
  return [
    { x: -31, y: -32, z: -2 },
    { x: 31, y: -32, z: -2 },
    { x: 0, y: 6, z: nose },
    { x: -25, y: 36, z: 2 },
    { x: 25, y: 36, z: 2 },
  ];
}

/** The same head on flat paper. */
export function photo(): Five {
  return head().map(({ x, y }) => ({ x, y, z: 0 })) as unknown as Five;
}

/** On paper bent about an upright axis, millimetres of radius; towards the camera in the middle. */
export function bent(radius: number): Five {
  return photo().map(({ x, y }) => ({
    x: radius * Math.sin(x / radius),
    y,
    z: radius * (Math.cos(x / radius) - 1),
  })) as unknown as Five;
}

export interface Attitude {
  /** Degrees; positive is the person's own left. */
  yaw?: number;
  /** Degrees; positive is up. */
  pitch?: number;
  /** Degrees in the plane of the picture. */
  roll?: number;
  /** Millimetres from the camera. */
  distance?: number;
  /** Millimetres that the axis of the turn lies behind the face. */
  axis?: number;
}

const FOCUS = 500;

/** What a camera of 640 x 480 sees. */
export function seen(five: Five, attitude: Attitude = {}, noise: () => number = () => 0): Landmarks {
  const { yaw = 0, pitch = 0, roll = 0, distance = 450, axis = 0 } = attitude;
  const [eyeA, eyeB, nose, mouthA, mouthB] = five.map((point): Point => {
    let { x, y, z } = { ...point, z: point.z + axis };
    [x, z] = turned(x, z, yaw);
    [z, y] = turned(z, y, pitch);
    [x, y] = turned(x, y, -roll);
    const depth = distance - (z - axis);
    return { x: 320 + (FOCUS * x) / depth + noise(), y: 240 + (FOCUS * y) / depth + noise() };
  }) as [Point, Point, Point, Point, Point];
  return { eyeA, eyeB, nose, mouthA, mouthB };
}

/** `second` is what the first axis moves towards. */
function turned(first: number, second: number, degrees: number): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  return [
    first * Math.cos(angle) + second * Math.sin(angle),
    second * Math.cos(angle) - first * Math.sin(angle),
  ];
}

/** Gaussian noise of some pixels, the same in every run (xorshift and Box–Muller). */
export function noise(pixels: number, seed = 1): () => number {
  let state = seed * 2654435761;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 1) / 4294967297;
  };
  return () => pixels * Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
