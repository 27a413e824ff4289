// One stall in twenty seconds: who sees the figure, present or not, the total, the notebook, the next stall.
import { actButton, clear, el, icon } from "../offline/dom.js";
import { centimes, riyals, show, wire } from "../offline/money.js";
import { pad } from "../offline/pad.js";
import { named, t } from "../offline/words.js";
import { drawn, small } from "./photo.js";
import { isUnusual, nextAfter } from "./places.js";
import { draftOf, keepDraft, placeKey, saveVisit } from "./store.js";
import { ask, dayText, failed, hourText, link, nameOf, notice, said, stallOf, typedOf } from "./parts.js";

// Twenty riyals are a dirham, so that one is five centimes.
const CENTIMES_OF_A_RIYAL = 5;
const amountOf = (typed, inRiyals) => {
  if (typed === "" || typed === null) return null;
  return inRiyals ? (/^\d+$/.test(typed) ? Number(typed) * CENTIMES_OF_A_RIYAL : null) : centimes(typed);
};
const inOther = (amount, inRiyals) => (inRiyals ? show(amount) : riyals(amount));

const before = (place) => {
  const { known, visit } = place;
  const told = visit?.amount ?? known.declared;
  if (told !== null && told !== undefined) {
    const who = visit ? t("by_this_tablet", { time: hourText(visit.at) }) : known.by;
    return notice("warning", t("asked_before", { amount: show(centimes(told)), who: who ?? "" }));
  }
  const found = visit?.outcome ?? known.visited;
  return found && found !== "told" ? notice("info", t(`found_before_${found}`)) : null;
};

class Stall {
  constructor(app, place, draft) {
    Object.assign(this, { app, place, draft });
    this.node = el("div", { class: "stack round-stall" });
    this.trouble = el("div", { role: "alert" });
  }

  keep(change) {
    Object.assign(this.draft, change);
    // What is typed outlives the page; that it is being kept needs no waiting for.
    keepDraft(this.app.store, this.draft).catch(() => {});
  }

  get amount() {
    return amountOf(this.draft.typed, this.draft.inRiyals);
  }

  get parts() {
    return Object.entries(this.draft.parts)
      .map(([family, typed]) => ({ family, amount: amountOf(typed, this.draft.inRiyals), typed }))
      .filter(({ typed }) => typed !== "");
  }

  draw() {
    clear(this.trouble);
    const step = { told: () => this.total(), refused: () => this.without("refused"), absent: () => this.without("absent") }[this.draft.outcome];
    clear(this.node, this.head(), (step ?? (() => this.first()))());
    return this.node;
  }

  head() {
    return el("header", { class: "stack stack-s" }, el("p", { class: "soft small" }, dayText(this.place.day)), el("h1", { class: "round-name" }, stallOf(this.place), " ", nameOf(this.place)));
  }

  // Said before anything is asked.
  first() {
    const { place } = this;
    const choose = (outcome, sign, text) =>
      el(
        "button",
        {
          type: "button",
          class: `round-big round-${outcome}`,
          onclick: () => {
            this.keep({ outcome });
            this.draw();
            scrollTo(0, 0);
            this.node.querySelector("h2")?.focus({ preventScroll: true });
          },
        },
        icon(sign),
        el("strong", {}, text),
      );
    return [
      el("div", { class: "notice round-who" }, icon("eye"), el("div", {}, named(this.app.book.who_sees))),
      before(place),
      centimes(place.known.itemised) > 0 && notice("info", t("till_has", { amount: show(centimes(place.known.itemised)) })),
      el("div", { class: "round-choices stack stack-s" }, choose("told", "banknote", t("tells_total")), choose("absent", "door-closed", t("nobody_there")), choose("refused", "circle-slash", t("does_not_say"))),
    ];
  }

  again() {
    return el(
      "button",
      {
        type: "button",
        class: "button button-quiet",
        onclick: () => {
          this.keep({ outcome: null });
          this.draw();
        },
      },
      t("choose_again"),
    );
  }

  total() {
    const { draft } = this;
    const other = el("p", { class: "round-other", "aria-live": "polite" });
    this.sum = el("p", { class: "small" });
    const tell = () => {
      clear(other, this.amount === null ? "\u00a0" : el("bdi", {}, inOther(this.amount, draft.inRiyals)));
      this.tellSum();
    };
    const keys = pad({
      label: t(draft.inRiyals ? "total_in_riyals" : "total_in_dirhams"),
      value: draft.typed,
      places: draft.inRiyals ? 0 : 2,
      most: draft.inRiyals ? 9 : 7,
      unit: t(draft.inRiyals ? "riyal" : "dirham"),
      onchange: (typed) => {
        this.keep({ typed });
        tell();
      },
    });
    tell();
    return [
      el("div", { class: "row row-between row-nowrap" }, el("h2", { tabindex: "-1" }, t("total_of_day")), this.again()),
      keys,
      el("div", { class: "row row-between" }, other, el("button", { type: "button", class: "button button-second", id: "round-unit", onclick: () => this.switchUnit() }, t(draft.inRiyals ? "type_dirhams" : "type_riyals"))),
      this.families(),
      this.notebook(),
      this.saving("told"),
    ];
  }

  // The same money in the other unit: 450,50 dirhams are 9010 riyals.
  switchUnit() {
    const { draft } = this;
    const inRiyals = !draft.inRiyals;
    const turned = (typed) => {
      const amount = amountOf(typed, draft.inRiyals);
      if (amount === null) return "";
      return inRiyals ? String(Math.round(amount / CENTIMES_OF_A_RIYAL)) : typedOf(amount);
    };
    const parts = Object.fromEntries(Object.entries(draft.parts).map(([family, typed]) => [family, turned(typed)]));
    this.keep({ typed: turned(draft.typed), parts, inRiyals });
    this.draw();
  }

