/**
 * The service worker: that it registers shows that the browser trusts the server. It keeps the app's own files of one
 * build, so that the app opens without the server, and shows a notification when a push says "look". It never keeps an
 * answer of the protocol.
 */
/// <reference lib="webworker" />
import { ofApp, tellVisible } from "./trust/windows.ts";

const worker = self as unknown as ServiceWorkerGlobalScope;

/** Filled in by the build: files to keep, and a name made of their content. */
const SHELL = "__SHELL__";
/** Filled in too: by its language each catalogue. Only those that are spoken here are kept. */
const WORDS = "__WORDS__";
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
  event.waitUntil(look());
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(showApp());
});

async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  const words = JSON.parse(WORDS) as Record<string, string>;
  // One that was chosen from a menu is kept when it is fetched; the page takes this one while it cannot be.
  const read = worker.navigator.languages.map((tag) => words[tag.split("-", 1)[0] ?? ""]);
  const spoken = read.find((url) => url !== undefined) ?? words["en"] ?? [];
  await cache.addAll(
    [PAGE, ...(JSON.parse(SHELL) as string[]), spoken]
      .flat()
      .map((url) => new Request(url, { cache: "reload" })),
  );
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("donelogin-shell-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (kept) return kept;
  const fetched = await fetch(request);
  const isWords = Object.values(JSON.parse(WORDS) as Record<string, string>).includes(path);
  if (isWords && fetched.ok) await cache.put(path, fetched.clone()).catch(() => undefined);
  return fetched;
}

function windows(): Promise<readonly WindowClient[]> {
  return worker.clients.matchAll({ type: "window", includeUncontrolled: true });
}

/** An app in sight shows the sign-in by itself. */
async function look(): Promise<void> {
  if (!tellVisible(await windows())) await notify();
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
  const [open] = ofApp(await windows());
  if (open) await open.focus();
  else await worker.clients.openWindow(PAGE);
}
