// On every page of the workspace: the service worker is there, drafts and changes of stock that wait are sent, and how many
// wait is said.
import { flush, onTold, whoAmI } from "./drafts.js";
import { drafts, me, taps } from "./drafts-store.js";
import { flushTaps, HELD_FOR, isHeld } from "./taps.js";

const SHORTEST_WAIT = 5_000;
const LONGEST_WAIT = 5 * 60_000;
// Rather now and then than at each page: a page more is a second more on a bad network.
const KNOWN_FOR = 24 * 60 * 60_000;
const ASKED = "workspace-asked";

export const scope = location.pathname.match(/^\/[a-z]{2}\/workspace\//)?.[0] ?? "/";
export const api = `${scope}products/api/drafts/`;

export const startWorker = async () => {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(`${scope}sw.js`, { scope, type: "module", updateViaCache: "all" });
  } catch {
    // An old browser: everything works but the pages without a network.
  }
};

const askForSync = async () => {
  try {
    await (await navigator.serviceWorker.ready).sync.register("drafts");
  } catch {
    // A bonus only.
  }
};

// "1 draft waits", in the form that the language has for the number.
export const counted = (forms, count) => {
  const form = new Intl.PluralRules(document.documentElement.lang).select(count);
  return (forms[form] ?? forms.other).replace("%(count)s", count);
};

const say = (selector, count) => {
  for (const note of document.querySelectorAll(selector)) {
    note.hidden = !count;
    if (count) note.querySelector("[data-text]").textContent = counted(JSON.parse(note.dataset.forms), count);
  }
};

// A page says who is signed in; the one that lies on the phone does not.
export const whoIsHere = async () => document.querySelector("[data-drafts-waiting]")?.dataset.person || (await me())?.person;

const sayHowMany = async () => {
  const person = await whoIsHere();
  const isOwn = (one) => one.person === person;
  const changes = (await taps()).filter((one) => isOwn(one) && !isHeld(one));
  say("[data-drafts-waiting]", (await drafts()).filter(isOwn).length);
  say("[data-taps-waiting]", changes.filter((one) => one.state === "waiting").length);
  say("[data-taps-refused]", changes.filter((one) => one.state === "refused").length);
};

let tries = 0;
let timer = null;
const listeners = new Set([sayHowMany]);
export const onChange = (listener) => listeners.add(listener);
// What the last sending came to stands until there is another, whoever sent: this page or the worker.
let last = null;
export const changed = (failure = last) => {
  last = failure;
  return Promise.all([...listeners].map((listener) => listener(failure)));
};

const later = () => {
  tries += 1;
  clearTimeout(timer);
  const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** Math.min(tries - 1, 8));
  timer = setTimeout(send, wait / 2 + Math.random() * (wait / 2));
};

export const send = async () => {
  clearTimeout(timer);
  const results = [await flush(api), await flushTaps(api)];
  const failure = results.map((each) => each.failure).find(Boolean) ?? null;
  if (failure === "no_answer") {
    await askForSync();
    later();
  } else tries = 0;
  if (!failure && results.some((each) => each.isLater)) timer = setTimeout(send, HELD_FOR);
  await changed(failure);
  return failure;
};

// Somebody else on the same phone is somebody else here too.
const know = async () => {
  const known = await me();
  const now = await whoIsHere();
  const last = Number(sessionStorage.getItem(ASKED) ?? 0);
  if (known && known.person === now && Date.now() - last < KNOWN_FOR) return;
  await whoAmI(api).then(
    () => sessionStorage.setItem(ASKED, String(Date.now())),
    () => {},
  );
};

const start = async () => {
  try {
    onTold(() => changed());
    addEventListener("online", send);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
    navigator.serviceWorker?.addEventListener("message", ({ data }) => data?.about === "drafts" && changed(data.failure));
    await know();
    await send();
  } catch {
    // No IndexedDB (a private window): then there are no drafts either.
  }
  await startWorker();
};

// After what the person came for.
if (document.readyState === "complete") start();
else addEventListener("load", () => setTimeout(start, 0), { once: true });
