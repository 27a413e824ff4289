// The day, and its stalls by zone: who is done, who is missing, what waits to be sent.
import { centimes, show } from "../offline/money.js";
import { clear, el, icon } from "../offline/dom.js";
import { named, t } from "../offline/words.js";
import { ABSENT, byZone, DONE, matches, MISSING, REFUSED } from "./places.js";
import { dayText, link, nameOf, notice, stallOf } from "./parts.js";

const SIGNS = { [DONE]: "circle-check", [MISSING]: "circle-question-mark", [REFUSED]: "circle-slash", [ABSENT]: "door-closed" };

export const daysScreen = (app) =>
  el(
    "div",
    { class: "stack" },
    el("h1", {}, t("which_day")),
    el(
      "div",
      { class: "stack stack-s" },
      app.book.days.map(({ day, stop }) =>
        el(
          "button",
          { type: "button", class: "round-big", onclick: () => app.chooseDay(day).then(() => app.go("")) },
          el("strong", {}, dayText(day)),
          el("small", {}, named(stop?.name)),
        ),
      ),
    ),
  );

// What is known of a stall, on one line.
const known = (place) => {
  const amount = place.visit?.amount ?? place.known.declared;
  if (amount !== null && amount !== undefined) return show(centimes(amount));
  if (centimes(place.known.itemised) > 0) return `${t("till")} ${show(centimes(place.known.itemised))}`;
  return t(`state_${place.state}`);
};

const row = (place) =>
  el(
    "li",
    {},
    link(
      `stall/${place.participation}`,
      { class: `round-row is-${place.state}` },
      icon(SIGNS[place.state]),
      el("span", { class: "grow" }, stallOf(place), " ", el("strong", {}, nameOf(place)), el("small", {}, known(place))),
      place.waits && el("span", { class: "badge badge-blue" }, icon("clock"), t("waits")),
      place.conflict && el("span", { class: "badge badge-terracotta" }, t("two_figures")),
      icon("chevron-right", "flip"),
    ),
  );

const zones = (app, list) => {
  const places = app.places.filter((place) => (app.filter === "all" || place.state === MISSING) && matches(place, app.wanted));
  if (!places.length) {
    const done = app.filter === "missing" && !app.wanted;
    return clear(list, el("p", { class: "empty" }, icon(done ? "circle-check" : "search"), done ? t("everyone_asked") : t("nothing_found")));
  }
  return clear(
    list,
    byZone(places).map(([zone, rows]) => el("section", { class: "stack stack-s" }, zone && el("h2", { class: "round-zone" }, zone), el("ul", { class: "round-rows", role: "list" }, rows.map(row)))),
  );
};

export const listScreen = (app) => {
  const { places } = app;
  const missing = places.filter((place) => place.state === MISSING).length;
  const list = el("div", { class: "stack" });
  const pick = (value, text) =>
    el(
      "button",
      {
        type: "button",
        class: ["chip", app.filter === value && "chip-on"],
        "aria-pressed": String(app.filter === value),
        onclick: () => {
          app.filter = value;
          app.draw();
        },
      },
      text,
    );
  const search = el("input", {
    type: "search",
    id: "round-search",
    value: app.wanted,
    autocomplete: "off",
    oninput: (event) => {
      app.wanted = event.target.value;
      zones(app, list);
    },
  });
  zones(app, list);
  const isLatest = app.day === app.book.days[0]?.day;
  return el(
    "div",
    { class: "stack" },
    el("div", { class: "row row-between row-nowrap" }, el("h1", { class: "round-day" }, dayText(app.day)), app.book.days.length > 1 && link("days", { class: "button button-second" }, t("other_day"))),
    !isLatest && notice("warning", t("not_the_latest_day")),
    el(
      "div",
      { class: "stack stack-s" },
      el("p", { class: "row row-between" }, el("strong", {}, t("asked_of", { asked: places.length - missing, all: places.length })), el("span", { class: "soft" }, t("missing_left", { count: missing }))),
      el("progress", { class: "round-progress", max: places.length || 1, value: places.length - missing, "aria-label": t("asked_of", { asked: places.length - missing, all: places.length }) }),
    ),
    el("div", { class: "row" }, pick("missing", t("still_missing")), pick("all", t("all_stalls"))),
    el("div", { class: "field" }, el("label", { for: "round-search" }, t("find_stall")), search),
    list,
  );
};