  families() {
    const { book } = this.app;
    const own = new Set(this.place.families);
    const offered = own.size ? book.families.filter((family) => own.has(family.code)) : book.families;
    if (offered.length < 2) return null;
    const field = (family) => {
      const id = `family-${family.code}`;
      const input = el("input", { id, value: this.draft.parts[family.code] ?? "", inputmode: "decimal", dir: "ltr", autocomplete: "off" });
      input.addEventListener("input", () => {
        this.keep({ parts: { ...this.draft.parts, [family.code]: input.value.trim() } });
        this.tellSum();
      });
      return el("li", { class: "round-family" }, icon(family.icon), el("label", { for: id }, named(family.name)), input);
    };
    return el(
      "details",
      { class: "disclosure", open: this.parts.length > 0 },
      el("summary", {}, t("by_family")),
      el("div", { class: "stack stack-s" }, el("ul", { class: "stack stack-s", role: "list" }, offered.map(field)), this.sum),
    );
  }

  tellSum() {
    const sum = this.parts.reduce((all, { amount }) => all + (amount ?? 0), 0);
    clear(this.sum, sum ? t("families_sum", { sum: show(sum), total: show(this.amount ?? 0) }) : "");
    this.sum.classList.toggle("errorlist", sum > (this.amount ?? 0));
  }

  notebook() {
    const shown = el("div", {});
    const redraw = async () => clear(shown, this.draft.photo && (await drawn(this.draft.photo, t("notebook_photo")).catch(() => null)));
    const input = el("input", { type: "file", id: "round-camera", accept: "image/*", capture: "environment", class: "visually-hidden" });
    const take = async (file) => {
      const photo = await small(file).catch(() => null);
      clear(this.trouble, !photo && notice("error", t("photo_unreadable")));
      if (photo) this.keep({ photo });
      await redraw();
    };
    // Who saves at once waits for the picture, which would be left behind otherwise.
    input.addEventListener("change", () => input.files[0] && (this.shrinking = take(input.files[0])));
    redraw();
    return el("div", { class: "stack stack-s" }, input, el("label", { for: "round-camera", class: "button button-second button-wide" }, icon("camera"), t(this.draft.photo ? "photo_again" : "photograph_notebook")), shown);
  }

  without(outcome) {
    return [
      el("div", { class: "row row-between row-nowrap" }, el("h2", { tabindex: "-1" }, t(outcome === "absent" ? "nobody_there" : "does_not_say")), this.again()),
      el("p", {}, t(`explain_${outcome}`)),
      this.saving(outcome),
    ];
  }

  saving(outcome) {
    const note = el("input", { id: "round-note", value: this.draft.note, maxlength: "200", autocomplete: "off", oninput: (event) => this.keep({ note: event.target.value }) });
    return [
      el("details", { class: "disclosure", open: this.draft.note !== "" }, el("summary", {}, t("note")), el("div", {}, el("label", { for: "round-note", class: "visually-hidden" }, t("note")), note)),
      this.trouble,
      el("div", { class: "round-foot" }, actButton({ class: "button button-large button-wide", id: "round-save" }, () => this.save(outcome), icon("check"), t("save_and_next"))),
    ];
  }

  // What cannot be right as it stands; a large amount is no such thing, it is only asked about.
  wrong() {
    if (this.amount === null) return t("total_needed");
    const parts = this.parts;
    if (parts.some(({ amount }) => amount === null)) return t("family_unreadable");
    if (parts.reduce((all, { amount }) => all + amount, 0) > this.amount) return t("parts_above_total");
    return "";
  }

  async save(outcome) {
    const { app, place, draft } = this;
    await this.shrinking;
    const told = outcome === "told";
    const wrong = told ? this.wrong() : "";
    clear(this.trouble, wrong && notice("error", wrong));
    if (wrong) return;
    const askedAgain = told && isUnusual(place, this.amount);
    if (askedAgain && !(await ask(t("is_it_right", { amount: show(this.amount), usual: show(centimes(place.usual)) }), t("it_is_right"), t("correct_it")))) return;
    const parts = told ? this.parts.filter(({ amount }) => amount > 0).map(({ family, amount }) => ({ family, amount: wire(amount) })) : [];
    try {
      await saveVisit(app, { participation: place.participation, day: place.day, outcome, amount: told ? wire(this.amount) : null, parts, askedAgain, note: draft.note.trim(), photo: told ? draft.photo : null });
    } catch (error) {
      clear(this.trouble, failed(error));
      return;
    }
    said(t("saved_for", { stall: place.stall ?? nameOf(place), what: told ? show(this.amount) : t(`state_${outcome}`) }));
    const next = nextAfter(app.places, place.participation);
    app.go(next ? `stall/${next.participation}` : "");
  }
}

export const stallScreen = async (app, participation) => {
  const place = app.place(participation);
  if (!place) return el("div", { class: "stack" }, notice("warning", t("stall_not_here")), link("", { class: "button" }, t("to_the_list")));
  const key = placeKey(place.participation, place.day);
  const draft = (await draftOf(app.store, key)) ?? { place: key, outcome: null, typed: "", inRiyals: false, parts: {}, note: "", photo: null };
  return new Stall(app, place, draft).draw();
};
