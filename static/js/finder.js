// The stall finder: searches while one types, marks the stall on the plan, and keeps the page on the telephone.
import { bringIntoView } from "./plan_view.js";

const root = document.getElementById("finder");
const field = document.getElementById("finder-q");
const rows = [...root.querySelectorAll(".finder-list > li")];
const count = root.querySelector("[data-count]");
const none = root.querySelector("[data-none]");

// As cooperatives.texts.search_form folds what it is compared with.
const SAME = { أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ئ: "ي", ؤ: "و", ة: "ه", ڭ: "ك", گ: "ك", پ: "ب", ـ: "", œ: "oe", æ: "ae", "’": "'" };
const same = (text) => text.replace(/[أإآٱىئؤةڭگپـœæ’]/g, (letter) => SAME[letter]);
const folded = (text) => same(same(text.toLowerCase()).normalize("NFKD").replace(/\p{M}/gu, "")).replace(/[^\p{L}\p{N}_']+/gu, " ");

// Who stands at a stall: several where it is shared.
const at = (code) => rows.filter((row) => row.dataset.codes.split(" ").includes(code));

const show = () => {
  const words = folded(field.value).split(/\s+/).filter(Boolean);
  let found = 0;
  for (const row of rows) {
    const fits = words.every((word) => row.dataset.words.includes(word));
    row.hidden = !fits;
    found += fits;
  }
  if (count) count.textContent = "";
  if (none) none.hidden = found > 0 || rows.length === 0;
  for (const place of root.querySelectorAll("[data-stall]")) {
    place.classList.toggle("is-chosen", words.length > 0 && at(place.dataset.stall).some((row) => !row.hidden));
  }
  if (words.length > 0) bringIntoView(root);
};

const choose = () => {
  const chosen = decodeURIComponent(location.hash.slice(1)).replace(/^stall-/, "");
  const here = at(chosen);
  for (const row of rows) row.classList.toggle("is-chosen", here.includes(row));
  for (const row of here) row.hidden = false;
  for (const place of root.querySelectorAll("[data-stall]")) place.classList.toggle("is-chosen", place.dataset.stall === chosen);
  bringIntoView(root);
  here[0]?.scrollIntoView({ block: "center" });
};

// What drew this page, and the page: the next time they come from here where no network answers.
const keep = async (name) => {
  const cache = await caches.open(name);
  const page = new URL(location.href);
  page.hash = "";
  page.searchParams.delete("q");
  const files = performance
    .getEntriesByType("resource")
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && !url.pathname.endsWith("worker.js"))
    .map((url) => url.href);
  const wanted = [...new Set(files)];
  const held = new Set((await cache.keys()).map((request) => request.url));
  await cache.add(new Request(page.href, { cache: "reload" }));
  await Promise.allSettled(wanted.filter((url) => !held.has(url)).map((url) => cache.add(url)));
};

const begin = async () => {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const registration = await navigator.serviceWorker.register(root.dataset.worker);
  await keep(`finder:${new URL(registration.scope).pathname}`);
  root.querySelector("[data-kept]").hidden = false;
};

const tellNetwork = () => {
  root.querySelector("[data-old]").hidden = navigator.onLine;
};

field.addEventListener("input", show);
// What is typed is looked for already; going to another page for it would need a network.
field.form.addEventListener("submit", (event) => {
  event.preventDefault();
  show();
  field.blur();
});
addEventListener("hashchange", choose);
addEventListener("online", tellNetwork);
addEventListener("offline", tellNetwork);
tellNetwork();
if (field.value) show();
if (location.hash) choose();
if (navigator.onLine) addEventListener("load", () => begin().catch(() => undefined));
