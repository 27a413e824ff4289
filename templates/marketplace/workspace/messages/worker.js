{% load static %}// Woken by the browser when somebody rings this telephone; it controls no page and keeps no file.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {};
  event.waitUntil(self.registration.showNotification(said.title || "", {
    body: said.body || "",
    lang: said.lang,
    dir: said.dir || "auto",
    tag: said.tag,
    icon: "{% static "img/icon-192.png" %}",
    vibrate: [300, 150, 300, 150, 600],
    requireInteraction: true,
    data: { path: said.path || "/" },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Never anywhere but here, whatever was sent.
  const address = new URL(event.notification.data.path, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(self.clients.matchAll({ type: "window" }).then((open) => {
    const found = open.find((page) => page.url === address.href);
    return found ? found.focus() : self.clients.openWindow(address.href);
  }));
});
