// A numbered paper slip, typed in once: its number, its stall, what was sold, how it was paid.
import { actButton, clear, el, icon, ltr } from "../offline/dom.js";
import { centimes, quantityWire, show, thousandths, times, wire } from "../offline/money.js";
import { named, t } from "../offline/words.js";
import { keep, kept, saveSlip, SLIP, SlipUsed } from "./store.js";
import { dayText, failed, hourText, link, nameOf, notice, said, typedOf } from "./parts.js";

const PAYMENTS = [
  ["cash", "banknote"],
  ["card", "credit-card"],
  ["transfer", "landmark"],
];
const LONGEST = 9;

const bookOf = (app, number) => app.book.slip_books.find((book) => book.first <= number && number <= book.last) ?? null;
const placeName = (app, participation) => {
  const place = app.book.places.find((one) => one.participation === participation);
  return place ? `${place.stall ?? ""} ${nameOf(place)}`.trim() : "";
};

const slipRow = (app) => (slip) =>
  el(
    "li",
    { class: "round-row" },
    icon(slip.status === "invalid" ? "circle-x" : slip.status === "waiting" ? "clock" : "circle-check"),
    el("span", { class: "grow" }, ltr(t("slip_number", { number: slip.number })), " ", el("strong", {}, placeName(app, slip.participation)), el("small", {}, show(centimes(slip.total)), " · ", t(`pay_${slip.payment}`), " · ", hourText(slip.at))),
    slip.status === "waiting" && el("span", { class: "badge badge-blue" }, t("waits")),
    slip.status === "invalid" && el("span", { class: "badge badge-danger" }, t("not_taken")),
  );

export const slipsScreen = (app) => {
  const slips = app.slips.filter((slip) => slip.day === app.day).sort((a, b) => (a.at < b.at ? 1 : -1));
  return el(
    "div",
    { class: "stack" },
    el("h1", {}, t("slips")),
    el("p", { class: "soft" }, dayText(app.day)),
    link("slip", { class: "button button-large button-wide" }, icon("plus"), t("new_slip")),
    slips.length ? el("ul", { class: "round-rows", role: "list" }, slips.map(slipRow(app))) : el("p", { class: "soft" }, t("no_slips_yet")),
  );
};

const numberOf = (text) => (/^[1-9]\d*$/.test(text.trim()) ? Number(text.trim()) : null);

class SlipForm {
  // `typed` outlives the page: the fields as they stand.
  constructor(app, typed) {
    this.app = app;
    this.typed = typed;
    this.number = null;
    this.participation = "";
    this.payment = typed.payment;
    this.quantities = new Map();
    this.amount = null;
    this.about = el("div", { role: "status" });
    this.trouble = el("div", { role: "alert" });
    this.goods = el("div", { class: "stack stack-s" });
    this.total = el("strong", { class: "big-figure num", "aria-live": "polite" });
  }

  keep(change) {
    Object.assign(this.typed, change);
    keep(this.app.store, SLIP, this.typed).catch(() => {});
  }

  draw() {
    const node = el(
      "div",
      { class: "stack" },
      el("h1", {}, t("new_slip")),
      el("p", { class: "soft" }, dayText(this.app.day)),
      this.numberField(),
      this.about,
      this.stallField(),
      this.goods,
      this.payments(),
      el("p", { class: "row row-between" }, el("span", {}, t("total")), this.total),
      this.trouble,
      el("div", { class: "round-foot" }, actButton({ class: "button button-large button-wide", id: "slip-save" }, () => this.save(), icon("check"), t("save_slip"))),
    );
    const { participation } = this.typed;
    this.number = numberOf(this.typed.number);
    if ([...this.stall.options].some((option) => option.value === participation)) {
      this.stall.value = participation;
      this.show(participation);
    }
    this.look();
    this.tell();
    return node;
  }

  numberField() {
    const input = el("input", { id: "slip-number", value: this.typed.number, inputmode: "numeric", dir: "ltr", autocomplete: "off", maxlength: String(LONGEST), class: "round-large" });
    input.addEventListener("input", () => {
      this.number = numberOf(input.value);
      this.keep({ number: input.value });
      this.look();
    });
    return el("div", { class: "field" }, el("label", { for: "slip-number" }, t("number_on_slip")), input);
  }

  // Told while it is typed: used before, or never given out.
  look() {
    clear(this.about);
    if (this.number === null) return;
    const used = this.app.slips.find((slip) => slip.number === this.number && slip.status !== "invalid");
    if (used) return void clear(this.about, this.usedNotice(used));
    // The server said before that somebody else typed it in.
    const taken = this.app.slips.find((slip) => slip.number === this.number && slip.used);
    if (taken) return void clear(this.about, notice("error", t("slip_used_by", { who: taken.used.by ?? "", time: hourText(taken.used.at), amount: show(centimes(taken.used.amount)) })));
    const book = bookOf(this.app, this.number);
    if (!book) return void clear(this.about, notice("warning", t("slip_not_given_out")));
    if (!book.participation || book.participation === this.participation) return undefined;
    // A number that is being mended passes through others' books: what was typed of a stall is not thrown away for it.
    if (this.sum > 0) return void clear(this.about, notice("warning", t("slip_of_another")));
    this.stall.value = book.participation;
    this.choose(book.participation);
    return undefined;
  }

  usedNotice(slip) {
    return notice("error", t("slip_used_here", { number: slip.number, who: placeName(this.app, slip.participation), amount: show(centimes(slip.total)), time: hourText(slip.at) }));
  }

