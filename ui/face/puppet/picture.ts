/** Pictures as plain bytes, and what the puppet does with them. */

/** RGBA, eight bits a channel, rows from the top: the shape of a browser's `ImageData`. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export interface Point {
  x: number;
  y: number;
}

/** Eyes, tip of the nose and corners of the mouth, in pixels, in the order in which YuNet gives them:
 * the person's right eye (left in the picture) first. */
export type Landmarks = [Point, Point, Point, Point, Point];

export type Rgb = [number, number, number];

export function blank(width: number, height: number): Picture {
  return { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) };
}

/** Half as wide and half as high, each pixel the mean of four. */
function halved(picture: Picture): Picture {
  const half = blank(picture.width >> 1, picture.height >> 1);
  const row = picture.width * 4;
  let to = 0;
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width; x += 1) {
      const from = y * 2 * row + x * 8;
      for (let channel = 0; channel < 3; channel += 1) {
        const at = from + channel;
        const sum =
          byte(picture, at) + byte(picture, at + 4) + byte(picture, at + row) + byte(picture, at + row + 4);
        half.data[to + channel] = sum / 4;
      }
      to += 4;
    }
  }
  return half;
}

function byte(picture: Picture, at: number): number {
  return picture.data[at] ?? 0;
}

/** What stands between the pixels, weighed by distance; the border goes on outside. */
function sample(picture: Picture, x: number, y: number, into: Uint8ClampedArray, at: number): void {
  const left = Math.min(Math.max(x, 0), picture.width - 1.001);
  const top = Math.min(Math.max(y, 0), picture.height - 1.001);
  const column = Math.floor(left);
  const line = Math.floor(top);
  const right = left - column;
  const below = top - line;
  const from = (line * picture.width + column) * 4;
  const next = from + picture.width * 4;
  for (let channel = 0; channel < 3; channel += 1) {
    const above = byte(picture, from + channel) * (1 - right) + byte(picture, from + channel + 4) * right;
    const under = byte(picture, next + channel) * (1 - right) + byte(picture, next + channel + 4) * right;
    into[at + channel] = above * (1 - below) + under * below;
  }
}

/** The part of a face's plane that a texture shows, in distances between the eyes; (0, 0) lies between them. */
export interface Extent {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Cuts out a face upright: eyes level, their distance `scale` pixels. */
export function upright(picture: Picture, landmarks: Landmarks, extent: Extent, scale: number): Picture {
  const [first, second] = landmarks;
  let across = { x: second.x - first.x, y: second.y - first.y };
  let middle = { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
  let source = picture;
  // Photos are larger than what is shown: halve them first, so that no pixel is passed over.
  while (Math.hypot(across.x, across.y) > scale * 2) {
    source = halved(source);
    across = { x: across.x / 2, y: across.y / 2 };
    middle = { x: middle.x / 2 - 0.25, y: middle.y / 2 - 0.25 };
  }
  const width = Math.round((extent.right - extent.left) * scale);
  const height = Math.round((extent.bottom - extent.top) * scale);
  const face = blank(width, height);
  for (let row = 0; row < height; row += 1) {
    const v = extent.top + (row + 0.5) / scale;
    for (let column = 0; column < width; column += 1) {
      const u = extent.left + (column + 0.5) / scale;
      const x = middle.x + u * across.x - v * across.y;
      const y = middle.y + u * across.y + v * across.x;
      sample(source, x, y, face.data, (row * width + column) * 4);
    }
  }
  return face;
}
