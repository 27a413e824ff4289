// The gate itself: the camera, the number of a badge, and what is said of it.
import { actButton, clear, el, icon } from "../offline/dom.js";
import { t } from "../offline/words.js";
import { dayText, failed, hourText, nameOf, notice } from "../round/parts.js";
import { watch } from "./camera.js";
import { isHere, judge } from "./judging.js";
import { saveArrival, takeBack } from "./store.js";

// The same badge stays before the camera for a while: it is answered once.
const SAME_FOR = 4_000;
const SIGNS = { welcome: ["circle-check", ""], came: ["clock", "is-came"], undone: ["undo-2", "is-came"] };
const WRONG = ["circle-x", "is-wrong"];

export const stallsOf = (app, comer) => comer.stalls[app.day.day] ?? [];
export const codes = (list) => (list.length ? list.map((code) => el("bdi", { dir: "ltr", class: "round-code" }, code, " ")) : el("span", {}, t("no_stall")));

const answerCard = (app, { kind, comer, badge, at, arrival }, undo) => {
  const [sign, look] = SIGNS[kind] ?? WRONG;
  return el(
    "section",
    { class: `gate-answer ${look}`.trim(), dataset: { kind } },
    icon(sign),
    el("h2", {}, t(`gate_${kind}`, { time: at ? hourText(at) : "" })),
    comer && el("p", { class: "strong" }, el("bdi", {}, nameOf(comer))),
    badge?.name && el("p", {}, el("bdi", {}, badge.name)),
    comer && (kind === "welcome" || kind === "came") && el("p", {}, codes(stallsOf(app, comer))),
    kind === "other_edition" && el("p", { class: "small" }, t("perhaps_new")),
    arrival && actButton({ class: "button button-second", id: "gate-undo" }, () => undo(arrival, comer), icon("undo-2"), t("by_mistake")),
  );
};

// Says at once what is known, and welcomes who may come in: once the disk has it.
export const answer = async (app, text, way) => {
  const found = judge(app, text);
  if (found.kind === "welcome") found.arrival = await saveArrival(app, { comer: found.comer, badge: found.badge.id, way });
  app.answer = found;
  navigator.vibrate?.(found.kind === "welcome" ? 80 : [80, 60, 80]);
  return found;
};

export const scanScreen = (app) => {
  const said = el("div", { role: "status", class: "gate-said" });
  const trouble = el("div", { role: "alert" });
  const video = el("video", { playsinline: true, muted: true, "aria-label": t("camera") });
  const view = el("div", { class: "gate-camera", hidden: true }, video);
  const counted = el("p", { class: "strong", id: "gate-counted" });
  let last = { text: "", at: 0 };

  const count = () => clear(counted, t("arrived_of", { here: app.comers.filter((comer) => isHere(app, comer)).length, all: app.comers.length }));
  const show = () => clear(said, app.answer && answerCard(app, app.answer, undo));
  const tried = async (act) => {
    clear(trouble);
    try {
      await act();
      show();
    } catch (error) {
      clear(trouble, failed(error));
    }
    count();
  };
  const say = (text, way) => tried(() => answer(app, text, way));
  const undo = (arrival, comer) =>
    tried(async () => {
      await takeBack(app, arrival.id);
      app.answer = { kind: "undone", comer };
      // The same badge may be held up again, now rightly.
      last = { text: "", at: 0 };
    });
  const seen = async (text) => {
    if (text === last.text && Date.now() - last.at < SAME_FOR) {
      last.at = Date.now();
      return;
    }
    last = { text, at: Date.now() };
    await say(text, "scan");
  };
  const toggle = async () => {
    clear(trouble);
    if (app.stopCamera) {
      app.stopCamera();
      app.stopCamera = null;
    } else {
      try {
        app.stopCamera = await watch(video, seen);
      } catch {
        clear(trouble, notice("warning", t("no_camera")));
      }
    }
    view.hidden = !app.stopCamera;
    camera.lastChild.textContent = t(app.stopCamera ? "camera_off" : "camera_on");
  };
  const camera = actButton({ class: "button button-large button-wide", id: "gate-camera" }, toggle, icon("camera"), t("camera_on"));
  const input = el("input", { id: "gate-number", dir: "ltr", maxlength: "40", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const typed = async (event) => {
    event.preventDefault();
    if (!input.value.trim()) return;
    app.answer = null;
    await say(input.value, "code");
    input.focus();
    // What opens nothing stays, to be looked at and mended.
    if (["welcome", "came"].includes(app.answer?.kind)) input.value = "";
    else input.select();
  };
  count();
  show();
  return el(
    "div",
    { class: "stack" },
    el("h1", { class: "round-day" }, dayText(app.day.day)),
    app.isEarly && notice("info", t("gate_early")),
    counted,
    said,
    trouble,
    view,
    camera,
    el(
      "form",
      { class: "row gate-form", onsubmit: typed },
      el("div", { class: "field grow" }, el("label", { for: "gate-number" }, t("badge_number")), input),
      el("button", { type: "submit", class: "button button-second" }, icon("user-check"), t("check_badge")),
    ),
  );
};
