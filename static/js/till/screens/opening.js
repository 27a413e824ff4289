// The session begins with what lies in the box; or with play money, to learn.
import { actButton, apart, clear, el, icon, ltr, show, t } from "../../offline/index.js";
import { cashCounter } from "../notes.js";
import { leaveTraining, openSession } from "../sessions.js";

export const opening = (app) => {
  let float = 0;
  const total = el("output", { class: "big-figure", "aria-live": "polite" }, apart(show(0)));
  const open = actButton(
    { class: "button button-large button-wide", id: "open-session" },
    () => app.tried(async () => {
      await openSession(app.till, { float });
      await app.goHome();
    }),
    icon("store"),
    t("open_till"),
  );
  return {
    title: t("float_title"),
    back: null,
    body: [
      el("p", { class: "lead" }, t("float_how")),
      cashCounter({
        label: t("float_title"),
        onchange: (amount) => {
          float = amount ?? 0;
          clear(total, apart(show(float)));
        },
      }),
    ],
    actions: [total, open],
  };
};

export const training = (app) => {
  const { session, who } = app.till;
  if (session?.training) {
    const leave = async () => {
      await leaveTraining(app.till);
      await app.goHome();
    };
    return {
      title: t("leave_training"),
      css: "centred",
      body: [el("div", { class: "big-disc" }, icon("graduation-cap")), el("p", { class: "lead" }, t("training_over"))],
      actions: [actButton({ class: "button button-large button-wide", id: "leave-training" }, () => app.tried(leave), t("leave_training"))],
    };
  }
  const enter = async () => {
    await openSession(app.till, { float: 0, training: true });
    await app.goHome();
  };
  return {
    title: t("training"),
    css: "centred",
    body: [el("div", { class: "big-disc" }, icon("graduation-cap")), el("p", { class: "lead" }, t("training_how"))],
    actions: [who ? actButton({ class: "button button-large button-wide button-saffron", id: "enter-training" }, () => app.tried(enter), t("training_start")) : el("button", { type: "button", class: "button button-large button-wide", onclick: () => app.go("who") }, t("who_sells"))],
  };
};
