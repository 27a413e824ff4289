// Who stands at the till.
import { actButton, clear, el, icon, pad, t } from "../../offline/index.js";
import { addCashier, cashiers, checkPin, isPin } from "../people.js";

export const SIGNS = ["sun", "moon", "star", "flower", "tree-palm", "bird", "fish", "cat", "rabbit", "turtle", "leaf", "apple", "grape", "carrot", "feather", "key"];
const TONES = ["green", "saffron", "terracotta", "blue"];

export const signOf = (cashier) => {
  const index = SIGNS.indexOf(cashier.sign);
  return el("span", { class: `disc tone-${TONES[Math.max(0, index) % TONES.length]}` }, icon(index < 0 ? "user" : cashier.sign));
};

export const who = async (app) => {
  const people = await cashiers(app.till);
  return {
    title: t("who_sells"),
    back: null,
    body: [
      !people.length && el("p", { class: "lead" }, t("no_cashier_yet")),
      el(
        "ul",
        { class: "tasks", role: "list" },
        people.map((cashier) => el("li", {}, el("button", { type: "button", class: "task", onclick: () => app.go("pin", { cashier: cashier.id }) }, signOf(cashier), el("span", { dir: "auto" }, cashier.name)))),
      ),
    ],
    actions: [el("button", { type: "button", id: "add-cashier", class: ["button", "button-large", "button-wide", people.length > 0 && "button-second"], onclick: () => app.go("adding") }, icon("user-plus"), t("add_cashier"))],
  };
};

const WORDS = { no: "pin_wrong", wait: "pin_wait" };

// A pad that asks for one cashier's four digits and calls `onright` once they are.
export const pinPad = (app, cashier, onright) => {
  const node = pad({
    label: t("pin_of", { name: cashier.name }),
    places: 0,
    most: 4,
    secret: true,
    onchange: async (text) => {
      if (!isPin(text)) return;
      const answer = await checkPin(cashier, text);
      if (answer === "yes") {
        await onright(cashier);
        return;
      }
      app.frame.say(t(WORDS[answer]), "error");
      node.reset("");
    },
  });
  return node;
};

export const pin = async (app, { cashier: id }) => {
  const cashier = (await cashiers(app.till)).find((row) => row.id === id);
  if (!cashier) return who(app);
  return {
    title: cashier.name,
    menu: false,
    css: "centred",
    body: [
      signOf(cashier),
      el("p", { class: "lead" }, t("your_pin")),
      pinPad(app, cashier, async () => {
        app.till.signIn(cashier);
        await app.goHome();
      }),
    ],
  };
};

export const adding = (app) => {
  const chosen = { sign: SIGNS[Math.floor(Math.random() * SIGNS.length)], pin: "" };
  const name = el("input", { type: "text", id: "name", maxlength: "40", autocomplete: "off", dir: "auto" });
  const signs = el("div", { class: "signs", role: "radiogroup", "aria-label": t("your_sign") });
  const drawSigns = () =>
    clear(
      signs,
      SIGNS.map((sign) =>
        el(
          "button",
          {
            type: "button",
            role: "radio",
            "aria-checked": String(sign === chosen.sign),
            "aria-label": t(`sign_${sign}`),
            class: "sign",
            onclick: () => {
              chosen.sign = sign;
              drawSigns();
              signs.querySelector('[aria-checked="true"]').focus();
            },
          },
          signOf({ sign }),
        ),
      ),
    );
  drawSigns();
  const save = async () => {
    if (!name.value.trim()) {
      name.setAttribute("aria-invalid", "true");
      app.frame.say(t("name_missing"), "error");
      name.focus();
      return;
    }
    if (!isPin(chosen.pin)) {
      app.frame.say(t("pin_four"), "error");
      return;
    }
    const cashier = await app.tried(() => addCashier(app.till, { name: name.value, ...chosen }));
    if (!cashier) return;
    app.till.signIn(cashier);
    await app.till.reload();
    await app.goHome();
  };
  return {
    title: t("add_cashier"),
    menu: false,
    body: [
      el("div", { class: "field" }, el("label", { for: "name" }, t("your_name")), name),
      el("h2", { class: "ask" }, t("your_sign")),
      signs,
      el("h2", { class: "ask" }, t("new_pin")),
      pad({ label: t("new_pin"), places: 0, most: 4, code: true, onchange: (text) => (chosen.pin = text) }),
    ],
    actions: [actButton({ class: "button button-large button-wide", id: "save-cashier" }, save, icon("check"), t("save"))],
  };
};
