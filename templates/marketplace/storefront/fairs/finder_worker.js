// Opens the stall finder of one edition without a network. What it answers with was put aside by the page itself
// (static/js/finder.js), under the name of its scope.
const NAME = `finder:${new URL(self.registration.scope).pathname}`;
const kept = async (request, options) => (await caches.open(NAME)).match(request, options);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// The page from the network where there is one; else as it was, and any stop of it rather than none.
const page = async (request) => {
  try {
    return await fetch(request);
  } catch {
    const address = new URL(request.url);
    return (await kept(address.href)) ?? (await kept(address.href, { ignoreSearch: true })) ?? Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (url.href.startsWith(self.registration.scope)) event.respondWith(page(request));
  } else event.respondWith(kept(request).then((found) => found ?? fetch(request)));
});
