/** Triangles with a picture on them, drawn into a frame with a depth buffer. */
import type { Picture } from "./picture.ts";
import type { Mesh } from "./surface.ts";

/** Where the corners of a mesh fall in the frame. */
export interface Projected {
  /** x and y in pixels, and nearness (1 / distance) of each corner. */
  corners: Float32Array;
  /** How much light each corner throws back: red, green, blue; 1 shows the photo as it is. */
  light: Float32Array;
}

export function draw(frame: Picture, nearness: Float32Array, mesh: Mesh, projected: Projected): void {
  const { triangles } = mesh;
  for (let first = 0; first < triangles.length; first += 3) {
    drawTriangle(frame, nearness, mesh, projected, first);
  }
}

/** What changes over a triangle: nearness, two of the texture, three of light. */
const PLANES = 6;
const start = new Float64Array(PLANES);
const perColumn = new Float64Array(PLANES);
const perRow = new Float64Array(PLANES);
const value = new Float64Array(PLANES);

function drawTriangle(
  frame: Picture,
  nearness: Float32Array,
  mesh: Mesh,
  projected: Projected,
  first: number,
) {
  const a = mesh.triangles[first] ?? 0;
  const b = mesh.triangles[first + 1] ?? 0;
  const c = mesh.triangles[first + 2] ?? 0;
  const at = projected.corners;
  const ax = at[a * 3] ?? 0;
  const ay = at[a * 3 + 1] ?? 0;
  const bx = (at[b * 3] ?? 0) - ax;
  const by = (at[b * 3 + 1] ?? 0) - ay;
  const cx = (at[c * 3] ?? 0) - ax;
  const cy = (at[c * 3 + 1] ?? 0) - ay;
  const area = bx * cy - by * cx;
  // Turned away, or seen from the edge.
  if (area <= 1e-6) return;
  const left = Math.max(Math.ceil(Math.min(0, bx, cx) + ax), 0);
  const right = Math.min(Math.floor(Math.max(0, bx, cx) + ax), frame.width - 1);
  const top = Math.max(Math.ceil(Math.min(0, by, cy) + ay), 0);
  const bottom = Math.min(Math.floor(Math.max(0, by, cy) + ay), frame.height - 1);
  if (left > right || top > bottom) return;
  planes(mesh, projected, [a, b, c], [bx / area, by / area, cx / area, cy / area], left - ax, top - ay);
  for (let y = top; y <= bottom; y += 1) {
    const dy = y - ay;
    value.set(start);
    for (let x = left; x <= right; x += 1) {
      const dx = x - ax;
      const nearB = dx * cy - dy * cx;
      const nearC = bx * dy - by * dx;
      if (nearB >= 0 && nearC >= 0 && nearB + nearC <= area) {
        shade(frame, nearness, mesh.texture, y * frame.width + x);
      }
      for (let plane = 0; plane < PLANES; plane += 1) value[plane]! += perColumn[plane]!;
    }
    for (let plane = 0; plane < PLANES; plane += 1) start[plane]! += perRow[plane]!;
  }
}

type Three = [number, number, number];

/** Sets what a pixel of the triangle starts from and how it changes from column to column and from row to row. */
function planes(
  mesh: Mesh,
  projected: Projected,
  [a, b, c]: Three,
  [bx, by, cx, cy]: [number, number, number, number],
  dx: number,
  dy: number,
): void {
  const { corners, light } = projected;
  const plane = (index: number, list: Float32Array, step: number, offset: number) => {
    const base = list[a * step + offset] ?? 0;
    const toB = (list[b * step + offset] ?? 0) - base;
    const toC = (list[c * step + offset] ?? 0) - base;
    perColumn[index] = toB * cy - toC * by;
    perRow[index] = toC * bx - toB * cx;
    start[index] = base + perColumn[index] * dx + perRow[index] * dy;
  };
  plane(0, corners, 3, 2);
  plane(1, mesh.texels, 2, 0);
  plane(2, mesh.texels, 2, 1);
  plane(3, light, 3, 0);
  plane(4, light, 3, 1);
  plane(5, light, 3, 2);
}

function shade(frame: Picture, nearness: Float32Array, texture: Picture, pixel: number): void {
  if (value[0]! <= nearness[pixel]!) return;
  nearness[pixel] = value[0]!;
  const { data, width, height } = texture;
  const u = Math.min(Math.max(value[1]! - 0.5, 0), width - 1.001);
  const v = Math.min(Math.max(value[2]! - 0.5, 0), height - 1.001);
  const column = u | 0;
  const row = v | 0;
  const fx = u - column;
  const fy = v - row;
  const from = (row * width + column) * 4;
  const next = from + width * 4;
  const to = pixel * 4;
  for (let channel = 0; channel < 3; channel += 1) {
    const above = data[from + channel]! * (1 - fx) + data[from + channel + 4]! * fx;
    const under = data[next + channel]! * (1 - fx) + data[next + channel + 4]! * fx;
    frame.data[to + channel] = (above * (1 - fy) + under * fy) * value[3 + channel]!;
  }
}
