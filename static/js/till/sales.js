// The basket, and the sale that comes of it: one write of the store makes both the sale and what waits to be sent.
import { base64url, OUTBOX_STORES, quantityWire, times, uuidBytes, wire } from "../offline/index.js";

export const ONE = 1000;
// As the server judges: a hundred times the usual, and never below 1,000 dirhams.
const UNUSUAL = 100;
const UNUSUAL_FROM = 100_000;

export const emptyBasket = (session) => ({ session: session.id, id: crypto.randomUUID(), lines: [] });
export const totalOf = (basket) => basket.lines.reduce((total, line) => total + line.amount, 0);
export const countOf = (basket) => basket.lines.length;

export const lineOf = (product, quantity) => ({
  key: crypto.randomUUID(),
  product: product.id,
  title: product.title,
  picture: product.picture,
  unit: product.unit,
  cooperative: product.cooperative,
  unit_price: product.centimes,
  quantity,
  amount: times(product.centimes, quantity),
});
export const amountLine = (amount, cooperative) => ({ key: crypto.randomUUID(), product: null, title: null, unit: "piece", cooperative, unit_price: amount, quantity: ONE, amount });

// One more of a piece that lies in the basket at its usual price.
export const addPiece = (basket, product) => {
  const found = basket.lines.find((line) => line.product === product.id && line.unit_price === product.centimes && line.amount === times(line.unit_price, line.quantity));
  if (!found) return { ...basket, lines: [...basket.lines, lineOf(product, ONE)] };
  return changeLine(basket, found.key, { quantity: found.quantity + ONE });
};
export const changeLine = (basket, key, change) => ({
  ...basket,
  lines: basket.lines.map((line) => {
    if (line.key !== key) return line;
    const next = { ...line, ...change };
    return "amount" in change ? next : { ...next, amount: times(next.unit_price, next.quantity) };
  }),
});
export const dropLine = (basket, key) => ({ ...basket, lines: basket.lines.filter((line) => line.key !== key) });

// The range that the cooperative set for the stall, where there is one.
export const isInRange = (product, price) => (product.min === null || price >= product.min) && (product.max === null || price <= product.max);

export const isUnusual = (till, total) => Boolean(till.stall?.usual) && total >= UNUSUAL_FROM && total >= till.stall.usual * UNUSUAL;

export const receiptCode = (sale) => base64url(uuidBytes(sale.id));
export const receiptLink = (till, sale) => `${till.stall?.receipts ?? `${location.origin}/r/`}${receiptCode(sale)}`;

const wireLine = (line, reversing) => ({
  product: line.product,
  quantity: quantityWire(line.quantity),
  unit_price: wire(line.unit_price),
  amount: wire(line.amount),
  ...(!line.product && line.cooperative && { cooperative: line.cooperative }),
  ...(reversing && { of: line.of, restock: line.restock }),
});

const wireSale = (till, sale) => ({
  id: sale.id,
  session: sale.session,
  number: sale.number,
  kind: sale.kind,
  sold_at: sale.sold_at,
  payment: sale.payment,
  lines: sale.kind === "void" ? [] : sale.lines.map((line) => wireLine(line, sale.kind === "return")),
  total: wire(sale.total),
  ...(sale.cashier && { cashier: sale.cashier }),
  ...(sale.reverses && { reverses: sale.reverses }),
  ...(sale.reason && { note: sale.reason }),
  ...(sale.tendered !== null && { tendered: wire(sale.tendered) }),
  ...(sale.asked_again && { asked_again: true }),
  ...(sale.device_at && { device_at: sale.device_at }),
});

// Answers the sale as it is stored; the same id again answers what was stored before. The promise resolves once the disk has it.
const record = async (till, draft) => {
  const training = till.session.training;
  const names = ["sales", "sessions", "baskets", "about", ...(training ? [] : OUTBOX_STORES)];
  const stored = await till.store.write(names, async (tx) => {
    const known = await tx.get("sales", draft.id);
    if (known) return known;
    const session = await tx.get("sessions", draft.session);
    if (!session || session.status !== "open") throw new Error("session closed");
    const sale = { ...draft, number: session.next_number, status: training ? "training" : "waiting", problems: [] };
    tx.put("sales", sale);
    tx.put("sessions", { ...session, next_number: session.next_number + 1 });
    tx.put("about", { offset: till.clock.offset, latest: till.clock.latest }, "clock");
    if (sale.kind === "sale") tx.del("baskets", session.id);
    if (!training) till.outbox.add(tx, "sale", wireSale(till, sale));
    return sale;
  });
  await till.reload();
  till.wrote();
  return stored;
};

const draftOf = (till, rest) => {
  // The other tab closed it meanwhile.
  if (!till.session) throw new Error("session closed");
  return {
    session: till.session.id,
    reverses: null,
    cashier: till.who?.id ?? null,
    sold_at: till.clock.stamp().toISOString(),
    device_at: till.clock.deviceAt(),
    tendered: null,
    ...rest,
  };
};

export const sell = (till, basket, { payment, tendered = null, askedAgain = false }) =>
  record(till, draftOf(till, { id: basket.id, kind: "sale", payment, tendered, total: totalOf(basket), lines: basket.lines.map(({ key, ...line }) => line), asked_again: askedAgain }));

export const voidSale = (till, sale, reason) =>
  record(till, draftOf(till, { id: crypto.randomUUID(), kind: "void", reverses: sale.id, payment: sale.payment, total: sale.total, lines: sale.lines, reason }));

// `chosen` = [{of, quantity, amount, restock}]: positions of the lines taken back.
export const takeBack = (till, sale, chosen) => {
  const lines = chosen.map((row) => ({ ...sale.lines[row.of], ...row }));
  return record(till, draftOf(till, { id: crypto.randomUUID(), kind: "return", reverses: sale.id, payment: sale.payment, total: lines.reduce((total, line) => total + line.amount, 0), lines }));
};

export const reversalsOf = (till, sale) => till.store.read(["sales"], (tx) => tx.by("sales", "reverses", sale.id));

// What of each line is still with the buyer: quantity and what was paid for it.
export const leftOf = (sale, reversals) =>
  sale.lines.map((line, of) => {
    const back = reversals.flatMap((row) => (row.kind === "return" ? row.lines.filter((taken) => taken.of === of) : []));
    const quantity = line.quantity - back.reduce((total, row) => total + row.quantity, 0);
    return { of, line, quantity, amount: line.amount - back.reduce((total, row) => total + row.amount, 0) };
  });
// Part of a line costs its part of what was paid; the last part is the rest, so that the parts add up.
export const partOf = (left, quantity) => (quantity === left.quantity ? left.amount : Math.floor((left.amount * quantity + Math.floor(left.quantity / 2)) / left.quantity));
