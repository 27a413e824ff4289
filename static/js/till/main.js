// Starts the till: words, store, worker, then whatever screen the store says it was at.
import { actButton, almostFull, askForSync, el, keepStorage, StorageFull, startLanguage, startWorker, t } from "../offline/index.js";
import { Frame } from "./frame.js";
import { screens } from "./screens/index.js";
import { keepFresh, readLink } from "./sync.js";
import { Till } from "./till.js";

const LOOK_AT_STORAGE_EVERY = 60_000;

class App {
  constructor(till, frame) {
    Object.assign(this, { till, frame, name: null, params: {} });
    frame.onMenu = () => this.go("menu");
    frame.onStatus = () => this.go("status");
    addEventListener("popstate", (event) => this._draw(event.state?.name ?? this.home(), event.state?.params ?? {}));
    addEventListener("language-changed", () => this._draw(this.name, this.params));
  }

  // Where the till stands: not enrolled, nobody signed in, no session, or selling.
  home() {
    const { device, who, session } = this.till;
    if (!device) return "enrol";
    if (!who) return "who";
    return session ? "sell" : "open";
  }

  go(name, params = {}, { replace = false } = {}) {
    history[replace ? "replaceState" : "pushState"]({ name, params }, "", location.pathname);
    return this._draw(name, params);
  }

  // Home is the bottom: nothing that was done can be walked back into.
  goHome() {
    return this.go(this.home(), {}, { replace: true });
  }

  back() {
    history.back();
  }

  redraw() {
    return this._draw(this.name, this.params);
  }

  async _draw(name, params) {
    const allowed = this._allowed(name);
    Object.assign(this, { name: allowed, params });
    const screen = await screens[allowed](this, params);
    if (this.name === allowed && screen) this.frame.show({ back: () => this.back(), ...screen });
  }

  // A screen that needs a seller or a session is not shown without: after closing, or when the page was opened anew.
  _allowed(name) {
    const { needs } = screens[name] ?? screens.sell;
    const { device, who, session } = this.till;
    if (!device && name !== "status") return "enrol";
    if (needs === "session" && !(session && who)) return this.home();
    if (needs === "who" && !who) return "who";
    return name in screens ? name : this.home();
  }

  // Runs what writes; says in words what went wrong, and that nothing was lost.
  async tried(work) {
    try {
      return await work();
    } catch (error) {
      const known = { "session closed": "session_is_closed", "session moved": "session_moved" };
      this.frame.say(error instanceof StorageFull ? t("storage_full") : t(known[error.message] ?? "not_saved"), "error");
      return null;
    }
  }
}

const watch = (app) => {
  const { till, frame } = app;
  const look = async () => {
    frame.warn("storage", await almostFull(), () => t("storage_almost_full"));
    frame.warn("clock", till.clock.isWrong(), () => t("clock_wrong"));
  };
  let waiting = till.outbox.state.waiting;
  till.outbox.onChange(({ waiting: now, failure, sending }) => {
    if (now < waiting) till.reload();
    if (now > waiting) askForSync("flush");
    waiting = now;
    if (!sending && failure?.status === 401) till.note("refused", "unknown_token").then(() => till.reload());
    frame.standing();
  });
  const state = () => {
    frame.warn("refused", Boolean(till.refused), () => t(till.refused), { kind: "error" });
    frame.warn("clock", till.clock.isWrong(), () => t("clock_wrong"));
    frame.standing();
  };
  till.onChange(state);
  state();
  addEventListener("online", () => frame.standing());
  addEventListener("offline", () => frame.standing());
  addEventListener("store-outdated", () => frame.warn("outdated", true, () => t("other_tab"), { kind: "error", action: { text: () => t("update_now"), work: () => location.reload() } }));
  look();
  setInterval(look, LOOK_AT_STORAGE_EVERY);
};

// The code must not stay in the address, where the next person or the history could find it.
const takeLink = () => {
  const link = readLink(location.hash);
  if (location.hash) history.replaceState(history.state, "", location.pathname);
  return link;
};
// A telephone that belongs to a stall stays there, whatever is scanned: unless the server knows it no more.
const mayJoin = (till, link) => link && (!till.device || till.refused);

const start = async () => {
  const link = takeLink();
  await startLanguage();
  const till = await Till.open();
  const frame = new Frame(document.getElementById("app"), till);
  const app = new App(till, frame);
  watch(app);
  const joins = mayJoin(till, link);
  await app.go(joins ? "enrol" : app.home(), joins ? { link } : {}, { replace: true });
  // Scanned while the till was open.
  addEventListener("hashchange", () => {
    const scanned = takeLink();
    if (mayJoin(till, scanned)) app.go("enrol", { link: scanned }, { replace: true });
  });
  till.outbox.start();
  keepFresh(till);
  startWorker((apply) => frame.warn("update", true, () => t("new_version"), { kind: "info", action: { text: () => t("update_now"), work: apply } }));
  keepStorage();
  document.body.dataset.ready = "yes";
};

start().catch((error) => {
  const root = document.getElementById("app");
  root.replaceChildren(el("p", { class: "splash", role: "alert" }, error instanceof StorageFull ? t("storage_full") : t("not_saved")), actButton({ class: "button" }, () => location.reload(), t("try_again")));
  throw error;
});
