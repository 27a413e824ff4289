// The goods of the stall as pictures; one press puts one in the basket, a weight is asked for what is weighed.
import { apart, centimes, clear, el, icon, ltr, named, pad, plural, quantityText, show, t, thousandths, times } from "../../offline/index.js";
import { mainButton } from "../frame.js";
import { addPiece, amountLine, changeLine, countOf, dropLine, emptyBasket, isInRange, lineOf, ONE, totalOf } from "../sales.js";

const SEARCH_FROM = 16;
// As people type: without hamza, accents and the two dots of the last letter.
const folded = (text) => (text ?? "").normalize("NFKD").replace(/\p{M}/gu, "").replace(/ة/g, "ه").replace(/ى/g, "ي").toLocaleLowerCase();

export const currentBasket = async (app) => (await app.till.basket()) ?? emptyBasket(app.till.session);
// Kept at every press: what was typed is there again after a reload or an empty battery.
const keep = (app, basket) => app.tried(() => app.till.keepBasket(basket));

export const titleOf = (app, line) => (line.title ? named(line.title) : t("amount_line"));
const unitOf = (line) => (line.unit === "piece" ? "" : t(`unit_${line.unit}`));
export const quantityOf = (line) => (line.unit === "piece" ? ltr(`× ${quantityText(line.quantity)}`) : apart(`${quantityText(line.quantity)}\u00a0${unitOf(line)}`));

export const picture = (address) => el("span", { class: "goods-picture" }, address ? el("img", { src: address, alt: "", width: "320", height: "320", loading: "lazy", decoding: "async" }) : icon("package"));

const tile = (product, many, press) =>
  el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: ["goods", many && "is-chosen"], dataset: { product: product.id }, onclick: press },
      picture(product.picture),
      el("span", { class: "goods-name" }, named(product.title)),
      el("b", { class: "goods-price" }, apart(show(product.centimes)), product.unit !== "piece" && el("small", {}, ` / ${t(`unit_${product.unit}`)}`)),
      many && el("span", { class: "count" }, ltr(many)),
    ),
  );

const manyOf = (basket, product) => {
  const quantity = basket.lines.filter((line) => line.product === product.id).reduce((sum, line) => sum + line.quantity, 0);
  return quantity ? quantityText(quantity) : "";
};

export const selling = async (app) => {
  let basket = await currentBasket(app);
  const products = app.till.stall?.products ?? [];
  const grid = el("ul", { class: "goods-grid", role: "list", id: "goods" });
  const said = el("span", { class: "visually-hidden", role: "status" });
  const pay = mainButton({ id: "pay", onclick: () => app.go("pay") });
  const open = el("button", { type: "button", class: "bar-basket", id: "open-basket", onclick: () => app.go("basket") });
  let wanted = "";
  let family = "";

  const press = (product) => async () => {
    if (product.unit !== "piece") return app.go("weight", { product: product.id });
    const next = await keep(app, addPiece(basket, product));
    if (!next) return undefined;
    basket = next;
    said.textContent = `${named(product.title)} × ${manyOf(basket, product)}`;
    return draw();
  };
  const fits = (product) => (!family || product.family === family) && (!wanted || Object.values(product.title).some((title) => folded(title).includes(wanted)));
  const draw = () => {
    const focused = document.activeElement?.dataset?.product;
    clear(grid, products.filter(fits).map((product) => tile(product, manyOf(basket, product), press(product))), el("li", {}, el("button", { type: "button", class: "goods goods-amount", id: "amount-line", onclick: () => app.go("amount") }, el("span", { class: "goods-picture" }, icon("hand-coins")), el("span", { class: "goods-name" }, t("amount_line")))));
    if (focused) grid.querySelector(`[data-product="${focused}"]`)?.focus();
    const empty = !basket.lines.length;
    clear(pay, icon("coins"), t("pay"), " ", apart(show(totalOf(basket))));
    pay.disabled = empty;
    clear(open, icon("shopping-basket"), el("b", {}, ltr(String(countOf(basket)))), el("span", { class: "visually-hidden" }, plural("lines", countOf(basket))));
    open.disabled = empty;
  };
  const search = products.length >= SEARCH_FROM && el("div", { class: "field goods-search" }, el("label", { class: "visually-hidden", for: "search" }, t("search")), el("input", { type: "search", id: "search", placeholder: t("search"), autocomplete: "off", oninput: (event) => { wanted = folded(event.target.value.trim()); draw(); } }));
  const present = new Set(products.map((product) => product.family).filter(Boolean));
  const families = (app.till.stall?.families ?? []).filter((row) => present.has(row.code));
  const chips = products.length >= SEARCH_FROM && families.length > 1 && el("div", { class: "chips goods-families", role: "group", "aria-label": t("family") }, families.map((row) => el("button", { type: "button", class: "chip", "aria-pressed": "false", onclick: (event) => {
    family = family === row.code ? "" : row.code;
    for (const chip of event.target.closest(".chips").children) chip.setAttribute("aria-pressed", String(chip === event.target && family !== ""));
    draw();
  } }, named(row.name))));
  draw();
  return {
    title: app.till.who?.name ?? t("till"),
    back: null,
    css: "selling",
    body: [search, chips, grid, !products.length && el("p", { class: "lead" }, t("no_products")), said],
    actions: [el("div", { class: "bar-row" }, open, pay)],
  };
};

