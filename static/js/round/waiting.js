// What has not reached the server yet, what it did not take, what it doubts, and whether the tablet is well.
import { actButton, clear, el, icon, ltr } from "../offline/dom.js";
import { centimes, show } from "../offline/money.js";
import { almostFull, languages, saveAsFile, switchLanguage } from "../offline/shell.js";
import { language, plural, t } from "../offline/words.js";
import { flushPhotos } from "./network.js";
import { dayText, hourText, nameOf, notice } from "./parts.js";

const placeOf = (app, { participation, day }) => app.book?.places.find((place) => place.participation === participation && place.day === day) ?? null;

const about = (app, record) => {
  const place = placeOf(app, record);
  const amount = record.total ?? record.amount;
  return [
    place && ltr(place.stall ?? ""),
    " ",
    el("strong", {}, place ? nameOf(place) : record.participation),
    el("small", {}, dayText(record.day), record.number ? ` · ${t("slip_number", { number: record.number })}` : "", amount ? ` · ${show(centimes(amount))}` : record.outcome ? ` · ${t(`state_${record.outcome}`)}` : ""),
  ];
};

const why = (problems) => problems.map((problem) => el("small", { class: "round-why" }, problem.text ?? problem.code));
const conflict = (found) => found && el("small", { class: "round-why" }, t("another_heard", { amount: found.amount === null ? "—" : show(centimes(found.amount)), who: found.by ?? "", time: hourText(found.at) }));
const used = (found) => found && el("small", { class: "round-why" }, t("slip_used_by", { amount: show(centimes(found.amount)), who: found.by ?? "", time: hourText(found.at) }));
const item = (app, sign, record, problems) => el("li", { class: "round-row" }, icon(sign), el("span", { class: "grow" }, about(app, record), why(problems), conflict(record.conflict), used(record.used)));

const state = (app) => {
  const { waiting, sending, failure, lastSync } = app.outbox.state;
  if (app.refusal === 403 || failure?.status === 403) return notice("error", t("revoked"));
  if (app.refusal === 401 || failure?.status === 401) return notice("error", t("unknown_token"));
  if (sending) return notice("info", t("sending"));
  if (waiting) return notice("warning", el("strong", {}, plural("waiting", waiting)), el("br"), t(navigator.onLine ? "not_sent_yet" : "no_network"));
  return notice("success", el("strong", {}, t("all_sent")), lastSync ? el("span", {}, " ", t("last_sent", { time: hourText(lastSync) })) : "");
};

const section = (title, rows) => rows.length > 0 && el("section", { class: "stack stack-s" }, el("h2", {}, title), el("ul", { class: "round-rows", role: "list" }, rows));

export const waitingScreen = (app) => {
  const { waiting } = app.outbox.state;
  const photos = app.photos.filter((photo) => !photo.refused).length;
  const refused = app.photos.length - photos;
  const memory = el("div", {});
  almostFull().then((full) => full && clear(memory, notice("warning", t("storage_almost_full"))));
  const send = async () => {
    await app.outbox.soon();
    await flushPhotos(app).catch(() => {});
    await app.refreshBook(true);
  };
  return el(
    "div",
    { class: "stack" },
    el("h1", {}, t("sending_title")),
    state(app),
    photos > 0 && notice("info", plural("photos_waiting", photos)),
    refused > 0 && notice("warning", plural("photos_refused", refused)),
    app.clock.isWrong() && notice("warning", t("clock_wrong")),
    memory,
    (waiting > 0 || photos > 0) && actButton({ class: "button button-wide" }, send, icon("refresh-cw"), t("send_now")),
    section(t("dead_title"), app.notTaken.map((record) => item(app, "circle-x", record, record.problems))),
    section(t("doubted_title"), app.doubted.map((record) => item(app, "triangle-alert", record, record.problems))),
    app.doubted.length > 0 && el("p", { class: "soft small" }, t("doubted_help")),
    el("button", { type: "button", class: "button button-second button-wide", onclick: async () => saveAsFile(`round-${app.tablet?.edition ?? ""}.json`, await app.everything()) }, icon("download"), t("save_as_file")),
    el(
      "section",
      { class: "stack stack-s" },
      el("h2", {}, t("language")),
      el("div", { class: "row" }, languages().map(([code, name]) => el("button", { type: "button", class: ["chip", code === language() && "chip-on"], lang: code, "aria-pressed": String(code === language()), onclick: () => switchLanguage(code) }, name))),
    ),
    app.tablet && el("p", { class: "soft small" }, app.tablet.user),
  );
};
