// What was sold: the receipt, the list of the session, taking back.
import { actButton, apart, clear, el, icon, language, ltr, plain, quantityText, show, signed, t } from "../../offline/index.js";
import { mainButton } from "../frame.js";
import { pieces } from "../notes.js";
import { leftOf, ONE, partOf, receiptLink, reversalsOf, takeBack, voidSale } from "../sales.js";
import { quantityOf, titleOf } from "./selling.js";

const STANDING = { waiting: "clock", accepted: "circle-check", flagged: "triangle-alert", invalid: "circle-x", training: "graduation-cap" };
export const hour = (moment) => new Intl.DateTimeFormat(language() === "ar" ? "ar-MA-u-nu-latn" : `${language()}-MA`, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(moment));
export const day = (moment) => new Intl.DateTimeFormat(language() === "ar" ? "ar-MA-u-nu-latn" : language() === "fr" ? "fr-FR" : "en-GB", { day: "numeric", month: "long", year: "numeric" }).format(new Date(moment));

const saleOf = (app, id) => app.till.store.read(["sales"], (tx) => tx.get("sales", id));

// The encoder is loaded when a receipt is looked at, not before; the worker has it.
const qrOf = async (text, label) => {
  const { renderSVG } = await import("../../vendor/uqr.js");
  const drawn = new DOMParser().parseFromString(renderSVG(text, { ecc: "M", border: 3 }), "image/svg+xml").documentElement;
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", label);
  return document.importNode(drawn, true);
};

const lineRow = (app, line) =>
  el("li", { class: "receipt-line" }, el("span", { class: "grow" }, titleOf(app, line), line.product && el("small", {}, apart(`${quantityText(line.quantity)}${line.unit === "piece" ? "" : `\u00a0${t(`unit_${line.unit}`)}`}`), " × ", apart(plain(line.unit_price)))), el("b", {}, apart(show(line.amount))));

export const problemsOf = (sale) => (sale.problems ?? []).length > 0 && el("ul", { class: "problems" }, sale.problems.map((problem) => el("li", {}, problem.text || problem.code)));

export const receipt = async (app, { sale: id, fresh = false }) => {
  const sale = await saleOf(app, id);
  if (!sale) return history(app);
  const reversals = await reversalsOf(app.till, sale);
  const training = sale.status === "training";
  const link = receiptLink(app.till, sale);
  const square = el("div", { class: "receipt-qr" });
  if (!training) qrOf(link, t("receipt_link")).then((drawn) => clear(square, drawn), () => {});
  const voided = reversals.some((row) => row.kind === "void");
  const open = app.till.session?.id === sale.session && app.till.session.status === "open";
  const given = fresh && sale.tendered !== null && sale.kind === "sale" && sale.tendered > sale.total;
  const message = `${t("receipt_message", { total: show(sale.total) })} ${link}`;
  const seen = actButton({ class: "button button-quiet button-wide" }, () => app.tried(async () => {
    await app.till.store.write(["sales"], async (tx) => tx.put("sales", { ...(await tx.get("sales", id)), seen: true }));
    await app.till.reload();
    app.redraw();
  }), icon("check"), t("seen"));
  return {
    title: t(sale.kind === "sale" ? "receipt" : `kind_${sale.kind}`),
    back: fresh ? null : () => app.back(),
    css: "receipt-screen",
    body: [
      fresh && el("p", { class: "sold-sign", role: "status" }, icon("circle-check"), t(`was_${sale.kind}`)),
      given && el("p", { class: "change" }, el("span", {}, t("give_back")), el("b", {}, apart(show(sale.tendered - sale.total))), pieces(sale.tendered - sale.total)),
      sale.kind !== "sale" && fresh && sale.payment === "cash" && el("p", { class: "change" }, el("span", {}, t("money_back")), el("b", {}, apart(show(sale.total)))),
      el(
        "article",
        { class: ["receipt", training && "is-training"], id: "receipt" },
        training && el("p", { class: "training-stamp" }, t("training_receipt")),
        el("p", { class: "receipt-head" }, el("b", { dir: "auto" }, app.till.stall ? (app.till.stall.edition.name[language()] || app.till.stall.edition.name.ar) : ""), el("span", {}, t("stall_code"), " ", ltr(app.till.stall?.stall.code ?? ""))),
        el("p", { class: "receipt-head" }, el("span", {}, day(sale.sold_at), " ", ltr(hour(sale.sold_at))), el("span", {}, t("number"), " ", ltr(String(sale.number)))),
        el("ul", { class: "receipt-lines", role: "list" }, sale.lines.map((line) => lineRow(app, line))),
        el("p", { class: "receipt-total" }, el("span", {}, t("total")), el("b", {}, apart(signed(sale.kind === "sale" ? sale.total : -sale.total)))),
        el("p", { class: "soft" }, t(`pay_${sale.payment}`)),
        voided && el("p", { class: "notice notice-error" }, t("is_voided")),
        !voided && reversals.length > 0 && el("p", { class: "notice notice-warning" }, t("is_returned")),
        square,
        !training && el("p", { class: "soft small" }, t("receipt_later")),
      ),
      problemsOf(sale),
      sale.status === "flagged" && !sale.seen && seen,
      el(
        "div",
        { class: "receipt-acts" },
        !training && el("a", { class: "button button-second", href: `https://wa.me/?text=${encodeURIComponent(message)}`, target: "_blank", rel: "noopener noreferrer" }, icon("share-2"), "WhatsApp"),
        el("button", { type: "button", class: "button button-second", onclick: () => print() }, icon("printer"), t("print")),
        !fresh && sale.kind === "sale" && !voided && open && !reversals.length && el("button", { type: "button", class: "button button-second", id: "void", onclick: () => app.go("void", { sale: id }) }, icon("circle-x"), t("void")),
        !fresh && sale.kind === "sale" && !voided && app.till.session && el("button", { type: "button", class: "button button-second", id: "return", onclick: () => app.go("return", { sale: id }) }, icon("undo-2"), t("return")),
      ),
    ],
    actions: [fresh ? mainButton({ id: "next-sale", onclick: () => app.goHome() }, icon("plus"), t("next_sale")) : null],
  };
};