// A weight in kilograms or litres: for a new line, or for one that lies in the basket (`key`).
export const weight = async (app, { product: id, key = null }) => {
  const basket = await currentBasket(app);
  const product = app.till.products.get(id);
  if (!product) return selling(app);
  // A line that lies in the basket keeps the price that it was given.
  const unitPrice = basket.lines.find((row) => row.key === key)?.unit_price ?? product.centimes;
  let quantity = null;
  const price = el("output", { class: "big-figure", "aria-live": "polite" });
  const draw = () => clear(price, apart(show(quantity ? times(unitPrice, quantity) : 0)));
  draw();
  const add = async () => {
    if (!quantity) {
      app.frame.say(t("weight_missing"), "error");
      return;
    }
    const next = key ? changeLine(basket, key, { quantity }) : { ...basket, lines: [...basket.lines, lineOf(product, quantity)] };
    if (await keep(app, next)) app.back();
  };
  return {
    title: named(product.title),
    menu: false,
    css: "centred",
    body: [el("div", { class: "weigh" }, picture(product.picture), el("p", { class: "strong" }, apart(show(unitPrice)), ` / ${unitOf(product)}`)), pad({ label: t("how_much"), places: 3, most: 4, unit: unitOf(product), onchange: (text) => { quantity = thousandths(text); draw(); } })],
    actions: [price, mainButton({ id: "add-weight", onclick: add }, icon("scale"), t("add"))],
  };
};

// An amount without a product; at a shared till somebody says whose it is.
export const amount = async (app) => {
  const basket = await currentBasket(app);
  const { cooperatives = [], is_shared: shared = false } = app.till.stall?.stall ?? {};
  let sum = null;
  let whose = shared && cooperatives.length > 1 ? null : (cooperatives[0]?.id ?? null);
  const names = el("div", { class: "choices", role: "radiogroup", "aria-label": t("whose") });
  const drawNames = () => clear(names, cooperatives.map((row) => el("button", { type: "button", role: "radio", class: "choice", "aria-checked": String(row.id === whose), onclick: () => { whose = row.id; drawNames(); } }, icon("store"), el("span", { class: "text", dir: "auto" }, named(row.name)))));
  drawNames();
  const add = async () => {
    if (!sum) {
      app.frame.say(t("amount_missing"), "error");
      return;
    }
    if (shared && cooperatives.length > 1 && !whose) {
      app.frame.say(t("whose_missing"), "error");
      return;
    }
    if (await keep(app, { ...basket, lines: [...basket.lines, amountLine(sum, whose)] })) app.back();
  };
  return {
    title: t("amount_line"),
    menu: false,
    css: "centred",
    body: [pad({ label: t("amount_line"), unit: t("dirham"), onchange: (text) => (sum = centimes(text)) }), shared && cooperatives.length > 1 && [el("h2", { class: "ask" }, t("whose")), names]],
    actions: [mainButton({ id: "add-amount", onclick: add }, icon("plus"), t("add"))],
  };
};

export const basket = async (app) => {
  const content = await currentBasket(app);
  if (!content.lines.length) return selling(app);
  const row = (line) =>
    el(
      "li",
      {},
      el(
        "button",
        { type: "button", class: "sold-line", onclick: () => app.go("line", { key: line.key }) },
        picture(line.picture),
        el("span", { class: "grow" }, el("span", { class: "goods-name" }, titleOf(app, line)), line.product && el("small", {}, quantityOf(line))),
        el("b", {}, apart(show(line.amount))),
        icon("pencil"),
      ),
    );
  return {
    title: t("basket"),
    body: [el("ul", { class: "sold-lines", role: "list" }, content.lines.map(row))],
    actions: [el("button", { type: "button", class: "button button-quiet", id: "empty-basket", onclick: async () => {
      if (await keep(app, { ...content, lines: [] })) app.goHome();
    } }, icon("trash-2"), t("empty_basket")), mainButton({ id: "pay", onclick: () => app.go("pay") }, icon("coins"), t("pay"), " ", apart(show(totalOf(content))))],
  };
};

