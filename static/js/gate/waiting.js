// What has not reached the server yet, and what it did not take.
import { actButton, el, icon } from "../offline/dom.js";
import { languages, saveAsFile, switchLanguage } from "../offline/shell.js";
import { language, plural, t } from "../offline/words.js";
import { dayText, hourText, nameOf, notice } from "../round/parts.js";

const state = (app) => {
  const { waiting, sending, failure, lastSync } = app.outbox.state;
  if (app.refusal === 403 || failure?.status === 403) return notice("error", t("revoked"));
  if (app.refusal === 401 || failure?.status === 401) return notice("error", t("unknown_token"));
  if (sending) return notice("info", t("sending"));
  if (waiting) return notice("warning", el("strong", {}, plural("waiting", waiting)), el("br"), t(navigator.onLine ? "not_sent_yet" : "no_network"));
  return notice("success", el("strong", {}, t("all_sent")), lastSync ? el("span", {}, " ", t("last_sent", { time: hourText(lastSync) })) : "");
};

const item = (app, row) => {
  const comer = app.book?.comers.find((one) => one.id === row.comer);
  return el(
    "li",
    { class: "round-row" },
    icon("circle-x"),
    el("span", { class: "grow" }, el("strong", {}, el("bdi", {}, comer ? nameOf(comer) : row.comer)), el("small", {}, `${dayText(row.day)} · ${hourText(row.at)}`), row.problems.map((problem) => el("small", { class: "round-why" }, problem.text ?? problem.code))),
  );
};

export const waitingScreen = (app) => {
  const send = async () => {
    await app.outbox.soon();
    await app.refreshBook(true);
  };
  return el(
    "div",
    { class: "stack" },
    el("h1", {}, t("sending_title")),
    state(app),
    app.clock.isWrong() && notice("warning", t("clock_wrong")),
    actButton({ class: "button button-wide" }, send, icon("refresh-cw"), t("send_and_fetch")),
    app.notTaken.length > 0 && el("section", { class: "stack stack-s" }, el("h2", {}, t("not_taken")), el("ul", { class: "round-rows", role: "list" }, app.notTaken.map((row) => item(app, row)))),
    el("button", { type: "button", class: "button button-second button-wide", onclick: async () => saveAsFile(`gate-${app.tablet?.edition ?? ""}.json`, await app.everything()) }, icon("download"), t("save_as_file")),
    el(
      "section",
      { class: "stack stack-s" },
      el("h2", {}, t("language")),
      el("div", { class: "row" }, languages().map(([code, name]) => el("button", { type: "button", class: ["chip", code === language() && "chip-on"], lang: code, "aria-pressed": String(code === language()), onclick: () => switchLanguage(code) }, name))),
    ),
    app.tablet && el("p", { class: "soft small" }, app.tablet.user),
  );
};
