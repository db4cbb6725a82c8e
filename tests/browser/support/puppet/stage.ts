/** What stands before the camera of a phone; told by a test, played in its browser. */
import type { Gesture, Pose } from "../../../../ui/face/puppet/index.ts";
import type { Portrait, PortraitName } from "./portraits.ts";

export interface Role {
  face: PortraitName;
  /** A head; the same photo on flat paper; on paper bent like a hand bends it. */
  as?: "head" | "card" | "sheet";
  /** What is done where something is asked. */
  instead?: Partial<Record<Gesture, Gesture>>;
  /** 0 does not move. */
  eagerness?: number;
  rest?: Partial<Pose>;
}

export interface Stage {
  /** Nobody, one, or two. */
  roles: Role[];
  /** Who takes over as soon as the first turn is asked for. */
  then?: Role[];
  /** Keeps the frames of a check, or plays those that were kept instead of everything else. */
  recording?: "keep" | "play";
  /** What the camera on the back sees: a PNG, base64. */
  rear?: string;
  /** Light of the room; 1 is a bright one. */
  room?: number;
}

export const OWNER: Stage = { roles: [{ face: "owner" }] };
export const NOBODY: Stage = { roles: [] };

/** What the test gives the page, and the page the test. */
export interface Backstage {
  puppetStage(): Promise<Stage>;
  puppetPortrait(name: PortraitName): Promise<Portrait>;
}

declare global {
  interface Window extends Backstage {
    /** Another stage at once; set by the script in the page. */
    puppetShow?: (stage: Stage) => void;
    /** How many frames were drawn, and how many milliseconds that took. */
    puppetDrawn?: { frames: number; ms: number };
  }
}
