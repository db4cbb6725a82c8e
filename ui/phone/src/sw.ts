/**
 * The service worker: that it registers shows that the browser trusts the server. It keeps the app's own files of one
 * build, so that the app opens without the server, and shows a notification when a push says "look". It never keeps an
 * answer of the protocol.
 */
/// <reference lib="webworker" />
export {};

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Filled in by the build: files to keep, and a name made of their content. */
const SHELL = "__SHELL__";
const BUILD = "__BUILD__";
const CACHE = `donelogin-shell-${BUILD}`;
const PAGE = "/phone/";

worker.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldShells().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== worker.location.origin) return;
  if (!pathname.startsWith(PAGE) || pathname.startsWith("/phone/v1/")) return;
  // The same file answers for every address of the app: the part behind the # never comes here.
  if (request.mode === "navigate") event.respondWith(fromShell(PAGE, request));
  else if (pathname.startsWith("/phone/assets/")) event.respondWith(fromShell(pathname, request));
});

worker.addEventListener("push", (event) => {
  event.waitUntil(notify());
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showApp());
});

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    [PAGE, ...(JSON.parse(SHELL) as string[])].map((url) => new Request(url, { cache: "reload" })),
  );
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("donelogin-shell-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromShell(path: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(CACHE)).match(path);
  return kept ?? fetch(request);
}

/** Says that a sign-in waits, and nothing about it: the lock screen is no place for more. */
async function notify(): Promise<void> {
  const kept = await (await caches.open("donelogin-words")).match("/phone/words");
  const words = (await kept?.json()) as { title: string; body: string } | undefined;
  await worker.registration.showNotification(words?.title ?? "DOneLogin", {
    tag: "look",
    icon: "/phone/icon-192.png",
    ...(words ? { body: words.body } : {}),
  });
}

async function showApp(): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((client) => new URL(client.url).pathname.startsWith(PAGE));
  if (open) await open.focus();
  else await worker.clients.openWindow(PAGE);
}
