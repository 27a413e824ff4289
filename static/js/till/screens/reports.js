// The cash reports (Z) that were made on this telephone.
import { apart, el, icon, ltr, named, show, signed, t } from "../../offline/index.js";
import { mainButton } from "../frame.js";
import { day, hour, problemsOf } from "./sold.js";

const closedOnes = async (app) => (await app.till.store.read(["sessions"], (tx) => tx.all("sessions"))).filter((session) => session.status === "closed" && !session.training);

export const reports = async (app) => {
  const sessions = (await closedOnes(app)).sort((one, other) => (one.closed.at < other.closed.at ? 1 : -1));
  return {
    title: t("reports"),
    body: [
      sessions.length
        ? el("ul", { class: "sold-lines", role: "list" }, sessions.map((session) => el("li", {}, el("button", { type: "button", class: "sold-line", onclick: () => app.go("report", { session: session.id }) }, icon("receipt-text"), el("span", { class: "grow" }, el("span", {}, session.report?.number ? ltr(`Z ${session.report.number}`) : t("report_short")), el("small", {}, day(session.closed.at), " ", ltr(hour(session.closed.at)))), el("b", {}, apart(show(session.closed.figures.turnover)))))))
        : el("p", { class: "lead" }, t("no_reports")),
    ],
  };
};

const row = (name, text, css = "") => el("div", { class: css }, el("dt", {}, name), el("dd", {}, apart(text)));

export const report = async (app, { session: id, fresh = false }) => {
  const session = (await closedOnes(app)).find((one) => one.id === id);
  if (!session) return reports(app);
  const { closed } = session;
  const { figures } = closed;
  return {
    title: t("report"),
    back: fresh ? null : () => app.back(),
    css: "receipt-screen",
    body: [
      fresh && el("p", { class: "sold-sign", role: "status" }, icon("lock"), t("till_closed")),
      el(
        "article",
        { class: "receipt", id: "report" },
        el("p", { class: "receipt-head" }, el("b", { dir: "auto" }, named(app.till.stall?.edition.name)), el("span", {}, t("stall_code"), " ", ltr(app.till.stall?.stall.code ?? ""))),
        el("p", { class: "receipt-head" }, el("span", {}, day(closed.at), " ", ltr(hour(closed.at))), session.report?.number && ltr(`Z ${session.report.number}`)),
        el(
          "dl",
          { class: "sum" },
          row(t("turnover"), signed(figures.turnover), "total"),
          row(t("pay_cash"), signed(figures.cashSales - figures.givenBack)),
          row(t("pay_card"), signed(figures.card)),
          row(t("pay_transfer"), signed(figures.transfer)),
          row(t("sales_count"), String(figures.sales)),
          row(t("voids_count"), String(figures.voids)),
          row(t("returns_count"), String(figures.returns)),
          figures.first !== null && row(t("numbers"), `\u200e${figures.first}–${figures.last}`),
        ),
        figures.cooperatives.length > 1 && el("dl", { class: "sum" }, figures.cooperatives.map((part) => row(named(app.till.cooperative(part.cooperative)?.name) || t("not_known"), signed(part.amount)))),
        el(
          "dl",
          { class: "sum" },
          row(t("float_short"), show(figures.float)),
          row(t("cash_sales"), show(figures.cashSales)),
          row(t("given_back"), signed(-figures.givenBack)),
          row(t("cash_in"), show(figures.cashIn)),
          row(t("cash_out"), signed(-figures.cashOut)),
          row(t("expected"), signed(figures.expected), "total"),
          row(t("counted_cash"), show(closed.counted), "total"),
          row(t("difference"), signed(closed.difference), "total"),
        ),
        closed.explanation && el("p", { dir: "auto" }, closed.explanation),
        el("p", {}, t("signed_by", { one: closed.signed_by, two: closed.witnessed_by })),
        el("p", { class: "soft small" }, t(session.report ? "report_arrived" : "report_waits")),
      ),
      problemsOf(session),
      el("div", { class: "receipt-acts" }, el("button", { type: "button", class: "button button-second", onclick: () => print() }, icon("printer"), t("print"))),
    ],
    actions: [
      fresh &&
        mainButton({ id: "next-session", onclick: () => {
          app.till.signIn(null);
          app.goHome();
        } }, icon("door-closed"), t("next_session")),
    ],
  };
};
