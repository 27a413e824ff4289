// Plus and minus without a new page: taps of half a second go as one act, under one token however often it is sent.
const QUIET = 450;
const AGAIN = 8000;
const point = document.documentElement.lang === "en" ? "." : ",";
const shown = (value) => String(Number(value.toFixed(3))).replace(".", point);
const newToken = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
// What waits for each number: by the id of its box, so that it outlives the box.
const waiting = new Map();

const show = (box) => {
  const { sum = 0, going = 0 } = waiting.get(box.id) ?? {};
  box.querySelector("[data-figure]").textContent = shown(Number(box.dataset.value) + sum + going);
};

const note = (box, text) => {
  let line = box.querySelector(".stock-note");
  if (!line) {
    line = document.createElement("p");
    line.className = "small with-icon stock-note";
    line.setAttribute("role", "alert");
    box.append(line);
  }
  line.textContent = text;
};

const replace = (box, html, pressed) => {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-stock]");
  if (!fresh) return;
  const hadFocus = box.contains(document.activeElement);
  box.replaceWith(fresh);
  window.htmx?.process(fresh);
  show(fresh);
  if (hadFocus) fresh.querySelector(`button[name="change"][value="${CSS.escape(pressed)}"]:enabled`)?.focus({ preventScroll: true });
};

const bodyOf = (form, change, token) => {
  const body = new FormData(form);
  body.set("once", token);
  body.set("change", String(Number(change.toFixed(3))));
  return body;
};

const send = async (id) => {
  const work = waiting.get(id);
  const box = document.getElementById(id);
  if (!work || !box || work.busy) return;
  if (!work.going) {
    work.going = work.sum;
    work.sum = 0;
    work.token = newToken();
  }
  if (!work.going) return;
  work.busy = true;
  const form = box.querySelector("form.counter");
  const body = bodyOf(form, work.going, work.token);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    // Signed out meanwhile: the page itself leads to where one signs in.
    if (answer.redirected) return location.reload();
    if (![200, 422].includes(answer.status)) throw new Error(String(answer.status));
    const html = await answer.text();
    work.going = 0;
    replace(box, html, work.pressed);
  } catch {
    // Not known whether it arrived: the same token goes again, so that it counts once.
    note(box, box.dataset.lost);
    clearTimeout(work.timer);
    work.timer = setTimeout(send, AGAIN, id);
  } finally {
    work.busy = false;
  }
  if (!work.going && work.sum) send(id);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.('[data-stock] button[name="change"]');
  if (!button) return;
  event.preventDefault();
  const box = button.closest("[data-stock]");
  const work = waiting.get(box.id) ?? { sum: 0, going: 0, busy: false };
  waiting.set(box.id, work);
  work.sum += Number(button.value);
  work.pressed = button.value;
  show(box);
  clearTimeout(work.timer);
  work.timer = setTimeout(send, QUIET, box.id);
});

window.addEventListener("online", () => waiting.forEach((_work, id) => send(id)));

// Leaving within the half second: what was tapped goes all the same, also behind what is on its way.
window.addEventListener("pagehide", () => {
  for (const [id, work] of waiting) {
    const form = document.getElementById(id)?.querySelector("form.counter");
    if (!form) continue;
    if (work.going) navigator.sendBeacon(form.action, bodyOf(form, work.going, work.token));
    if (work.sum) navigator.sendBeacon(form.action, bodyOf(form, work.sum, newToken()));
    work.sum = 0;
  }
});
