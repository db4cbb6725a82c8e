/** Pictures of a video element, one at a time: the next is taken when the last is done with. */

/** How often the clock is told while no picture comes, in milliseconds. */
const TICK = 500;

export interface Frames {
  /** The picture that was given is done with. */
  next(): void;
  stop(): void;
}

/** `take` gets a picture that is its own to close; `tick` the time, also while there is none. */
export function framesOf(
  video: HTMLVideoElement,
  take: (picture: ImageBitmap, at: number) => void,
  tick: (at: number) => void,
): Frames {
  let stopped = false;
  let handle = 0;
  let timer = 0;
  const grab = async (): Promise<void> => {
    const at = performance.now();
    try {
      const picture = await createImageBitmap(video);
      if (stopped) picture.close();
      else take(picture, at);
    } catch {
      // No picture yet, or the camera went away: the clock ends that.
      timer = window.setTimeout(wait, 50);
    }
  };
  const wait = (): void => {
    if (stopped) return;
    if ("requestVideoFrameCallback" in video) handle = video.requestVideoFrameCallback(() => void grab());
    else timer = window.setTimeout(() => void grab(), 33);
  };
  const clock = window.setInterval(() => {
    tick(performance.now());
  }, TICK);
  wait();
  return {
    next: wait,
    stop() {
      stopped = true;
      window.clearInterval(clock);
      window.clearTimeout(timer);
      if ("requestVideoFrameCallback" in video) video.cancelVideoFrameCallback(handle);
    },
  };
}
