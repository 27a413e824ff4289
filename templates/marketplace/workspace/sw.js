{% load offline static %}{% autoescape off %}// Keeps the page of drafts of {{ scope }} on the device, and sends drafts when the network is back. Version {{ version }}.
import { flush } from {% static "js/workspace/drafts.js" as drafts %}{{ drafts|as_json }};
import { flushTaps } from {% static "js/workspace/taps.js" as taps %}{{ taps|as_json }};

const APP = {{ language|as_json }};
const SCOPE = {{ scope|as_json }};
const SHELL = {{ shell|as_json }};
const NEW = {{ new|as_json }};
const API = {{ api|as_json }};
const CACHE = `workspace-${APP}-${ {{ version|as_json }} }`;
const FILES = {{ files|as_json }};
const PICTURES = {{ pictures|as_json }};
const KEPT = new Set([...FILES, ...PICTURES]);
// Longer than this nobody waits for the page of a new product: the one that lies here does the same.
const PATIENCE = 10_000;

// All or nothing for what draws the page, which is fetched as nobody; pictures of kinds follow as they can.
self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then(async (cache) => {
        await cache.addAll([new Request(SHELL, { cache: "reload", credentials: "omit" }), ...FILES]);
        await Promise.allSettled(PICTURES.map((picture) => cache.add(picture)));
      })
      .then(() => self.skipWaiting()),
  );
});

// Only files are thrown away here: drafts lie in IndexedDB.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(`workspace-${APP}-`) && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const kept = async (address) => (await caches.open(CACHE)).match(address);
const shell = async () => (await kept(SHELL)) ?? Response.error();
const waited = () => new Promise((resolve) => setTimeout(resolve, PATIENCE));

// Any page of the workspace when there is no network; nothing of it is kept here.
const page = async (request, isNew) => {
  const asked = fetch(request);
  try {
    return await (isNew ? Promise.race([asked, waited().then(async () => (await kept(SHELL)) ?? asked)]) : asked);
  } catch {
    return shell();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith(SCOPE)) {
    if (url.pathname === SHELL) event.respondWith(kept(SHELL).then((found) => found ?? fetch(request)));
    else event.respondWith(page(request, url.pathname === NEW));
  } else if (KEPT.has(url.pathname)) event.respondWith(kept(url.pathname).then((found) => found ?? fetch(request)));
});

// Where the browser has Background Sync, drafts and changes of stock leave without a page. A rejection lets it try again later.
self.addEventListener("sync", (event) => {
  if (event.tag !== "drafts") return;
  event.waitUntil(
    Promise.all([flush(API), flushTaps(API)]).then(async (results) => {
      const failure = results.map((each) => each.failure).find(Boolean) ?? null;
      (await self.clients.matchAll({ includeUncontrolled: true })).forEach((client) => client.postMessage({ about: "drafts", failure }));
      if (failure === "no_answer") throw new Error(failure);
    }),
  );
});
{% endautoescape %}
