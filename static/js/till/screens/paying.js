// How it is paid. "Sold" is said when the telephone has it on its disk, not before.
import { actButton, apart, centimes, clear, el, icon, ltr, pad, riyals, show, t } from "../../offline/index.js";
import { drawn, NOTES, pieces } from "../notes.js";
import { isUnusual, sell, totalOf } from "../sales.js";
import { currentBasket, selling } from "./selling.js";

const WAYS = [
  ["cash", "banknote"],
  ["card", "credit-card"],
  ["transfer", "landmark"],
];

export const paying = async (app) => {
  const basket = await currentBasket(app);
  if (!basket.lines.length) return selling(app);
  const total = totalOf(basket);
  let way = "cash";
  let given = null;
  let typed = false;
  let asked = false;
  const body = el("div", { class: "stack" });

  const done = async () => {
    if (isUnusual(app.till, total) && !asked) {
      asked = true;
      app.frame.say(t("unusual_ask", { total: show(total) }), "warning");
      return;
    }
    const sale = await app.tried(() => sell(app.till, basket, { payment: way, tendered: way === "cash" ? given : null, askedAgain: asked }));
    if (sale) await app.go("receipt", { sale: sale.id, fresh: true }, { replace: true });
  };
  const sold = actButton({ class: "button button-large button-wide", id: "sold" }, done, icon("check"), t("sold"));
  const change = el("div", { class: "change", role: "status" });
  const drawChange = () => {
    const short = given !== null && given < total;
    sold.disabled = way === "cash" && short;
    change.classList.toggle("is-short", short);
    clear(change, given === null ? el("p", { class: "soft" }, t("exact_or_notes")) : short ? [el("span", {}, t("still_missing")), el("b", {}, apart(show(total - given)))] : [el("span", {}, t("give_back")), el("b", {}, apart(show(given - total))), given > total && pieces(given - total)]);
  };
  const give = (amount) => () => {
    given = (given ?? 0) + amount;
    draw();
  };
  const cash = () => [
    typed
      ? pad({ label: t("given"), unit: t("dirham"), onchange: (text) => { given = text === "" ? null : centimes(text); drawChange(); } })
      : [
          el("div", { class: "notes", role: "group", "aria-label": t("given") }, [...NOTES, 1000].map((note) => el("button", { type: "button", class: "note-key", "aria-label": show(note), dataset: { note: String(note) }, onclick: give(note) }, drawn(note)))),
          el("p", { class: "given" }, t("given"), " ", el("b", {}, apart(show(given ?? 0))), given !== null && el("button", { type: "button", class: "button button-quiet", onclick: () => { given = null; draw(); } }, icon("x"), t("again"))),
          el("button", { type: "button", class: "button button-quiet button-wide", id: "type-given", onclick: () => { typed = true; given = null; draw(); } }, t("type_amount")),
        ],
    change,
  ];
  const draw = () => {
    clear(
      body,
      el("p", { class: "to-pay" }, el("b", { class: "big-figure" }, apart(show(total))), el("small", {}, riyals(total))),
      el("div", { class: "ways", role: "radiogroup", "aria-label": t("how_paid") }, WAYS.map(([name, sign]) => el("button", { type: "button", role: "radio", class: "way", "aria-checked": String(name === way), dataset: { way: name }, onclick: () => { way = name; given = null; draw(); } }, icon(sign), t(`pay_${name}`)))),
      way === "cash" ? cash() : el("p", { class: "lead" }, t(`pay_${way}_how`)),
    );
    drawChange();
  };
  draw();
  return { title: t("pay"), menu: false, body: [body], actions: [sold] };
};
