/** How a person moves who is asked to turn the head: after a moment, smoothly, never quite still. */
import { FRONTAL, type Pose } from "./camera.ts";

export type Gesture = "turn_left" | "turn_right" | "look_up" | "look_down" | "center";

interface Aim {
  yaw: number;
  pitch: number;
}

/** How far a willing person goes, in radians. */
const AIMS: Record<Gesture, Aim> = {
  turn_left: { yaw: 0.6, pitch: 0 },
  turn_right: { yaw: -0.6, pitch: 0 },
  look_up: { yaw: 0, pitch: 0.38 },
  look_down: { yaw: 0, pitch: -0.38 },
  center: { yaw: 0, pitch: 0 },
};

const REACTION_MS = { least: 250, most: 400 };
const MOVE_MS = { least: 450, most: 650 };
/** Whoever is still asked for the same after a while goes a little further, but not for ever. */
const INSIST_MS = 1300;
const INSIST_SHARE = 0.15;
const INSIST_TIMES = 3;

interface Move {
  from: Aim;
  to: Aim;
  begins: number;
  lasts: number;
}

export interface Temper {
  /** 1 goes as far as asked; 0 does not move at all. */
  eagerness?: number;
  /** What is done where something is asked: left for right, say. */
  instead?: Partial<Record<Gesture, Gesture>>;
  random?: () => number;
  /** Where the head is held, and how near. */
  rest?: Partial<Pose>;
}

/** A person before the camera; times in milliseconds of one clock that only goes forward. */
export class Actor {
  private asked: Gesture = "center";
  private insisted = 0;
  private movedAt = 0;
  private moves: Move[] = [];
  private readonly random: () => number;
  private readonly phase: number;
  private readonly rest: Pose;

  constructor(private readonly temper: Temper = {}) {
    this.random = temper.random ?? Math.random;
    this.phase = this.random() * 100;
    this.rest = { ...FRONTAL, ...temper.rest };
  }

  /** Hears what is asked, again and again; `share` of the whole way is gone where little is asked. */
  ask(gesture: Gesture, now: number, share = 1): void {
    if (gesture !== this.asked) {
      this.asked = gesture;
      this.insisted = 0;
      this.move(gesture, now + this.between(REACTION_MS), share);
    } else if (gesture !== "center" && this.insisted < INSIST_TIMES && now - this.movedAt > INSIST_MS) {
      this.insisted += 1;
      this.move(gesture, now, share * (1 + INSIST_SHARE * this.insisted));
    }
  }

  private move(gesture: Gesture, begins: number, share: number): void {
    const { yaw, pitch } = AIMS[this.temper.instead?.[gesture] ?? gesture];
    const far = share * (this.temper.eagerness ?? 1);
    const to = { yaw: yaw * far, pitch: pitch * far };
    // Nobody reacts to what was asked a moment before that.
    this.moves = this.moves.filter((move) => move.begins <= begins).slice(-2);
    this.moves.push({ from: this.aim(begins), to, begins, lasts: this.between(MOVE_MS) });
    this.movedAt = begins;
  }

  /** How the head is held at a time. */
  pose(now: number): Pose {
    const { yaw, pitch } = this.aim(now);
    const time = now / 1000 + this.phase;
    const sway = (period: number, size: number) => size * Math.sin((2 * Math.PI * time) / period);
    return {
      yaw: yaw + sway(3.1, 0.012) + sway(1.3, 0.006),
      pitch: pitch + sway(2.7, 0.01) + sway(1.1, 0.005),
      roll: this.rest.roll + sway(4.3, 0.012),
      x: this.rest.x + sway(5.3, 0.004) + sway(1.7, 0.0015),
      y: this.rest.y + sway(4.1, 0.004) + sway(1.9, 0.0015),
      size: this.rest.size * (1 + sway(4.7, 0.01)),
    };
  }

  private aim(now: number): Aim {
    const move = this.moves.findLast(({ begins }) => begins <= now);
    if (move === undefined) return AIMS.center;
    const way = smooth((now - move.begins) / move.lasts);
    const mix = (from: number, to: number) => from + (to - from) * way;
    return { yaw: mix(move.from.yaw, move.to.yaw), pitch: mix(move.from.pitch, move.to.pitch) };
  }

  private between({ least, most }: { least: number; most: number }): number {
    return least + (most - least) * this.random();
  }
}

/** The path of least jerk, as limbs and heads move (Flash and Hogan, 1985). */
function smooth(share: number): number {
  const t = Math.min(Math.max(share, 0), 1);
  return t * t * t * (10 - 15 * t + 6 * t * t);
}
