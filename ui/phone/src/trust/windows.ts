/** The app's open windows, as the service worker sees them. */

/** What is needed of a `WindowClient`. */
interface AppWindow {
  url: string;
  visibilityState: DocumentVisibilityState;
  postMessage(message: unknown): void;
}

const PAGE = "/phone/";

export function ofApp<T extends { url: string }>(windows: readonly T[]): T[] {
  return windows.filter(({ url }) => new URL(url).pathname.startsWith(PAGE));
}

/** Tells the windows that are in sight to look. Whether there is one: then no notification is needed. */
export function tellVisible(windows: readonly AppWindow[]): boolean {
  const visible = ofApp(windows).filter(({ visibilityState }) => visibilityState === "visible");
  for (const one of visible) one.postMessage("look");
  return visible.length > 0;
}
