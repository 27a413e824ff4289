// How things stand between this telephone and the server, in words; and a file of all that waits, for whoever helps.
import { actButton, apart, centimes, el, icon, ltr, plural, saveAsFile, show, t } from "../../offline/index.js";
import { day, hour, problemsOf } from "./sold.js";
import { refresh } from "../sync.js";

export const status = async (app) => {
  const { till } = app;
  const { waiting, lastSync, failure } = till.outbox.state;
  const dead = await till.outbox.dead();
  const flagged = (await till.store.read(["sales"], (tx) => tx.by("sales", "status", "flagged"))).filter((sale) => !sale.seen);
  const send = async () => {
    await till.outbox.soon();
    await refresh(till);
    await app.redraw();
  };
  const save = async () => saveAsFile(`till-${till.device?.label || "souk"}-${new Date().toISOString().slice(0, 10)}.json`, { device: till.device?.till, ...(await till.outbox.everything()) });
  return {
    title: t("status"),
    menu: false,
    body: [
      el("div", { class: ["standing-card", waiting > 0 && "is-waiting"] }, icon(waiting ? "clock" : "circle-check"), el("b", {}, waiting ? plural("waiting", waiting) : t("all_sent"))),
      el("p", { class: "lead" }, lastSync ? t("last_sent", { time: hour(lastSync) }) : t("never_sent")),
      !navigator.onLine && el("p", { class: "notice notice-info" }, icon("wifi-off"), el("span", {}, t("offline_fine"))),
      navigator.onLine && failure && waiting > 0 && el("p", { class: "notice notice-warning" }, t("server_away")),
      flagged.length > 0 && [el("h2", { class: "ask" }, plural("flagged", flagged.length)), el("p", { class: "soft" }, t("flagged_how")), el("ul", { class: "sold-lines", role: "list" }, flagged.map((sale) => el("li", { class: "flag" }, el("button", { type: "button", class: "sold-line", onclick: () => app.go("receipt", { sale: sale.id }) }, el("span", { class: "grow" }, ltr(`${sale.number}`), " · ", ltr(hour(sale.sold_at))), el("b", {}, apart(show(sale.total)))), problemsOf(sale))))],
      dead.length > 0 && [el("h2", { class: "ask" }, plural("dead", dead.length)), el("p", { class: "soft" }, t("dead_how")), el("ul", { class: "sold-lines", role: "list", id: "dead" }, dead.map((record) => el("li", { class: "flag" }, el("span", { class: "sold-line" }, el("span", { class: "grow" }, record.body.number && [t("number"), " ", ltr(String(record.body.number)), " · "], day(record.queued_at), " ", ltr(hour(record.queued_at))), record.body.total && el("b", {}, apart(show(centimes(record.body.total))))), problemsOf(record))))],
      el("p", { class: "soft small" }, till.device?.label && [el("span", { dir: "auto" }, till.device.label), " · "], ltr(document.body.dataset.version)),
    ],
    actions: [el("div", { class: "bar-row" }, el("button", { type: "button", class: "button button-second", id: "save-file", onclick: save }, icon("download"), t("save_as_file")), actButton({ class: "button", id: "send-now" }, send, icon("refresh-cw"), t("send_now")))],
  };
};