const saleRow = (app, sale, reversals) => {
  const gone = reversals.get(sale.id) ?? [];
  const voided = gone.includes("void");
  return el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: ["sold-line", voided && "is-void"], dataset: { sale: sale.id }, onclick: () => app.go("receipt", { sale: sale.id }) },
      el("span", { class: `standing standing-${sale.status}` }, icon(STANDING[sale.status] ?? "clock"), el("span", { class: "visually-hidden" }, t(`standing_${sale.status}`))),
      el("span", { class: "grow" }, el("span", {}, ltr(`${sale.number}`), " · ", ltr(hour(sale.sold_at)), sale.kind !== "sale" && ` · ${t(`kind_${sale.kind}`)}`), el("small", {}, sale.lines.map((line) => titleOf(app, line)).slice(0, 2).join(" · "))),
      el("b", {}, apart(signed(sale.kind === "sale" ? sale.total : -sale.total))),
    ),
  );
};

const SESSIONS_SHOWN = 4;

export const history = async (app) => {
  const current = app.till.session?.id;
  const training = Boolean(app.till.session?.training);
  const all = await app.till.store.read(["sales", "sessions"], async (tx) => {
    const sessions = (await tx.all("sessions")).filter((session) => Boolean(session.training) === training);
    const latest = sessions.sort((one, other) => (one.opened_at < other.opened_at ? 1 : -1)).slice(0, SESSIONS_SHOWN);
    return (await Promise.all(latest.map((session) => tx.by("sales", "session", session.id)))).flat();
  });
  const shown = all.sort((one, other) => (one.sold_at < other.sold_at ? 1 : -1));
  const reversals = new Map();
  for (const sale of all) if (sale.reverses) reversals.set(sale.reverses, [...(reversals.get(sale.reverses) ?? []), sale.kind]);
  const here = shown.filter((sale) => sale.session === current);
  const before = shown.filter((sale) => sale.session !== current);
  const list = (sales) => el("ul", { class: "sold-lines", role: "list" }, sales.map((sale) => saleRow(app, sale, reversals)));
  return {
    title: t("history"),
    body: [here.length ? list(here) : el("p", { class: "lead" }, t("nothing_sold_yet")), before.length > 0 && [el("h2", { class: "ask" }, t("sessions_before")), list(before)]],
  };
};

