/** Passive models by the manifest's slot: they judge a single picture, and none has to be there. */
import type { Affine, Picture } from "./picture.ts";
import type { Face, PassiveInput } from "./types.ts";

/** The face's box made wider about its centre, never beyond the picture (as in Silent-Face's own cropping). */
export function aim(picture: Picture, face: Face, input: PassiveInput): Affine {
  const scale = Math.min((picture.height - 1) / face.height, (picture.width - 1) / face.width, input.crop);
  const width = face.width * scale;
  const height = face.height * scale;
  const x = inside(face.x + face.width / 2 - width / 2, width, picture.width);
  const y = inside(face.y + face.height / 2 - height / 2, height, picture.height);
  const xx = width / input.size;
  const yy = height / input.size;
  return { xx, xy: 0, yx: 0, yy, tx: x + xx / 2 - 0.5, ty: y + yy / 2 - 0.5 };
}

function inside(from: number, length: number, room: number): number {
  return Math.max(0, Math.min(from, room - 1 - length));
}

/** The softmax of "live", bent so that the model's own threshold lies at 0.5. */
export function live(output: Float32Array, input: PassiveInput): number {
  const top = Math.max(...output);
  const exps = [...output].map((value) => Math.exp(value - top));
  const share = exps[input.live]! / exps.reduce((sum, value) => sum + value, 0);
  const t = input.threshold;
  return share < t ? (0.5 * share) / t : 0.5 + (0.5 * (share - t)) / (1 - t);
}
