/** What the photo is laid over: a head, or a card. */
import { type Extent, type Landmarks, type Picture, type Point, upright } from "./picture.ts";

/** Triangles in space with a picture on them. Unit: the distance between the eyes. x to the right of the picture,
 * y down, z towards the camera; the origin lies in the axis about which a neck turns. */
export interface Mesh {
  texture: Picture;
  /** x, y, z of each corner. */
  corners: Float32Array;
  /** Pixel of the texture of each corner. */
  texels: Float32Array;
  /** Direction in which the surface looks at each corner. */
  normals: Float32Array;
  /** Corners of each triangle. */
  triangles: Uint32Array;
}

/** Where a point of a grid over [0, 1]² lies in space and in the plane of the face. */
type Shape = (s: number, t: number) => { x: number; y: number; z: number; u: number; v: number };

const TEXELS = 112;

// Of adults, in distances between the eyes (about 63 mm): half the head's breadth, height, depth, and where its
// middle lies below the eyes.
const BREADTH = 1.22;
const HEIGHT = 1.95;
const DEPTH = 1.5;
const MIDDLE = 0.15;

const FACE: Extent = { left: -1.6, right: 1.6, top: -2.3, bottom: 2.4 };

/** How far round the head the photo reaches, in radians from its front; behind the temples it is mirrored. */
const ROUND = 2.2;

/** A photo laid over a head-shaped surface: what is nearer to the camera moves further when the head turns. */
export function headMesh(photo: Picture, landmarks: Landmarks): Mesh {
  const face = proportions(landmarks);
  const [sine, cosine] = [Math.sin(face.yaw), Math.cos(face.yaw)];
  const eyes = DEPTH * 0.9;
  return mesh(upright(photo, landmarks, FACE, TEXELS), FACE, 88, 72, (s, t) => {
    // Rings from the crown to below the chin, each from ear to ear.
    const slope = -1.45 + 2.9 * t;
    const turn = (2 * s - 1) * ROUND;
    const ring = Math.cos(slope) ** 0.8;
    const x = BREADTH * ring * Math.sin(turn);
    const y = MIDDLE + HEIGHT * Math.sin(slope);
    const front = Math.cos(turn);
    // Flatter in front than an ellipsoid.
    const oval = DEPTH * ring * Math.sign(front) * Math.abs(front) ** 0.85;
    const z = oval + (front > 0 ? relief(face, x, y) : 0);
    // Where a head that is turned as in the photo shows this point there.
    return { x, y: y - MIDDLE, z, u: x + ((z - eyes) * sine) / cosine, v: y };
  });
}

/** The same photo as a picture held up: flat, or bent about the upright axis by `bend` (0.3 like a sheet in a hand). */
export function cardMesh(photo: Picture, landmarks: Landmarks, bend = 0): Mesh {
  return mesh(upright(photo, landmarks, FACE, TEXELS), FACE, 24, 24, (s, t) => {
    const u = FACE.left + (FACE.right - FACE.left) * s;
    const v = FACE.top + (FACE.bottom - FACE.top) * t;
    return { x: u, y: v - MIDDLE, z: DEPTH - bend * u * u, u, v };
  });
}

/** What a face's landmarks say about it. */
interface Face {
  /** How far the photo's head is turned, in radians. */
  yaw: number;
  /** Heights of the nose's tip and the lips below the eyes, in distances between the eyes. */
  tip: number;
  lips: number;
}

/** How far the tip of the nose stands before the eyes. */
const NOSE = 0.5;

function proportions([eyeA, eyeB, nose, mouthA, mouthB]: Landmarks): Face {
  const across = { x: eyeB.x - eyeA.x, y: eyeB.y - eyeA.y };
  const unit = across.x * across.x + across.y * across.y;
  const middle = { x: (eyeA.x + eyeB.x) / 2, y: (eyeA.y + eyeB.y) / 2 };
  const below = ({ x, y }: Point) => ((y - middle.y) * across.x - (x - middle.x) * across.y) / unit;
  const aside = ((nose.x - middle.x) * across.x + (nose.y - middle.y) * across.y) / unit;
  return { yaw: Math.atan(aside / NOSE), tip: below(nose), lips: (below(mouthA) + below(mouthB)) / 2 };
}

/** What stands out of the oval: brow, nose, lips, chin; and the hollows of the eyes. */
function relief({ tip, lips }: Face, x: number, y: number): number {
  const down = Math.min(Math.max(y / tip, 0), 1);
  const along = y < tip ? Math.min(Math.max((y + 0.1) / (tip + 0.1), 0), 1) : bump(y - tip, 0.14);
  return (
    0.4 * along * bump(x, 0.13 + 0.13 * down) -
    0.1 * bump(Math.abs(x) - 0.5, 0.26) * bump(y, 0.2) +
    0.06 * bump(x, 0.7) * bump(y + 0.35, 0.16) +
    0.08 * bump(x, 0.4) * bump(y - lips, 0.2) +
    0.08 * bump(x, 0.35) * bump(y - lips - 0.6, 0.25)
  );
}

function bump(distance: number, width: number): number {
  return Math.exp(-((distance / width) ** 2));
}

function mesh(texture: Picture, extent: Extent, columns: number, rows: number, shape: Shape): Mesh {
  const count = (columns + 1) * (rows + 1);
  const corners = new Float32Array(count * 3);
  const texels = new Float32Array(count * 2);
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      const at = row * (columns + 1) + column;
      const { x, y, z, u, v } = shape(column / columns, row / rows);
      corners.set([x, y, z], at * 3);
      texels.set([(u - extent.left) * TEXELS, (v - extent.top) * TEXELS], at * 2);
    }
  }
  const triangles = new Uint32Array(columns * rows * 6);
  let next = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const corner = row * (columns + 1) + column;
      const below = corner + columns + 1;
      triangles.set([corner, corner + 1, below, corner + 1, below + 1, below], next);
      next += 6;
    }
  }
  return { texture, corners, texels, normals: normalsOf(corners, triangles), triangles };
}

/** Of each corner the mean of its triangles, by their area. */
function normalsOf(corners: Float32Array, triangles: Uint32Array): Float32Array {
  const normals = new Float32Array(corners.length);
  const at = (index: number) => corners[index] ?? 0;
  const sum = (index: number) => normals[index] ?? 0;
  for (let first = 0; first < triangles.length; first += 3) {
    const [a, b, c] = [0, 1, 2].map((n) => (triangles[first + n] ?? 0) * 3) as [number, number, number];
    const along = [at(b) - at(a), at(b + 1) - at(a + 1), at(b + 2) - at(a + 2)] as const;
    const down = [at(c) - at(a), at(c + 1) - at(a + 1), at(c + 2) - at(a + 2)] as const;
    const normal = [
      along[1] * down[2] - along[2] * down[1],
      along[2] * down[0] - along[0] * down[2],
      along[0] * down[1] - along[1] * down[0],
    ] as const;
    for (const corner of [a, b, c]) {
      normal.forEach((value, axis) => (normals[corner + axis] = sum(corner + axis) + value));
    }
  }
  for (let corner = 0; corner < normals.length; corner += 3) {
    const length = Math.hypot(sum(corner), sum(corner + 1), sum(corner + 2)) || 1;
    for (let axis = 0; axis < 3; axis += 1) normals[corner + axis] = sum(corner + axis) / length;
  }
  return normals;
}
