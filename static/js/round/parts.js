// Days and hours in words, and the small parts that several screens share.
import { StorageFull } from "../offline/db.js";
import { clear, el, icon } from "../offline/dom.js";
import { wire } from "../offline/money.js";
import { language, named, t } from "../offline/words.js";

// On the clock that the person sees on the tablet. Months as Morocco calls them, digits as everybody here writes them.
const LOCALES = { ar: "ar-MA-u-nu-latn", fr: "fr-MA", en: "en-GB" };
const format = (options) => new Intl.DateTimeFormat(LOCALES[language()], options);

export const dayText = (day) => format({ weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${day}T12:00:00Z`));
export const hourText = (moment) => format({ hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date(moment));

export const notice = (kind, ...content) => el("div", { class: `notice notice-${kind}` }, icon({ warning: "triangle-alert", error: "circle-x", success: "circle-check" }[kind] ?? "info"), el("div", {}, content));
export const link = (to, attributes, ...content) => el("a", { href: `#/${to}`, ...attributes }, ...content);
// As a person types it: no thousands parted, the mark of the language, no centimes where there are none.
export const typedOf = (amount) => wire(amount).replace(/\.00$/, "").replace(".", language() === "en" ? "." : ",");
export const nameOf = (place) => named(place.name);
export const stallOf = (place) => el("bdi", { dir: "ltr", class: "round-code" }, place.stall ?? "—");

// A question that must be answered before anything is written.
export const ask = (question, yes, no) =>
  new Promise((answered) => {
    const say = (answer) => () => {
      box.close();
      box.remove();
      answered(answer);
    };
    const box = el(
      "dialog",
      { class: "dialog stack", "aria-labelledby": "round-question", oncancel: say(false) },
      el("p", { id: "round-question", class: "strong" }, question),
      el("button", { type: "button", class: "button button-large button-wide", onclick: say(false) }, no),
      el("button", { type: "button", class: "button button-second button-wide", onclick: say(true) }, yes),
    );
    document.body.append(box);
    box.showModal();
  });

// Said on the next screen and read out; it stands in the page's flow until the one after, so that nothing moves under a finger.
export const said = (text) => {
  const place = document.getElementById("round-said");
  clear(place, icon("check"), el("bdi", {}, text));
  place.dataset.fresh = "yes";
};
export const saidBefore = () => {
  const place = document.getElementById("round-said");
  if (!place.dataset.fresh) clear(place);
  delete place.dataset.fresh;
};

export const failed = (error) => notice("error", error instanceof StorageFull ? t("storage_full") : t("not_saved"));
