// The evening round: which screen stands, and what stands around each of them.
import { clear, el, icon } from "../offline/dom.js";
import { almostFull, askForSync, keepStorage, startLanguage, startWorker } from "../offline/shell.js";
import { plural, t } from "../offline/words.js";
import { App } from "./app.js";
import { codeInAddress, enrolScreen, take } from "./enrol.js";
import { daysScreen, listScreen } from "./list.js";
import { slipScreen, slipsScreen } from "./slip.js";
import { stallScreen } from "./stall.js";
import { NAME, open } from "./store.js";
import { waitingScreen } from "./waiting.js";
import { link, notice, saidBefore } from "./parts.js";

// What is typed on these would be lost if they were drawn anew when something was sent.
const LIVE = new Set(["", "slips", "waiting"]);
const SCREENS = { "": listScreen, days: daysScreen, stall: stallScreen, slips: slipsScreen, slip: slipScreen, waiting: waitingScreen };

const root = document.getElementById("app");
const main = el("main", { id: "main", tabindex: "-1", class: "round-main" });
const above = el("div", { class: "round-above", role: "status" });
const head = el("header", { class: "round-head" });
const foot = el("nav", { class: "round-nav" });
const where = () => {
  const [screen, about] = location.hash.replace(/^#\/?/, "").split("/");
  return screen in SCREENS ? [screen, about] : ["", undefined];
};

const badge = (app) => {
  const { waiting, sending } = app.outbox.state;
  const sign = sending ? "refresh-cw" : !navigator.onLine ? "wifi-off" : waiting ? "clock" : "check";
  return link("waiting", { class: ["round-state", waiting > 0 && "is-waiting"] }, icon(sign), waiting ? plural("waiting", waiting) : t(navigator.onLine ? "all_sent" : "no_network"));
};

const tabs = (app, screen) => {
  const looks = app.notTaken.length + app.doubted.length;
  const tab = (to, sign, text, count, ...also) =>
    link(to, { "aria-current": screen === to || also.includes(screen) ? "page" : null }, icon(sign), text, count > 0 && el("span", { class: "count" }, String(count)));
  return [tab("", "store", t("stalls"), 0, "stall", "days"), tab("slips", "receipt-text", t("slips"), 0, "slip"), tab("waiting", "refresh-cw", t("sending_title"), looks)];
};

const frame = (app, screen) => {
  const inside = screen === "stall" || screen === "slip";
  clear(
    head,
    inside ? link(screen === "slip" ? "slips" : "", { class: "round-back", "aria-label": t("back") }, icon("arrow-right", "flip round-turned")) : el("span", { class: "round-title" }, t("round")),
    badge(app),
  );
  foot.setAttribute("aria-label", t("menu"));
  clear(foot, tabs(app, screen));
};

const warnings = async (app) => {
  const full = await almostFull();
  clear(above, app.clock.isWrong() && notice("warning", t("clock_wrong")), full && notice("warning", t("storage_almost_full")), app.refusal && notice("error", t(app.refusal === 403 ? "revoked" : "unknown_token")), app.offer, app.outdated && notice("error", t("other_tab")));
};

const boot = async () => {
  const code = codeInAddress();
  await startLanguage();
  const store = await open();
  const app = await new App(store).load();
  let waitingCode = code;
  let drawing = 0;

  app.go = (to) => {
    if (location.hash === `#/${to}`) return app.draw(true);
    location.hash = `#/${to}`;
    return undefined;
  };
  app.draw = async (anew = false) => {
    const mine = ++drawing;
    let [screen, about] = where();
    if (app.token && app.book && !app.day && screen !== "waiting") screen = "days";
    document.title = t("round");
    frame(app, screen);
    warnings(app);
    foot.hidden = head.hidden = !app.token;
    const node = !app.token ? enrolScreen(app, waitingCode) : !app.book ? el("div", { class: "stack" }, el("h1", {}, t("round")), notice("info", t("book_needed"))) : await SCREENS[screen](app, about);
    if (mine !== drawing) return;
    const search = document.activeElement?.id === "round-search" ? document.activeElement.selectionStart : null;
    clear(main, node);
    if (search !== null) document.getElementById("round-search")?.setSelectionRange(search, search);
    if (search !== null) document.getElementById("round-search")?.focus();
    if (anew) {
      saidBefore();
      scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  };
  app.started = () => {
    waitingCode = null;
    app.draw(true);
    app.outbox.soon();
  };

  clear(root, head, above, el("p", { id: "round-said", class: "round-said", role: "status" }), main, foot);
  app.listeners.add(() => {
    const [screen] = where();
    if (LIVE.has(screen) || !app.book || !app.day) app.draw();
    else frame(app, screen);
  });
  addEventListener("hashchange", () => app.draw(true));
  addEventListener("language-changed", () => app.draw(true));
  addEventListener("store-outdated", () => {
    app.outdated = true;
    warnings(app);
  });
  for (const event of ["online", "offline"]) addEventListener(event, () => frame(app, where()[0]));
  await app.draw();
  root.dataset.ready = "yes";

  startWorker((apply) => {
    app.offer = el("div", { class: "notice" }, icon("refresh-cw"), el("div", {}, t("new_version"), " ", el("button", { type: "button", class: "button button-second", onclick: apply }, t("update_now"))));
    warnings(app);
  });
  keepStorage();
  askForSync(`${NAME}-outbox`);
  app.start();
  const join = async () => {
    try {
      await take(app, waitingCode);
      app.started();
    } catch (error) {
      app.enrolFailure = error.status ?? -1;
      await app.draw();
    }
  };
  if (waitingCode) await join();
  else app.refreshBook(true);
  // For tests: the app's own ways of writing, without its screens.
  globalThis.round = app;
};

boot().catch((error) => {
  clear(root, el("p", { class: "splash", role: "alert" }, `${error.name}: ${error.message}`));
});
