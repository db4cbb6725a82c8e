/** Web push: says only "look". Asked for by a button, never before. */
import { decode, encode } from "../client/base64url.ts";
import type { WebPush } from "../client/messages.ts";

export type PushState = "none" | "off" | "on" | "refused";

/** `none`: this browser or this server has no push. */
export async function pushState(vapidKey: string | null): Promise<PushState> {
  if (vapidKey === null || !("PushManager" in globalThis) || !("Notification" in globalThis)) return "none";
  const registration = await navigator.serviceWorker.getRegistration("/phone/");
  if (!registration) return "none";
  if (Notification.permission === "denied") return "refused";
  return (await registration.pushManager.getSubscription()) ? "on" : "off";
}

/** The channel of the present subscription, if it is for this server key. */
export async function channel(vapidKey: string): Promise<WebPush | null> {
  const registration = await navigator.serviceWorker.getRegistration("/phone/");
  const subscription = await registration?.pushManager.getSubscription();
  const key = subscription?.options.applicationServerKey;
  if (!subscription || !key || encode(new Uint8Array(key)) !== vapidKey) return null;
  return describe(subscription);
}

/** Asks for permission and subscribes; null where the person or the browser refuses. */
export async function subscribe(vapidKey: string): Promise<WebPush | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const registration = await navigator.serviceWorker.ready;
  // One for another server key would never be pushed to.
  const old = await registration.pushManager.getSubscription();
  if (old && !(await channel(vapidKey))) await old.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: decode(vapidKey) };
  return describe(await registration.pushManager.subscribe(options));
}

/** Another endpoint in the place of the present one. */
export async function renewChannel(vapidKey: string): Promise<WebPush | null> {
  await unsubscribe();
  return subscribe(vapidKey);
}

export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration("/phone/");
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
}

function describe(subscription: PushSubscription): WebPush | null {
  const { endpoint, keys } = subscription.toJSON();
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { channel: "webpush", endpoint, keys: { p256dh, auth } } : null;
}

/** The worker has no catalogue: it is given the words of its one notification in the language of the person. */
export async function tellWorkerWords(title: string, body: string): Promise<void> {
  const cache = await caches.open("donelogin-words");
  await cache.put("/phone/words", Response.json({ title, body }));
}
