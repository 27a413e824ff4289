// A pad of big keys for amounts, weights and PINs; a keyboard that is there works too.
import { el, icon } from "./dom.js";
import { language, t } from "./words.js";

const mark = () => (language() === "en" ? "." : ",");

// `places`: how many digits after the mark (0: whole numbers); `code`: digits that are no number, such as a PIN. `onchange(text)` gets what was typed, with the mark of the language.
export const pad = ({ label, value = "", places = 2, most = 9, secret = false, code = secret, unit = "", onchange = () => {} }) => {
  let text = value;
  let fresh = value !== "";
  const shown = el("output", { class: ["pad-shown", secret && "pad-secret"], dir: "ltr", "aria-label": label, "aria-live": secret ? "off" : "polite" });
  const write = (told = true) => {
    shown.textContent = secret ? "●".repeat(text.length) + "○".repeat(Math.max(0, most - text.length)) : text === "" ? (code ? "····" : "0") : text;
    shown.classList.toggle("pad-empty", text === "" && !secret);
    if (told) onchange(text);
  };
  const typed = (key) => {
    // What was proposed is replaced by the first digit, not lengthened.
    const before = fresh ? "" : text;
    fresh = false;
    const [, rest] = before.split(mark());
    if (key === mark()) text = places && rest === undefined ? `${before || "0"}${mark()}` : before;
    else if (rest !== undefined) text = rest.length < places ? before + key : before;
    else if (before.length < most) text = before === "0" && !code ? key : before + key;
    write();
  };
  const back = () => {
    text = fresh ? "" : text.slice(0, -1);
    fresh = false;
    write();
  };
  const key = (name, ...content) => el("button", { type: "button", class: "pad-key", onclick: () => typed(name) }, ...(content.length ? content : [name]));
  const keys = el(
    "div",
    { class: "pad-keys", dir: "ltr" },
    ..."123456789".split("").map((digit) => key(digit)),
    places ? key(mark()) : el("span", { class: "pad-gap" }),
    key("0"),
    el("button", { type: "button", class: "pad-key pad-back", "aria-label": t("erase"), onclick: back }, icon("delete")),
  );
  const node = el("div", { class: "pad", role: "group", "aria-label": label }, el("div", { class: "pad-line" }, shown, unit && el("span", { class: "pad-unit" }, unit)), keys);
  const onKey = (event) => {
    if (!node.isConnected) return document.removeEventListener("keydown", onKey);
    if (event.target.matches?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return undefined;
    if (/^[0-9]$/.test(event.key)) typed(event.key);
    else if (places && (event.key === "," || event.key === ".")) typed(mark());
    else if (event.key === "Backspace") back();
    return undefined;
  };
  document.addEventListener("keydown", onKey);
  write(false);
  node.reset = (next = "") => {
    text = next;
    fresh = next !== "";
    write();
  };
  return node;
};