  stallField() {
    const option = (place) => el("option", { value: place.participation }, `${place.stall ?? ""} ${nameOf(place)}`.trim());
    this.stall = el("select", { id: "slip-stall", onchange: (event) => this.choose(event.target.value) }, el("option", { value: "" }, t("choose_stall")), this.app.places.map(option));
    return el("div", { class: "field" }, el("label", { for: "slip-stall" }, t("stall_of_slip")), this.stall);
  }

  choose(participation) {
    this.keep({ participation, goods: {}, amount: "" });
    this.show(participation);
  }

  show(participation) {
    this.participation = participation;
    this.quantities.clear();
    const products = this.app.book.products.filter((product) => product.participation === participation);
    clear(this.goods, products.map((product) => this.product(product)), participation && this.plainAmount());
    this.tell();
  }

  product(product) {
    const id = `product-${product.id}`;
    const before = this.typed.goods[product.id] ?? { quantity: "", paid: "" };
    // What was paid, as it stands on the slip: people round down.
    const paid = el("input", { inputmode: "decimal", dir: "ltr", autocomplete: "off", value: before.paid, class: "round-paid", "aria-label": t("paid_for", { product: named(product.title) }) });
    const input = el("input", { id, inputmode: "decimal", dir: "ltr", autocomplete: "off", value: before.quantity, placeholder: "0", class: "round-quantity" });
    const price = centimes(product.price);
    const read = () => {
      const quantity = input.value.trim() === "" ? 0 : thousandths(input.value);
      const amount = paid.value.trim() === "" ? 0 : centimes(paid.value);
      if (quantity !== 0 || amount !== 0) this.quantities.set(product.id, { quantity, amount, price, product });
      else this.quantities.delete(product.id);
    };
    const typed = () => {
      read();
      this.keep({ goods: { ...this.typed.goods, [product.id]: { quantity: input.value, paid: paid.value } } });
      this.tell();
    };
    const changed = () => {
      const quantity = thousandths(input.value);
      paid.value = quantity ? typedOf(times(price, quantity)) : "";
      typed();
    };
    input.addEventListener("input", changed);
    paid.addEventListener("input", typed);
    read();
    const step = (by) => () => {
      const now = thousandths(input.value) ?? 0;
      const next = Math.max(0, Math.floor(now / 1000) + by);
      input.value = next ? String(next) : "";
      changed();
    };
    const button = (sign, by, label) => el("button", { type: "button", class: "button button-second round-step", "aria-label": `${label} ${named(product.title)}`, onclick: step(by) }, icon(sign));
    return el(
      "div",
      { class: "round-product" },
      el("label", { for: id }, el("strong", {}, named(product.title)), el("small", {}, show(price), " / ", t(`unit_${product.unit}`))),
      el("div", { class: "row row-nowrap" }, button("minus", -1, t("one_less")), input, button("plus", 1, t("one_more")), paid),
    );
  }

  // What stands on the slip without a product.
  plainAmount() {
    const input = el("input", { id: "slip-amount", value: this.typed.amount, inputmode: "decimal", dir: "ltr", autocomplete: "off" });
    const read = () => (this.amount = input.value.trim() === "" ? 0 : centimes(input.value));
    input.addEventListener("input", () => {
      read();
      this.keep({ amount: input.value });
      this.tell();
    });
    read();
    return el("div", { class: "field" }, el("label", { for: "slip-amount" }, t("amount_without_product")), input);
  }

  payments() {
    const choice = ([value, sign]) =>
      el("label", { class: "choice" }, el("input", { type: "radio", name: "payment", value, checked: value === this.payment, onchange: () => this.keep({ payment: (this.payment = value) }) }), icon(sign), el("span", { class: "text" }, t(`pay_${value}`)));
    return el("fieldset", { class: "field" }, el("legend", {}, t("how_paid")), el("div", { class: "choices round-payments" }, PAYMENTS.map(choice)));
  }

  get lines() {
    const lines = [...this.quantities.values()]
      .filter(({ quantity, amount }) => quantity && amount !== null)
      .map(({ quantity, amount, price, product }) => ({ product: product.id, quantity: quantityWire(quantity), unit_price: wire(price), amount: wire(amount) }));
    return this.amount ? [...lines, { amount: wire(this.amount) }] : lines;
  }

  get sum() {
    return this.lines.reduce((all, line) => all + centimes(line.amount), 0);
  }

  tell() {
    clear(this.total, show(this.sum));
  }

  wrong() {
    if (this.number === null) return t("slip_number_needed");
    if (!this.participation) return t("stall_needed");
    if (this.amount === null || [...this.quantities.values()].some(({ quantity, amount }) => quantity === null || amount === null || (amount > 0 && !quantity))) return t("number_unreadable");
    return this.sum > 0 ? "" : t("slip_empty");
  }

  async save() {
    const wrong = this.wrong();
    clear(this.trouble, wrong && notice("error", wrong));
    if (wrong) return;
    const { app, number, participation, payment, lines, sum } = this;
    try {
      await saveSlip(app, { number, participation, day: app.day, payment, lines, total: wire(sum) });
    } catch (error) {
      clear(this.trouble, error instanceof SlipUsed ? this.usedNotice(error.slip) : failed(error));
      return;
    }
    said(t("slip_saved", { number, amount: show(sum) }));
    app.go("slips");
  }
}

export const slipScreen = async (app) => new SlipForm(app, (await kept(app.store, SLIP)) ?? { number: "", participation: "", payment: "cash", goods: {}, amount: "" }).draw();
