// Everybody who comes, found by name or stall and marked by hand: for who lost the badge, or never had one.
import { actButton, clear, el, icon } from "../offline/dom.js";
import { language, t } from "../offline/words.js";
import { failed, nameOf, notice } from "../round/parts.js";
import { isHere, lastNoted } from "./judging.js";
import { codes, stallsOf } from "./scan.js";
import { saveArrival, takeBack } from "./store.js";

// Beyond that nobody reads: they type a letter more.
const MOST = 60;

const folded = (text) => text.toLocaleLowerCase(language()).normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652]/g, "");
const matches = (app, comer, wanted) => !wanted || [comer.name.ar, comer.name.fr, comer.name.en, ...stallsOf(app, comer)].some((text) => text && folded(text).includes(folded(wanted)));

export const listScreen = (app) => {
  const list = el("ul", { class: "round-rows", role: "list" });
  const below = el("div", {});
  const trouble = el("div", { role: "alert" });
  const tried = async (act) => {
    clear(trouble);
    try {
      await act();
    } catch (error) {
      clear(trouble, failed(error));
    }
    fill();
  };
  const state = (comer) => {
    const hidden = el("span", { class: "visually-hidden" }, ` ${nameOf(comer)}`);
    if (!isHere(app, comer)) return !app.isEarly && actButton({ class: "button button-second" }, () => tried(() => saveArrival(app, { comer, way: "hand" })), icon("user-check"), t("mark_here"), hidden);
    const own = lastNoted(app, comer);
    return [
      el("span", { class: "badge badge-green" }, icon("check"), t("is_here")),
      own && actButton({ class: "button button-quiet" }, () => tried(() => takeBack(app, own.id)), icon("undo-2"), t("by_mistake"), hidden),
    ];
  };
  const row = (comer) =>
    el(
      "li",
      { class: "round-row gate-row" },
      el("span", { class: "grow" }, codes(stallsOf(app, comer)), " ", el("strong", {}, el("bdi", {}, nameOf(comer)))),
      state(comer),
    );
  const fill = () => {
    const found = app.comers.filter((comer) => matches(app, comer, app.wanted.trim()));
    clear(list, found.slice(0, MOST).map(row));
    list.hidden = !found.length;
    clear(below, !found.length && el("p", { class: "empty" }, icon("search"), t("nobody_found")), found.length > MOST && el("p", { class: "soft" }, t("type_more")));
  };
  const search = el("input", {
    type: "search",
    id: "gate-search",
    value: app.wanted,
    autocomplete: "off",
    oninput: (event) => {
      app.wanted = event.target.value;
      fill();
    },
  });
  fill();
  return el("div", { class: "stack" }, el("h1", {}, t("by_hand")), app.isEarly && notice("info", t("gate_early")), el("div", { class: "field" }, el("label", { for: "gate-search" }, t("find_comer")), search), trouble, list, below);
};
