// Money that goes into the box or out of it, other than by a sale.
import { actButton, centimes, el, icon, pad, t } from "../../offline/index.js";
import { moveCash } from "../sessions.js";

const WHY = { cash_in: ["why_change", "why_correction"], cash_out: ["why_bank", "why_purchase", "why_cooperative"] };

const moving = (kind, sign) => (app) => {
  let amount = null;
  const note = el("input", { type: "text", id: "why", maxlength: "200", dir: "auto" });
  const save = async () => {
    if (!amount) {
      app.frame.say(t("amount_missing"), "error");
      return;
    }
    if (!note.value.trim()) {
      note.setAttribute("aria-invalid", "true");
      app.frame.say(t("why_missing"), "error");
      note.focus();
      return;
    }
    const done = await app.tried(async () => {
      await moveCash(app.till, { kind, amount, note: note.value.trim() });
      return true;
    });
    if (done) await app.goHome();
  };
  return {
    title: t(kind),
    menu: false,
    body: [
      pad({ label: t(kind), unit: t("dirham"), onchange: (text) => (amount = centimes(text)) }),
      el("div", { class: "chips" }, WHY[kind].map((why) => el("button", { type: "button", class: "chip", onclick: () => (note.value = t(why)) }, t(why)))),
      el("div", { class: "field" }, el("label", { for: "why" }, t("why")), note),
    ],
    actions: [actButton({ class: "button button-large button-wide", id: "save-cash" }, save, icon(sign), t("save"))],
  };
};

export const cashIn = moving("cash_in", "arrow-down-to-line");
export const cashOut = moving("cash_out", "arrow-up-from-line");
