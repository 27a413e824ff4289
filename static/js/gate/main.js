// The gate: which screen stands, and what stands around each of them.
import { clear, el, icon } from "../offline/dom.js";
import { almostFull, askForSync, keepStorage, startLanguage, startWorker } from "../offline/shell.js";
import { plural, t } from "../offline/words.js";
import { codeInAddress, enrolScreen, take } from "../round/enrol.js";
import { link, notice } from "../round/parts.js";
import { open as openRound } from "../round/store.js";
import { App } from "./app.js";
import { listScreen } from "./list.js";
import { scanScreen } from "./scan.js";
import { NAME, open } from "./store.js";
import { waitingScreen } from "./waiting.js";

const SCREENS = { "": scanScreen, list: listScreen, waiting: waitingScreen };

const root = document.getElementById("app");
const main = el("main", { id: "main", tabindex: "-1", class: "round-main" });
const above = el("div", { class: "round-above", role: "status" });
const head = el("header", { class: "round-head" });
const foot = el("nav", { class: "round-nav" });
const where = () => {
  const screen = location.hash.replace(/^#\/?/, "");
  return screen in SCREENS ? screen : "";
};

const badge = (app) => {
  const { waiting, sending } = app.outbox.state;
  const sign = sending ? "refresh-cw" : !navigator.onLine ? "wifi-off" : waiting ? "clock" : "check";
  return link("waiting", { class: ["round-state", waiting > 0 && "is-waiting"] }, icon(sign), waiting ? plural("waiting", waiting) : t(navigator.onLine ? "all_sent" : "no_network"));
};

const frame = (app, screen) => {
  const tab = (to, sign, text, count = 0) => link(to, { "aria-current": screen === to ? "page" : null }, icon(sign), text, count > 0 && el("span", { class: "count" }, String(count)));
  clear(head, el("span", { class: "round-title" }, t("gate")), badge(app));
  foot.setAttribute("aria-label", t("menu"));
  clear(foot, tab("", "scan-line", t("badges")), tab("list", "users", t("by_hand")), tab("waiting", "refresh-cw", t("sending_title"), app.notTaken.length));
};

const warnings = async (app) => {
  const full = await almostFull();
  clear(above, app.clock.isWrong() && notice("warning", t("clock_wrong")), full && notice("warning", t("storage_almost_full")), app.refusal && notice("error", t(app.refusal === 403 ? "revoked" : "unknown_token")), app.offer, app.outdated && notice("error", t("other_tab")));
};

const missing = (text) => el("div", { class: "stack" }, el("h1", {}, t("gate")), notice("info", text));

const boot = async () => {
  const code = codeInAddress();
  await startLanguage();
  const app = await new App(await openRound(), await open()).load();
  let waitingCode = code;

  app.draw = (anew = false) => {
    const screen = where();
    document.title = t("gate");
    frame(app, screen);
    warnings(app);
    foot.hidden = head.hidden = !app.token;
    app.stopCamera?.();
    app.stopCamera = null;
    if (!app.token) clear(main, enrolScreen(app, waitingCode));
    else if (!app.book && screen !== "waiting") clear(main, missing(t("gate_book_needed")));
    else if (!app.day && screen !== "waiting") clear(main, missing(t("no_day")));
    else clear(main, SCREENS[screen](app));
    if (anew) {
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  };
  app.started = () => {
    waitingCode = null;
    app.draw(true);
    app.outbox.soon();
  };

  clear(root, head, above, main, foot);
  let hadBook = Boolean(app.book);
  app.listeners.add(() => {
    // The camera and what is typed stay: these screens are filled by their own hands.
    if (where() === "waiting" || !app.token || hadBook !== Boolean(app.book)) app.draw();
    else frame(app, where());
    hadBook = Boolean(app.book);
  });
  addEventListener("hashchange", () => {
    app.answer = null;
    app.draw(true);
  });
  addEventListener("language-changed", () => app.draw(true));
  addEventListener("store-outdated", () => {
    app.outdated = true;
    warnings(app);
  });
  for (const event of ["online", "offline"]) addEventListener(event, () => frame(app, where()));
  app.draw();
  root.dataset.ready = "yes";

  startWorker((apply) => {
    app.offer = el("div", { class: "notice" }, icon("refresh-cw"), el("div", {}, t("new_version"), " ", el("button", { type: "button", class: "button button-second", onclick: apply }, t("update_now"))));
    warnings(app);
  });
  keepStorage();
  askForSync(`${NAME}-outbox`);
  app.start();
  if (waitingCode) {
    try {
      await take(app, waitingCode);
      app.started();
    } catch (error) {
      app.enrolFailure = error.status ?? -1;
      app.draw();
    }
  } else app.refreshBook(true);
  // For tests: the app's own ways, without its screens.
  globalThis.gate = app;
};

boot().catch((error) => {
  clear(root, el("p", { class: "splash", role: "alert" }, `${error.name}: ${error.message}`));
});
