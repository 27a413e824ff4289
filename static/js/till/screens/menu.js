// What is done less often than selling.
import { el, icon, language, languages, switchLanguage, t } from "../../offline/index.js";

export const languageButtons = () =>
  el(
    "div",
    { class: "tongues", role: "group", "aria-label": t("language") },
    languages().map(([code, name]) => el("button", { type: "button", class: "chip", lang: code, "aria-pressed": String(code === language()), onclick: () => switchLanguage(code) }, name)),
  );

export const menu = (app) => {
  const { session, who } = app.till;
  const selling = Boolean(session && who);
  const item = (name, sign, tone, work) => el("li", {}, el("button", { type: "button", class: `task tone-${tone}`, id: `menu-${name}`, onclick: work }, el("span", { class: "disc" }, icon(sign)), t(name)));
  const go = (name) => () => app.go(name);
  return {
    title: t("menu"),
    menu: false,
    body: [
      el(
        "ul",
        { class: "tasks", role: "list" },
        who && item("history", "history", "blue", go("history")),
        selling && !session.training && item("cash_in", "arrow-down-to-line", "green", go("cash_in")),
        selling && !session.training && item("cash_out", "arrow-up-from-line", "saffron", go("cash_out")),
        selling && !session.training && item("close_till", "lock", "terracotta", go("close")),
        item("status", "refresh-cw", "blue", go("status")),
        item("reports", "receipt-text", "green", go("reports")),
        !session?.training && item("training", "graduation-cap", "saffron", go("training")),
        session?.training && item("leave_training", "graduation-cap", "saffron", go("training")),
        who && item("change_cashier", "user", "green", () => {
          app.till.signIn(null);
          app.goHome();
        }),
      ),
      languageButtons(),
    ],
  };
};