const REASONS = ["reason_mistake", "reason_changed_mind", "reason_not_paid"];

export const voiding = async (app, { sale: id }) => {
  const sale = await saleOf(app, id);
  if (!sale) return history(app);
  let reason = "";
  const choices = el("div", { class: "choices", role: "radiogroup", "aria-label": t("why") });
  const draw = () => clear(choices, REASONS.map((name) => el("button", { type: "button", role: "radio", class: "choice", "aria-checked": String(reason === name), onclick: () => { reason = name; draw(); } }, el("span", { class: "text" }, t(name)))));
  draw();
  const act = async () => {
    if (!reason) {
      app.frame.say(t("why_missing"), "error");
      return;
    }
    const taken = await app.tried(() => voidSale(app.till, sale, reason.replace("reason_", "")));
    if (taken) await app.go("receipt", { sale: taken.id, fresh: true }, { replace: true });
  };
  return {
    title: t("void"),
    menu: false,
    body: [el("p", { class: "big-figure" }, apart(show(sale.total))), el("p", { class: "lead" }, t("void_how")), el("h2", { class: "ask" }, t("why")), choices],
    actions: [actButton({ class: "button button-large button-wide button-danger", id: "void-now" }, act, icon("circle-x"), t("void"))],
  };
};

export const returning = async (app, { sale: id }) => {
  const sale = await saleOf(app, id);
  if (!sale) return history(app);
  const left = leftOf(sale, await reversalsOf(app.till, sale)).filter((row) => row.quantity > 0);
  const chosen = new Map();
  const total = el("output", { class: "big-figure", "aria-live": "polite" });
  const list = el("ul", { class: "sold-lines", role: "list" });
  const stepOf = (row) => (row.line.unit === "piece" ? Math.min(ONE, row.quantity) : row.quantity);
  const set = (row, quantity) => {
    if (quantity <= 0) chosen.delete(row.of);
    else chosen.set(row.of, { of: row.of, quantity: Math.min(quantity, row.quantity), restock: chosen.get(row.of)?.restock ?? Boolean(row.line.product) });
    draw();
  };
  const amountOf = (row) => partOf(row, chosen.get(row.of).quantity);
  const draw = () => {
    clear(
      list,
      left.map((row) => {
        const now = chosen.get(row.of);
        const name = titleOf(app, row.line);
        return el(
          "li",
          { class: ["back-line", now && "is-chosen"] },
          el("span", { class: "grow" }, name, el("small", {}, quantityOf({ ...row.line, quantity: row.quantity }), " · ", apart(show(row.amount)))),
          el("div", { class: "many" }, el("button", { type: "button", class: "many-key", "aria-label": t("one_less", { what: name }), disabled: !now, onclick: () => set(row, now.quantity - stepOf(row)) }, icon("minus")), el("output", { class: "many-number", dir: "ltr" }, quantityText(now?.quantity ?? 0)), el("button", { type: "button", class: "many-key", "aria-label": t("one_more", { what: name }), disabled: now?.quantity >= row.quantity, onclick: () => set(row, (now?.quantity ?? 0) + stepOf(row)) }, icon("plus"))),
          now && row.line.product && el("label", { class: "restock" }, el("input", { type: "checkbox", checked: now.restock, onchange: (event) => (now.restock = event.target.checked) }), t("restock")),
        );
      }),
    );
    clear(total, apart(show(left.filter((row) => chosen.has(row.of)).reduce((sum, row) => sum + amountOf(row), 0))));
  };
  draw();
  const act = async () => {
    if (!chosen.size) {
      app.frame.say(t("return_nothing"), "error");
      return;
    }
    const rows = left.filter((row) => chosen.has(row.of)).map((row) => ({ ...chosen.get(row.of), amount: amountOf(row) }));
    const taken = await app.tried(() => takeBack(app.till, sale, rows));
    if (taken) await app.go("receipt", { sale: taken.id, fresh: true }, { replace: true });
  };
  return {
    title: t("return"),
    menu: false,
    body: [el("p", { class: "lead" }, t(left.length ? "return_how" : "return_all_gone")), list],
    actions: [total, actButton({ class: "button button-large button-wide", id: "return-now" }, act, icon("undo-2"), t("return"))],
  };
};
