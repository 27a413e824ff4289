// Morocco's notes and coins as drawings, known by colour and number; and counting with them.
import { centimes, clear, el, icon, ltr, pad, plain, show, svg, t } from "../offline/index.js";

export const NOTES = [20000, 10000, 5000, 2000];
export const COINS = [1000, 500, 200, 100, 50];
const COLOURS = { 20000: ["#2f6fb0", "#cfe2f4"], 10000: ["#8a5a2b", "#f1dfc8"], 5000: ["#2e7d4f", "#d3ecdc"], 2000: ["#8b3f7f", "#f0d9ec"] };
const number = (amount) => (amount % 100 ? "½" : String(amount / 100));

const note = (amount) => {
  const [dark, light] = COLOURS[amount];
  return svg(
    "svg",
    { viewBox: "0 0 100 54", class: "note", "aria-hidden": "true" },
    svg("rect", { x: 1, y: 1, width: 98, height: 52, rx: 6, fill: light, stroke: dark, "stroke-width": 2 }),
    svg("path", { d: "M72 46V26a10 10 0 0 1 20 0v20z", fill: dark, opacity: 0.85 }),
    svg("path", { d: "M76 46V28a6 6 0 0 1 12 0v18z", fill: light }),
    svg("path", { d: "M6 10h18M6 15h12M6 44h22", stroke: dark, "stroke-width": 2, opacity: 0.5 }),
    svg("text", { x: 38, y: 37, "text-anchor": "middle", class: "note-number", fill: dark }, number(amount)),
  );
};
const coin = (amount) => {
  const two = amount >= 500;
  return svg(
    "svg",
    { viewBox: "0 0 54 54", class: "coin", "aria-hidden": "true" },
    svg("circle", { cx: 27, cy: 27, r: amount >= 500 ? 25 : 22, fill: two ? "#d9b45b" : amount >= 100 ? "#d3d6da" : "#e3c27a", stroke: "#7a6a45", "stroke-width": 2 }),
    two && svg("circle", { cx: 27, cy: 27, r: 17, fill: "#e6e8ea" }),
    svg("text", { x: 27, y: 35, "text-anchor": "middle", class: "coin-number", fill: "#3b3120" }, number(amount)),
  );
};
export const drawn = (amount) => (amount >= 2000 ? note(amount) : coin(amount));

// What to give back, in as few pieces as there are.
export const asPieces = (amount) => {
  const pieces = [];
  let rest = amount;
  for (const piece of [...NOTES, ...COINS]) {
    for (; rest >= piece; rest -= piece) pieces.push(piece);
  }
  return pieces;
};

// How many of each lie there, or the total typed. `onchange(centimes or null, counts or null)`; `begun` is what it told before.
export const cashCounter = ({ label, onchange, coins = true, begun = null }) => {
  const counts = new Map([...NOTES, ...(coins ? COINS : [])].map((piece) => [piece, begun?.counts?.[piece] ?? 0]));
  const total = () => [...counts].reduce((sum, [piece, count]) => sum + piece * count, 0);
  const node = el("div", { class: "counter" });
  const byPiece = () => {
    const rows = [...counts].map(([piece]) => {
      const many = el("output", { class: "counter-many", dir: "ltr" }, String(counts.get(piece)));
      const change = (by) => () => {
        counts.set(piece, Math.max(0, counts.get(piece) + by));
        many.textContent = counts.get(piece);
        row.classList.toggle("is-counted", counts.get(piece) > 0);
        onchange(total(), Object.fromEntries(counts));
      };
      const name = piece >= 100 ? show(piece) : `${plain(piece)} ${t("dirham")}`;
      const row = el(
        "li",
        { class: ["counter-row", counts.get(piece) > 0 && "is-counted"] },
        el("button", { type: "button", class: "counter-less", "aria-label": t("one_less", { what: name }), onclick: change(-1) }, icon("minus")),
        many,
        el("button", { type: "button", class: "counter-more", "aria-label": t("one_more", { what: name }), onclick: change(1) }, drawn(piece), icon("plus")),
      );
      return row;
    });
    clear(node, el("ul", { class: "counter-rows", role: "list", "aria-label": label }, rows), el("button", { type: "button", class: "button button-quiet button-wide", onclick: () => typeTotal() }, t("type_total")));
  };
  const byTotal = (value = "") => {
    clear(node, pad({ label, value, unit: t("dirham"), onchange: (text) => onchange(text === "" ? null : centimes(text), null) }), el("button", { type: "button", class: "button button-quiet button-wide", onclick: countPieces }, t("count_notes")));
  };
  const typeTotal = () => {
    byTotal();
    onchange(null, null);
  };
  const countPieces = () => {
    byPiece();
    onchange(total() || null, Object.fromEntries(counts));
  };
  if (begun?.counted != null && !begun.counts) byTotal(plain(begun.counted));
  else byPiece();
  return node;
};

export const pieces = (amount) =>
  el(
    "span",
    { class: "pieces" },
    asPieces(amount).map((piece) => drawn(piece)),
    el("span", { class: "visually-hidden" }, ltr(plain(amount))),
  );
