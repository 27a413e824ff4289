// One scan: the code of the organiser's QR becomes this tablet's own token.
import { actButton, clear, el } from "../offline/dom.js";
import { languages, newToken, switchLanguage } from "../offline/shell.js";
import { language, t } from "../offline/words.js";
import { enrol } from "./network.js";
import { keep, kept } from "./store.js";
import { notice } from "./parts.js";

const CODE = /#enrol=([-_0-9A-Za-z]{20,})\s*$/;

// Out of the address at once: nobody reads it over a shoulder, nor finds it in the history.
export const codeInAddress = () => {
  const found = CODE.exec(location.hash);
  if (found) history.replaceState(null, "", location.pathname);
  return found?.[1] ?? null;
};

const WHY = { 0: "enrol_needs_network", 404: "code_bad", 429: "too_often" };

// The token is kept before it is sent: an answer that is lost is asked for again with the same one.
export const take = async (app, code) => {
  const before = await kept(app.store, "enrolling");
  const token = before?.code === code ? before.token : newToken();
  await keep(app.store, "enrolling", { code, token });
  await enrol(app.store, code, token);
  await app.load();
  await app.refreshBook(true);
};

// Why the tablet could not join; nothing before it was tried.
const refusal = (status) => status !== null && notice("error", t(WHY[status] ?? "try_again"));

export const enrolScreen = (app, waiting = "") => {
  const trouble = el("div", { role: "alert" }, refusal(app.enrolFailure));
  const input = el("input", { id: "enrol-link", dir: "ltr", autocomplete: "off", value: waiting ? `#enrol=${waiting}` : "" });
  const join = async () => {
    const code = CODE.exec(input.value)?.[1];
    clear(trouble, !code && notice("error", t("code_unreadable")));
    if (!code) return;
    try {
      await take(app, code);
      app.started();
    } catch (error) {
      clear(trouble, refusal(error.status ?? -1));
    }
  };
  return el(
    "div",
    { class: "stack" },
    el("h1", {}, t("tablet_not_joined")),
    el("p", {}, t("enrol_how")),
    el("div", { class: "field" }, el("label", { for: "enrol-link" }, t("paste_link")), input),
    trouble,
    actButton({ class: "button button-large button-wide", id: "enrol-join" }, join, t("join")),
    el("div", { class: "row" }, languages().map(([code, name]) => el("button", { type: "button", class: ["chip", code === language() && "chip-on"], lang: code, "aria-pressed": String(code === language()), onclick: () => switchLanguage(code) }, name))),
  );
};
