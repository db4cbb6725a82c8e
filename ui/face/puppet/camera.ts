/** A camera that looks at puppets: perspective, light, noise of the sensor. */
import { type Picture, type Rgb, blank } from "./picture.ts";
import { type Projected, draw } from "./raster.ts";
import type { Mesh } from "./surface.ts";

/** How something is held before the camera. Angles in radians. */
export interface Pose {
  /** Positive to the person's own left, which is the right of an unmirrored frame. */
  yaw: number;
  /** Positive upwards. */
  pitch: number;
  /** Positive towards the person's own left shoulder. */
  roll: number;
  /** Place of the head's middle in the frame, as a share of its width and height; 0.5 is the middle. */
  x: number;
  y: number;
  /** Breadth of the face as a share of the frame's width. */
  size: number;
}

export interface Light {
  /** Light of the room; 1 shows the photo as bright as it is. */
  room: number;
  /** Light of the phone's screen, 0..1 a channel, thrown back by what looks towards it. */
  screen: Rgb;
  /** How strong the screen is against the room. */
  strength: number;
}

export const FRONTAL: Pose = { yaw: 0, pitch: 0, roll: 0, x: 0.5, y: 0.5, size: 0.38 };
export const DAYLIGHT: Light = { room: 0.85, screen: [1, 1, 1], strength: 0.18 };

/** A head and how it is held. */
export interface Shown {
  mesh: Mesh;
  pose: Pose;
}

/** Breadth of a face from cheek to cheek, in distances between the eyes. */
const FACE_BREADTH = 2.3;
/** About 60 degrees from side to side, as a phone's front camera has. */
const FOCAL = 0.87;
const NOISE = 1 << 16;

export class Camera {
  private readonly nearness: Float32Array;
  private readonly noise = new Int8Array(NOISE);

  /** `grain`: the noise of the sensor, in steps of 255, standard deviation. */
  constructor(
    readonly width = 640,
    readonly height = 480,
    private readonly wall: Rgb = [148, 152, 150],
    grain = 2,
    private readonly random: () => number = Math.random,
  ) {
    this.nearness = new Float32Array(width * height);
    for (let at = 0; at < NOISE; at += 1) {
      // The sum of three even ones is near enough to a normal one; its deviation is 1/2.
      this.noise[at] = Math.round((random() + random() + random() - 1.5) * 2 * grain);
    }
  }

  /** One frame; nothing shown gives the bare wall. */
  take(shown: Shown[], light: Light = DAYLIGHT): Picture {
    const frame = blank(this.width, this.height);
    this.paintWall(frame, light);
    this.nearness.fill(0);
    for (const { mesh, pose } of shown) draw(frame, this.nearness, mesh, this.project(mesh, pose, light));
    this.addNoise(frame);
    return frame;
  }

  private paintWall(frame: Picture, light: Light): void {
    const pixels = new Uint32Array(frame.data.buffer);
    for (let row = 0; row < this.height; row += 1) {
      const shade = light.room * (1.04 - (0.12 * row) / this.height);
      const [red, green, blue] = this.wall.map((value) => Math.min(Math.round(value * shade), 255)) as Rgb;
      pixels.fill(
        ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0,
        row * this.width,
        (row + 1) * this.width,
      );
    }
  }

  private project(mesh: Mesh, pose: Pose, light: Light): Projected {
    const count = mesh.corners.length / 3;
    const corners = new Float32Array(count * 3);
    const lights = new Float32Array(count * 3);
    const turn = rotation(pose);
    const focal = FOCAL * this.width;
    const distance = (FACE_BREADTH * FOCAL) / pose.size;
    for (let at = 0; at < count * 3; at += 3) {
      const [x, y, z] = turned(turn, mesh.corners, at);
      // The nearest point of the face, not the neck, has the size that was asked for.
      const near = 1 / Math.max(distance + 1.2 - z, 0.1);
      corners[at] = pose.x * this.width + focal * x * near;
      corners[at + 1] = pose.y * this.height + focal * y * near;
      corners[at + 2] = near;
      const towards = Math.max(turned(turn, mesh.normals, at)[2], 0);
      for (let channel = 0; channel < 3; channel += 1) {
        const thrown = (light.screen[channel] ?? 0) * light.strength * towards;
        lights[at + channel] = light.room * (0.75 + 0.25 * towards) + thrown;
      }
    }
    return { corners, light: lights };
  }

  private addNoise(frame: Picture): void {
    const { data } = frame;
    let at = Math.floor(this.random() * NOISE);
    for (let to = 0; to < data.length; to += 4) {
      data[to] = data[to]! + this.noise[at & (NOISE - 1)]!;
      data[to + 1] = data[to + 1]! + this.noise[(at + 7919) & (NOISE - 1)]!;
      data[to + 2] = data[to + 2]! + this.noise[(at + 15_101) & (NOISE - 1)]!;
      // Another stride than the table's length, so that no pattern stands.
      at += 1 + (to & 4) / 4;
    }
  }
}

/** Rows of the rotation: yaw about the upright axis, then pitch, then roll. */
function rotation({ yaw, pitch, roll }: Pose): number[] {
  const [sy, cy] = [Math.sin(yaw), Math.cos(yaw)];
  const [sp, cp] = [Math.sin(pitch), Math.cos(pitch)];
  const [sr, cr] = [Math.sin(roll), Math.cos(roll)];
  // After yaw: (cy x + sy z, y, cy z - sy x). After pitch: y cp - z sp, y sp + z cp.
  const across = [cy, 0, sy];
  const down = [sy * sp, cp, -cy * sp];
  const near = [-sy * cp, sp, cy * cp];
  const mix = (first: number[], second: number[], s: number, c: number) =>
    first.map((value, axis) => c * value + s * (second[axis] ?? 0));
  return [...mix(across, down, -sr, cr), ...mix(down, across, sr, cr), ...near];
}

function turned(by: number[], list: Float32Array, at: number): [number, number, number] {
  const x = list[at]!;
  const y = list[at + 1]!;
  const z = list[at + 2]!;
  return [
    by[0]! * x + by[1]! * y + by[2]! * z,
    by[3]! * x + by[4]! * y + by[5]! * z,
    by[6]! * x + by[7]! * y + by[8]! * z,
  ];
}
