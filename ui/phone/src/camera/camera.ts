/** The camera: opened for one purpose, closed with it. */

export type CameraFault = "refused" | "busy" | "none";

export class CameraError extends Error {
  constructor(
    readonly fault: CameraFault,
    options?: ErrorOptions,
  ) {
    super(`camera: ${fault}`, options);
    this.name = "CameraError";
  }
}

/** Which of the three it is, by the names of the Media Capture specification. */
export function faultOf(error: unknown): CameraFault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  if (name === "NotFoundError" || name === "OverconstrainedError" || name === "TypeError") return "none";
  return "busy";
}

/** Shows the camera in the element; resolves once pictures come. The end of the signal closes it. */
export async function openCamera(
  video: HTMLVideoElement,
  facing: "user" | "environment",
  signal: AbortSignal,
): Promise<void> {
  let stream: MediaStream;
  try {
    const size =
      facing === "user" ? { width: { ideal: 640 }, height: { ideal: 480 } } : { width: { ideal: 1280 } };
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: facing, ...size },
      audio: false,
    });
  } catch (cause) {
    throw new CameraError(faultOf(cause), { cause });
  }
  const close = (): void => {
    stream.getTracks().forEach((track) => {
      track.stop();
    });
    video.srcObject = null;
  };
  if (signal.aborted) {
    close();
    signal.throwIfAborted();
  }
  signal.addEventListener("abort", close, { once: true });
  video.srcObject = stream;
  try {
    await video.play();
  } catch (cause) {
    signal.throwIfAborted();
    throw new CameraError("busy", { cause });
  }
}