const range = ({ min, max }) => (min !== null || max !== null) && el("p", { class: "soft text-center" }, t("price_range", { least: min === null ? "…" : show(min), most: max === null ? "…" : show(max) }));

// Another price for one line, within what the cooperative allows. What is outside is said once; whoever presses again has
// sold it so, and a person will look at it.
export const price = async (app, { key }) => {
  const content = await currentBasket(app);
  const found = content.lines.find((row) => row.key === key);
  const product = found && app.till.products.get(found.product);
  if (!product) return selling(app);
  let typed = null;
  let asked = false;
  const save = async () => {
    if (!typed) {
      app.frame.say(t("amount_missing"), "error");
      return;
    }
    if (!isInRange(product, typed) && !asked) {
      asked = true;
      app.frame.say(t("price_out"), "error");
      return;
    }
    if (await keep(app, changeLine(content, key, { unit_price: typed }))) app.back();
  };
  return {
    title: titleOf(app, found),
    menu: false,
    css: "centred",
    body: [el("div", { class: "weigh" }, picture(found.picture), range(product)), pad({ label: t("price"), unit: product.unit === "piece" ? t("dirham") : `${t("dirham")} / ${unitOf(product)}`, onchange: (text) => { typed = centimes(text); asked = false; } })],
    actions: [mainButton({ id: "save-price", onclick: save }, icon("check"), t("this_price"))],
  };
};

const ROUNDINGS = [100, 500, 1000];

// One line: how many, at which price, or rounded down.
export const line = async (app, { key }) => {
  let content = await currentBasket(app);
  const found = content.lines.find((row) => row.key === key);
  if (!found) return selling(app);
  const product = app.till.products.get(found.product);
  const now = () => content.lines.find((row) => row.key === key);
  const change = async (next) => {
    content = (await keep(app, next)) ?? content;
    if (now()) draw();
    else app.back();
  };
  const body = el("div", { class: "stack" });
  const steps = () =>
    found.unit === "piece"
      ? el(
          "div",
          { class: "many" },
          el("button", { type: "button", class: "many-key", "aria-label": t("one_less", { what: titleOf(app, found) }), disabled: now().quantity <= ONE, onclick: () => change(changeLine(content, key, { quantity: now().quantity - ONE })) }, icon("minus")),
          el("output", { class: "many-number", dir: "ltr", "aria-live": "polite" }, quantityText(now().quantity)),
          el("button", { type: "button", class: "many-key", "aria-label": t("one_more", { what: titleOf(app, found) }), onclick: () => change(changeLine(content, key, { quantity: now().quantity + ONE })) }, icon("plus")),
        )
      : el("button", { type: "button", class: "button button-second button-wide", onclick: () => app.go("weight", { product: found.product, key }) }, icon("scale"), quantityOf(now()));
  const roundings = () => {
    const full = times(now().unit_price, now().quantity);
    const lower = [...new Set(ROUNDINGS.map((step) => Math.floor(full / step) * step))].filter((sum) => sum > 0 && sum < full);
    return lower.length > 0 && el("div", { class: "chips", role: "group", "aria-label": t("round_down") }, el("span", {}, t("round_down")), [...lower, ...(now().amount !== full ? [full] : [])].map((sum) => el("button", { type: "button", class: "chip", "aria-pressed": String(now().amount === sum), onclick: () => change(changeLine(content, key, { amount: sum })) }, apart(show(sum)))));
  };
  const draw = () =>
    clear(
      body,
      el("div", { class: "weigh" }, picture(found.picture), el("p", { class: "big-figure" }, apart(show(now().amount)))),
      found.product && steps(),
      roundings(),
      product && [el("button", { type: "button", class: "button button-second button-wide", id: "other-price", onclick: () => app.go("price", { key }) }, icon("pencil"), t("price"), " ", apart(show(now().unit_price))), range(product)],
      el("button", { type: "button", class: "button button-quiet button-wide", id: "drop-line", onclick: () => change(dropLine(content, key)) }, icon("trash-2"), t("drop_line")),
    );
  draw();
  return { title: titleOf(app, found), menu: false, body: [body], actions: [mainButton({ onclick: () => app.back() }, icon("check"), t("done"))] };
};
