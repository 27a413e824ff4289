// The count, first without knowing what is expected; then the difference, two who sign, and the report.
import { actButton, apart, clear, el, icon, ltr, show, signed, t } from "../../offline/index.js";
import { mainButton } from "../frame.js";
import { cashCounter } from "../notes.js";
import { cashiers } from "../people.js";
import { closeSession, countOf, figuresOf } from "../sessions.js";
import { pinPad, signOf } from "./people.js";

export const closing = async (app) => count(app, await countOf(app.till));

// Kept at every press, as the basket is.
const keep = (app, { session, counted, counts, explanation }) => app.tried(() => app.till.note("counting", { session, counted, counts, explanation }));

const count = (app, state) => {
  const total = el("output", { class: "big-figure", "aria-live": "polite" }, apart(show(state.counted ?? 0)));
  const next = () => {
    if (state.counted === null) {
      app.frame.say(t("count_missing"), "error");
      return;
    }
    compare(app, state);
  };
  return {
    title: t("count_title"),
    menu: false,
    body: [
      el("p", { class: "lead" }, t("count_how")),
      cashCounter({
        label: t("count_title"),
        begun: state,
        onchange: (amount, counts) => {
          Object.assign(state, { counted: amount, counts });
          clear(total, apart(show(amount ?? 0)));
          keep(app, state);
        },
      }),
    ],
    actions: [total, mainButton({ id: "counted", onclick: next }, icon("check"), t("counted"))],
  };
};

const row = (name, amount, css = "") => el("div", { class: css }, el("dt", {}, t(name)), el("dd", {}, apart(signed(amount))));

const compare = async (app, state) => {
  // The other tab has closed meanwhile.
  if (!app.till.session) {
    await app.goHome();
    app.frame.say(t("session_is_closed"), "error");
    return;
  }
  const figures = await figuresOf(app.till, app.till.session);
  state.figures = figures;
  const difference = state.counted - figures.expected;
  const written = () => {
    state.explanation = note.value.trim();
    keep(app, state);
  };
  const note = el("textarea", { id: "explanation", maxlength: "200", rows: "2", dir: "auto", value: difference ? state.explanation : "", oninput: written });
  const next = () => {
    if (difference !== 0 && !note.value.trim()) {
      note.setAttribute("aria-invalid", "true");
      app.frame.say(t("explain_missing"), "error");
      note.focus();
      return;
    }
    written();
    sign(app, state);
  };
  app.frame.show({
    title: t("compare_title"),
    menu: false,
    back: () => app.redraw(),
    body: [
      el("dl", { class: "sum panel" }, row("float_short", figures.float), row("cash_sales", figures.cashSales), row("given_back", -figures.givenBack), row("cash_in", figures.cashIn), row("cash_out", -figures.cashOut), row("expected", figures.expected, "total"), row("counted_cash", state.counted, "total")),
      el("p", { class: ["difference", difference < 0 ? "is-short" : difference > 0 ? "is-over" : "is-even"] }, icon(difference ? "triangle-alert" : "circle-check"), el("span", {}, t(difference < 0 ? "short_by" : difference > 0 ? "over_by" : "is_even")), difference !== 0 && el("b", {}, apart(show(Math.abs(difference))))),
      difference !== 0 && el("div", { class: "field" }, el("label", { for: "explanation" }, t("explain")), note),
    ],
    actions: [el("button", { type: "button", class: "button button-quiet button-wide", onclick: () => app.redraw() }, t("count_again")), mainButton({ id: "to-sign", onclick: next }, icon("arrow-right", "flip"), t("continue"))],
  });
};

// The first who signs is the cashier at the till, by PIN.
const sign = (app, state) => {
  const { who } = app.till;
  app.frame.show({
    title: t("sign_first"),
    menu: false,
    css: "centred",
    back: () => compare(app, state),
    body: [signOf(who), el("p", { class: "lead" }, t("sign_first_how", { name: who.name })), pinPad(app, who, () => witness(app, { ...state, signedBy: who.name }))],
  });
};

// What the other tab did since it was counted is seen before anybody signs.
const countAnew = async (app, error) => {
  if (["session moved", "session closed"].includes(error.message)) await app.redraw();
  throw error;
};

// The second: another cashier by PIN, or anybody who stood by, by name.
const witness = async (app, state) => {
  const others = (await cashiers(app.till)).filter((cashier) => cashier.id !== app.till.who.id);
  const name = el("input", { type: "text", id: "witness", maxlength: "40", autocomplete: "off", dir: "auto" });
  const finish = async (witnessedBy) => {
    const done = await app.tried(() => closeSession(app.till, { ...state, witnessedBy }).catch((error) => countAnew(app, error)));
    if (done) await app.go("report", { session: done.id, fresh: true }, { replace: true });
  };
  const byName = async () => {
    if (!name.value.trim() || name.value.trim() === state.signedBy) {
      name.setAttribute("aria-invalid", "true");
      app.frame.say(t("witness_missing"), "error");
      name.focus();
      return;
    }
    await finish(name.value.trim());
  };
  const byPin = (cashier) =>
    app.frame.show({
      title: cashier.name,
      menu: false,
      css: "centred",
      back: () => witness(app, state),
      body: [signOf(cashier), el("p", { class: "lead" }, t("your_pin")), pinPad(app, cashier, () => finish(cashier.name))],
    });
  app.frame.show({
    title: t("sign_second"),
    menu: false,
    back: () => sign(app, state),
    body: [
      el("p", { class: "lead" }, t("sign_second_how")),
      el("ul", { class: "tasks", role: "list" }, others.map((cashier) => el("li", {}, el("button", { type: "button", class: "task", onclick: () => byPin(cashier) }, signOf(cashier), el("span", { dir: "auto" }, cashier.name))))),
      el("div", { class: "field" }, el("label", { for: "witness" }, t("witness_name")), name),
    ],
    actions: [actButton({ class: "button button-large button-wide", id: "close-now" }, byName, icon("lock"), t("close_till"))],
  });
};
