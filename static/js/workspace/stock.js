// Plus and minus without a new page: taps of half a second go as one change, under one token however often it is sent. It lies
// on the disk until the server has it, so that a closed tab loses nothing.
import { dropTap, keepTap, taps } from "./drafts-store.js";
import { changed, onChange } from "./offline.js";
import { amount, HELD_FOR, live } from "./taps.js";

const QUIET = 450;
const AGAIN = 8000;
// A page that was asleep for longer begins a new change: the old one may have been sent by another.
const ONE_CHANGE = 2_000;
const point = document.documentElement.lang === "en" ? "." : ",";
const shown = (value) => String(Number(value.toFixed(3))).replace(".", point);
const newToken = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const formOf = (box) => box?.querySelector("form.counter");
const person = document.querySelector("[data-drafts-waiting]")?.dataset.person ?? "";
// What waits for each number: by the id of its box, so that it outlives the box.
const waiting = new Map();
const workOf = (id) => waiting.get(id) ?? waiting.set(id, { queue: [], busy: false, timer: 0, pressed: "" }).get(id);
const sumOf = (id) => workOf(id).queue.reduce((sum, tap) => sum + tap.change, 0);

const show = (box) => {
  box.querySelector("[data-figure]").textContent = shown(Number(box.dataset.value) + sumOf(box.id));
};

// Without IndexedDB (a private window) it lives as long as the page.
const keep = ({ isOnItsWay, isLate, ...tap }) => keepTap(tap).catch(() => {});
const drop = (work, tap) => {
  work.queue = work.queue.filter((each) => each !== tap);
  live.delete(tap.token);
  return dropTap(tap.token).catch(() => {});
};

const note = (box, text) => {
  let line = box.querySelector(".stock-note");
  if (!line) {
    line = document.createElement("p");
    line.className = "small with-icon stock-note";
    line.setAttribute("role", "alert");
    box.append(line);
  }
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "button button-quiet", textContent: box.dataset.undo });
  undo.dataset.undoTaps = "";
  line.replaceChildren(text, " ", undo);
};

const replace = (box, html, pressed, isLate) => {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-stock]");
  if (!fresh) return;
  // Sent before by a page that was left: that it was done already surprises nobody.
  if (isLate) fresh.querySelector(".stock-note")?.remove();
  const hadFocus = box.contains(document.activeElement);
  box.replaceWith(fresh);
  window.htmx?.process(fresh);
  show(fresh);
  if (hadFocus) fresh.querySelector(`button[name="change"][value="${CSS.escape(pressed)}"]:enabled`)?.focus({ preventScroll: true });
};

const bodyOf = (form, tap) => {
  const body = new FormData(form);
  body.set("once", tap.token);
  body.set("change", amount(tap));
  return body;
};

const post = async (box, tap, pressed) => {
  const form = formOf(box);
  const answer = await fetch(form.action, { method: "POST", body: bodyOf(form, tap), headers: { "HX-Request": "true" } });
  // Signed out meanwhile: the page itself leads to where one signs in, and what was tapped waits.
  if (answer.redirected) return location.reload();
  if (![200, 422].includes(answer.status)) throw new Error(String(answer.status));
  const html = await answer.text();
  await drop(workOf(box.id), tap);
  return replace(box, html, pressed, tap.isLate && answer.status === 200);
};

const send = async (id) => {
  const work = workOf(id);
  const box = document.getElementById(id);
  const [tap] = work.queue;
  if (!tap || !formOf(box) || work.busy) return;
  clearTimeout(work.timer);
  work.busy = true;
  tap.isOnItsWay = true;
  let isSent = true;
  try {
    // Plus and minus again, before any of it went: nothing to say.
    if (Number(amount(tap))) await post(box, tap, work.pressed);
    else await drop(work, tap);
  } catch {
    // Not known whether it arrived: the same token goes again, so that it counts once.
    isSent = false;
    note(document.getElementById(id), box.dataset.lost);
    work.timer = setTimeout(send, AGAIN, id);
  } finally {
    work.busy = false;
  }
  if (isSent) send(id);
  changed().catch(() => {});
};

const isOpen = (tap) => Boolean(tap) && !tap.isOnItsWay && !tap.isLate && Date.now() - tap.at < ONE_CHANGE;

const begun = (box, work) => {
  const { action } = formOf(box);
  const tap = { token: newToken(), person, product: box.id, url: action, title: box.dataset.title, change: 0, at: 0, state: "waiting", answer: "" };
  live.add(tap.token);
  work.queue.push(tap);
  return tap;
};

const add = (box, change) => {
  const work = workOf(box.id);
  const last = work.queue.at(-1);
  const tap = isOpen(last) ? last : begun(box, work);
  tap.change += change;
  tap.at = Date.now();
  keep(tap);
  show(box);
  clearTimeout(work.timer);
  work.timer = setTimeout(send, QUIET, box.id);
};

document.addEventListener("click", (event) => {
  const box = event.target.closest?.("[data-stock]");
  const button = event.target.closest?.('button[name="change"]');
  if (!box) return;
  if (event.target.closest("[data-undo-taps]")) {
    // What may have arrived is made good by a change against it.
    event.target.closest(".stock-note").remove();
    if (sumOf(box.id)) add(box, -sumOf(box.id));
  } else if (button) {
    event.preventDefault();
    workOf(box.id).pressed = button.value;
    add(box, Number(button.value));
  }
});

window.addEventListener("online", () => waiting.forEach((_work, id) => send(id)));

// Leaving within the half second: what was tapped goes all the same, also behind what is on its way. Whether it arrived the
// page that is opened next finds out, under the same token.
window.addEventListener("pagehide", () => {
  for (const [id, { queue }] of waiting) {
    const form = formOf(document.getElementById(id));
    for (const tap of form ? queue : []) {
      if (Number(amount(tap))) navigator.sendBeacon(form.action, bodyOf(form, tap));
      tap.isLate = true;
    }
  }
});

// What a page before this one left: sent from here where its number stands here, so that it is seen.
const adopt = async () => {
  const left = (await taps()).filter((tap) => tap.person === person && tap.state === "waiting" && Date.now() - tap.at > HELD_FOR);
  const here = left.filter((tap) => formOf(document.getElementById(tap.product)) && !live.has(tap.token));
  for (const tap of here.reverse()) {
    live.add(tap.token);
    workOf(tap.product).queue.unshift({ ...tap, isLate: true });
    show(document.getElementById(tap.product));
  }
  for (const id of new Set(here.map((tap) => tap.product))) send(id);
};

const refusal = (tap) => {
  const node = document.getElementById("tap-refused").content.cloneNode(true);
  const part = (name) => node.querySelector(`[data-part="${name}"]`);
  const said = new DOMParser().parseFromString(tap.answer, "text/html").querySelector(".stock-note")?.textContent.trim();
  part("title").textContent = tap.title;
  part("change").textContent = `${tap.change > 0 ? "+" : "−"}${shown(Math.abs(tap.change))}`;
  part("why").textContent = said || part("why").dataset.gone;
  node.querySelector("button").addEventListener("click", () => dropTap(tap.token).then(() => changed()));
  return node;
};

const showRefused = async () => {
  const place = document.getElementById("taps-refused");
  const refused = place ? (await taps()).filter((tap) => tap.person === person && tap.state === "refused") : [];
  place?.replaceChildren(...refused.map(refusal));
};

onChange(showRefused);
adopt().catch(() => {});
