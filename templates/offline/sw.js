{% load offline %}{% autoescape off %}// Keeps {{ scope }} on the device. Version {{ version }}: any change of a file makes another.
const APP = {{ name|as_json }};
const SCOPE = {{ scope|as_json }};
const CACHE = `${APP}-${ {{ version|as_json }} }`;
const FILES = {{ files|as_json }};
const KEPT = new Set(FILES);
const PICTURES = "souk-pictures";
const MOST_PICTURES = 600;

// All or nothing: where one file is missing, the version before stays whole.
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES.map((file) => new Request(file, { cache: "reload", credentials: "omit" })))));
});

// Only files are thrown away here. What waits to be sent lies in IndexedDB, which no version of this touches.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name.startsWith(`${APP}-`) && name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
});

// The network is back: the page sends what waits; without a page it does so when it is next opened.
self.addEventListener("sync", (event) => {
  event.waitUntil(self.clients.matchAll({ includeUncontrolled: true }).then((clients) => clients.forEach((client) => client.postMessage("flush"))));
});

const kept = async (address, request) => (await (await caches.open(CACHE)).match(address)) ?? fetch(request);

const picture = async (request) => {
  const cache = await caches.open(PICTURES);
  const known = await cache.match(request);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok && (await cache.keys()).length < MOST_PICTURES) cache.put(request, answer.clone()).catch(() => {});
  return answer;
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate" && url.pathname === SCOPE) event.respondWith(kept(SCOPE, request));
  else if (KEPT.has(url.pathname)) event.respondWith(kept(url.pathname, request));
  else if (url.pathname.startsWith({{ media|as_json }})) event.respondWith(picture(request));
});
{% endautoescape %}
