/** The faces that stand before the cameras of tests; `cargo xtask test` fetches their pictures. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Landmarks } from "../../../../ui/face/puppet/index.ts";
import { target } from "../program.ts";

/** A face; the second and third are other photos of the person of the first. */
export type PortraitName = "owner" | "owner again" | "owner elsewhere" | "somebody else" | "stranger";

export interface Portrait {
  /** The file's bytes, base64. */
  picture: string;
  landmarks: Landmarks;
}

/** File, and eyes, nose and corners of the mouth as YuNet finds them in it. */
const PORTRAITS: Record<PortraitName, [string, ...[number, number][]]> = {
  owner: ["president/1.jpg", [432, 214], [552, 216], [487, 276], [438, 318], [538, 324]],
  "owner again": ["president/3.jpg", [730, 395], [854, 393], [798, 462], [731, 512], [842, 526]],
  "owner elsewhere": ["president/2.jpg", [248, 374], [373, 379], [285, 455], [253, 511], [360, 524]],
  "somebody else": ["vice-president/1.jpg", [530, 323], [665, 329], [601, 407], [527, 460], [641, 467]],
  stranger: ["astronaut/1.png", [203, 101], [246, 102], [223, 125], [203, 144], [240, 143]],
};

export function portrait(name: PortraitName): Portrait {
  const [file, ...points] = PORTRAITS[name];
  return {
    picture: readFileSync(join(target(), "pictures", file)).toString("base64"),
    landmarks: points.map(([x, y]) => ({ x, y })) as Landmarks,
  };
}
