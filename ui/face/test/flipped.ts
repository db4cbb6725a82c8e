/** Photos that somebody shows one after the other, by a key, as they are asked for. */
import type { Mesh, Picture } from "../puppet/index.ts";
import type { Gesture } from "../src/types.ts";
import type { Scene } from "./play.ts";

/** Milliseconds until the key is pressed. */
const REACTION = 300;

/** `fade`: milliseconds in which one photo turns into the next. */
export function flipped(photos: Record<Gesture, Picture>, fade: number): Scene {
  let [from, to]: Gesture[] = ["center", "center"];
  let pressed = 0;
  return (state, at) => {
    if (state.asked !== to && at >= pressed + fade) {
      [from, to] = [to, state.asked];
      pressed = at + REACTION;
    }
    const share = at < pressed ? 0 : fade ? Math.min(1, (at - pressed) / fade) : 1;
    return mixture(photos[from!], photos[to!], share);
  };
}

function mixture(one: Picture, other: Picture, share: number): Picture {
  if (share === 0) return one;
  if (share === 1) return other;
  const data = Uint8ClampedArray.from(one.data, (value, i) => value * (1 - share) + other.data[i]! * share);
  return { width: one.width, height: one.height, data };
}

/** A photo the other way round. */
export function mirrored(mesh: Mesh): Mesh {
  const corners = mesh.corners.map((value, i) => (i % 3 === 0 ? -value : value));
  const triangles = mesh.triangles.map((_, i, all) => all[i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1]!);
  return { ...mesh, corners, triangles };
}
