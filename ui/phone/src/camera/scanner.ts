/** Reads QR codes in the camera's picture: by the browser where it can, else by jsQR. */
import { pause } from "../client/events.ts";

interface Detector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

type Read = (video: HTMLVideoElement) => Promise<string | null>;

/** Milliseconds between two looks. */
const EVERY_MS = 150;

async function builtIn(): Promise<Read | null> {
  const found = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats = (await found?.getSupportedFormats().catch(() => [])) ?? [];
  if (!found || !formats.includes("qr_code")) return null;
  const detector = new found({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function ownReader(): Promise<Read> {
  const { default: jsQR } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return (video) => {
    const { videoWidth: width, videoHeight: height } = video;
    if (!context || width === 0) return Promise.resolve(null);
    canvas.width = width;
    canvas.height = height;
    context.drawImage(video, 0, 0);
    const picture = context.getImageData(0, 0, width, height);
    return Promise.resolve(
      jsQR(picture.data, width, height, { inversionAttempts: "dontInvert" })?.data ?? null,
    );
  };
}

/** Calls back for each code that is seen, until the signal fires. */
export async function scan(
  video: HTMLVideoElement,
  seen: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let read = (await builtIn()) ?? (await ownReader());
  while (!signal.aborted) {
    try {
      const text = await read(video);
      if (text) seen(text);
    } catch {
      // A detector that the browser names and cannot run: ours can.
      read = await ownReader();
    }
    await pause(EVERY_MS, signal);
  }
}
