/** Pixels of the camera's pictures, read in the worker, so that the page's own picture stays fluid. */
import type { Frame } from "@donelogin/face";

/** Longer sides are made so short; a face then has more pixels than the models look at. */
const LONGEST = 640;

export class Pixels {
  #canvas: OffscreenCanvas | null = null;
  #context: OffscreenCanvasRenderingContext2D | null = null;

  /** Closes the picture. */
  read(picture: VideoFrame | ImageBitmap, at: number): Frame {
    const [wide, high] =
      "displayWidth" in picture
        ? [picture.displayWidth, picture.displayHeight]
        : [picture.width, picture.height];
    const scale = Math.min(1, LONGEST / Math.max(wide, high));
    const width = Math.round(wide * scale);
    const height = Math.round(high * scale);
    const context = this.#sized(width, height);
    context.drawImage(picture, 0, 0, width, height);
    picture.close();
    return { width, height, data: context.getImageData(0, 0, width, height).data, at };
  }

  #sized(width: number, height: number): OffscreenCanvasRenderingContext2D {
    if (!this.#canvas || !this.#context || this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas = new OffscreenCanvas(width, height);
      // Read back at every frame, so it stays in memory that the processor reads.
      this.#context = this.#canvas.getContext("2d", { willReadFrequently: true });
    }
    if (!this.#context) throw new Error("no canvas");
    return this.#context;
  }
}
