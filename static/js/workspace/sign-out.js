// Whoever signs out leaves nothing of the workspace on a phone that others use too, but for drafts that wait.
import { forgetMe } from "./drafts-store.js";

const OURS = /^\/[a-z]{2}\/workspace\/$/;

const emptied = async () => {
  const registrations = (await navigator.serviceWorker?.getRegistrations?.()) ?? [];
  const ours = registrations.filter((registration) => OURS.test(new URL(registration.scope).pathname));
  const names = "caches" in self ? (await caches.keys()).filter((name) => name.startsWith("workspace-")) : [];
  sessionStorage.clear();
  await Promise.allSettled([...ours.map((registration) => registration.unregister()), ...names.map((name) => caches.delete(name)), forgetMe()]);
};

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    if (form.dataset.emptied) return;
    event.preventDefault();
    event.stopPropagation();
    form.dataset.emptied = "yes";
    await emptied();
    form.requestSubmit(event.submitter ?? undefined);
  });
}
