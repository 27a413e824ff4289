// The telephone is joined to its stall, once, by the link in the organiser's QR code.
import { actButton, el, icon, t } from "../../offline/index.js";
import { enrol, readLink } from "../sync.js";
import { languageButtons } from "./menu.js";

const PROBLEMS = { 0: "enrol_needs_network", 404: "code_bad", 429: "too_often" };

const join = async (app, link) => {
  try {
    await enrol(app.till, link);
    await app.till.reload();
    // A token that was typed in is good only when the stall answered to it.
    if (link.token && !app.till.stall) {
      const detail = app.till.refused ?? "enrol_needs_network";
      if (app.till.refused) await app.till.note("device", undefined).then(() => app.till.note("refused", null));
      await app.till.reload();
      app.frame.say(t(detail === "unknown_token" ? "code_bad" : detail), "error");
      return;
    }
    await app.goHome();
  } catch (error) {
    app.frame.say(t(PROBLEMS[error.status] ?? "enrol_needs_network"), "error");
  }
};

export const enrolling = (app, { link = null }) => {
  const input = el("input", { type: "text", id: "link", dir: "ltr", autocomplete: "off", autocapitalize: "off", spellcheck: "false", value: link ? (link.code ?? link.token) : "" });
  const press = () => {
    const read = readLink(input.value);
    if (!read) {
      app.frame.say(t("code_unreadable"), "error");
      return Promise.resolve();
    }
    return join(app, link && input.value === link.token ? { token: link.token } : read);
  };
  const button = actButton({ class: "button button-large button-wide", id: "join" }, press, t("join"));
  if (link) queueMicrotask(() => setTimeout(() => button.click()));
  return {
    title: t("enrol_title"),
    back: null,
    menu: false,
    css: "centred",
    body: [
      el("div", { class: "big-disc" }, icon("scan-line")),
      el("p", { class: "lead" }, t("enrol_how")),
      el("div", { class: "field" }, el("label", { for: "link" }, t("paste_link")), input),
      languageButtons(),
    ],
    actions: [button],
  };
};
