// The frame around every screen: how things stand above, the screen, what to press below where the thumb is.
import { clear, el, icon, ltr, plural, t } from "../offline/index.js";

export class Frame {
  constructor(root, till) {
    this.till = till;
    this.status = el("button", { type: "button", class: "top-status", onclick: () => this.onStatus() });
    this.title = el("h1", { class: "top-title", tabindex: "-1" });
    this.back = el("button", { type: "button", class: "top-button", onclick: () => this.onBack() });
    this.menu = el("button", { type: "button", class: "top-button", onclick: () => this.onMenu() });
    this.notices = el("div", { class: "notices" });
    this.training = el("p", { class: "training-band", hidden: true });
    this.said = el("div", { class: "said", role: "status" });
    this.main = el("main", { class: "screen", id: "main" });
    this.bar = el("footer", { class: "bar" });
    clear(root, el("header", { class: "head" }, el("div", { class: "top" }, this.back, this.title, this.status, this.menu), this.training, this.notices), this.main, el("div", { class: "below" }, this.said, this.bar));
    this.warnings = new Map();
  }

  show({ title, body, actions = [], back = null, menu = true, css = "" }) {
    this.onBack = back;
    this.back.hidden = !back;
    this.menu.hidden = !menu;
    this.main.className = `screen ${css}`;
    clear(this.title, title);
    document.title = `${this.title.textContent} · ${t("till")}`;
    clear(this.main, body);
    clear(this.bar, actions);
    this.bar.hidden = !actions.filter(Boolean).length;
    clear(this.back, icon("arrow-right", "back-arrow"));
    this.back.setAttribute("aria-label", t("back"));
    clear(this.menu, icon("menu"));
    this.menu.setAttribute("aria-label", t("menu"));
    this.say("");
    this.standing();
    scrollTo(0, 0);
    this.title.focus({ preventScroll: true });
  }

  // What is told once, near the buttons; `error` stays until the next screen.
  say(text, kind = "info") {
    clear(this.said, text && el("p", { class: `notice notice-${kind}` }, text));
  }

  // Always there: is there a network, what waits, what a person should look at.
  standing() {
    const { outbox, session, flagged, device } = this.till;
    const { waiting, dead, sending } = outbox.state;
    const online = navigator.onLine;
    const words = [waiting ? plural("waiting", waiting) : t("all_sent"), !online && t("no_network"), dead && plural("dead", dead), flagged && plural("flagged", flagged)].filter(Boolean);
    this.status.className = ["top-status", waiting && "is-waiting", (dead || flagged) && "is-flagged", !online && "is-offline", sending && "is-sending"].filter(Boolean).join(" ");
    clear(this.status, icon(!online ? "wifi-off" : dead || flagged ? "triangle-alert" : waiting ? "refresh-cw" : "circle-check"), waiting > 0 && ltr(el("b", {}, String(waiting))));
    this.status.setAttribute("aria-label", words.join(", "));
    this.status.hidden = !device;
    document.body.classList.toggle("is-training", Boolean(session?.training));
    this.training.hidden = !session?.training;
    this.training.textContent = t("training_band");
    clear(
      this.notices,
      [...this.warnings.values()].map(({ text, kind, action }) => el("p", { class: `notice notice-${kind}`, role: "alert" }, icon("triangle-alert"), el("span", {}, text()), action && el("button", { type: "button", class: "button button-second", onclick: action.work }, action.text()))),
    );
  }

  // A warning that stays as long as it is true.
  warn(name, on, text, { kind = "warning", action = null } = {}) {
    if (on === this.warnings.has(name)) return;
    if (on) this.warnings.set(name, { text, kind, action });
    else this.warnings.delete(name);
    this.standing();
  }
}

export const mainButton = (attributes, ...content) => el("button", { type: "button", ...attributes, class: ["button", "button-large", "button-wide", attributes.class] }, ...content);
