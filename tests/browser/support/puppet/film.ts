/** A file that Chromium plays as its own camera: a photo that moves a little, as somebody holds it up. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Browser } from "@playwright/test";

import { portrait } from "./portraits.ts";

export interface Film {
  path: string;
  remove(): void;
}

const FRAMES = 60;

/** Motion JPEG is pictures one after the other; a browser makes them. */
export async function stillFilm(browser: Browser): Promise<Film> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const frames = await page.evaluate(draw, { ...portrait("owner"), frames: FRAMES });
  await context.close();
  const folder = mkdtempSync(join(tmpdir(), "donelogin-film-"));
  const path = join(folder, "camera.mjpeg");
  writeFileSync(path, Buffer.concat(frames.map((frame) => Buffer.from(frame, "base64"))));
  return {
    path,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** In the page: the photo so that its face is as wide as one at arm's length, and sways. */
async function draw(photo: {
  picture: string;
  landmarks: { x: number; y: number }[];
  frames: number;
}): Promise<string[]> {
  const bytes = Uint8Array.from(atob(photo.picture), (letter) => letter.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext("2d");
  const [left, right] = photo.landmarks;
  if (!context || !left || !right) throw new Error("nothing to draw");
  const scale = 90 / (right.x - left.x);
  const frames: string[] = [];
  for (let frame = 0; frame < photo.frames; frame += 1) {
    const turn = (2 * Math.PI * frame) / photo.frames;
    const x = 320 + 6 * Math.sin(turn) - ((left.x + right.x) / 2) * scale;
    const y = 210 + 4 * Math.cos(turn) - ((left.y + right.y) / 2) * scale;
    context.fillStyle = "#909592";
    context.fillRect(0, 0, 640, 480);
    context.drawImage(image, x, y, image.width * scale, image.height * scale);
    frames.push(canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "");
  }
  return frames;
}
