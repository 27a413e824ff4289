// From the float to the count: what the box should hold, and the report.
import { OUTBOX_STORES, wire } from "../offline/index.js";

const KEPT_DAYS = 14;
const event = (till, session, kind, rest) => ({ id: crypto.randomUUID(), kind, session: session.id, at: till.clock.stamp().toISOString(), device_at: till.clock.deviceAt(), cashier: till.who?.id ?? null, amount: null, note: "", ...rest });

// A session and its event become true together; one for training never leaves the device.
const write = async (till, session, stores, work, told) => {
  const names = ["sessions", "about", ...stores, ...(session.training ? [] : OUTBOX_STORES)];
  await till.store.write([...new Set(names)], async (tx) => {
    await work(tx);
    tx.put("about", { offset: till.clock.offset, latest: till.clock.latest }, "clock");
    if (told && !session.training) till.outbox.add(tx, "event", told);
  });
  till.wrote();
};

const mustBeOpen = (session) => {
  if (session?.status !== "open") throw new Error("session closed");
};

export const openSession = async (till, { float, training = false }) => {
  const session = { id: crypto.randomUUID(), status: "open", training, cashier: till.who.id, float, next_number: 1, opened_at: till.clock.stamp().toISOString() };
  const told = event(till, session, "opened", { at: session.opened_at, amount: wire(float) });
  await write(till, session, ["sales", "movements", "baskets"], async (tx) => {
    // Of two tabs that open at once, the second finds the first one's session.
    const current = await tx.get("about", training ? "training" : "current");
    if (current) throw new Error("session open");
    tx.put("sessions", session);
    tx.put("about", session.id, training ? "training" : "current");
    await forget(tx);
  }, told).catch((error) => {
    if (error.message !== "session open") throw error;
  });
  await till.reload();
  return till.session;
};

// Closed sessions of long ago whose sales the server has: the server keeps them, the telephone need not.
const forget = async (tx) => {
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString();
  for (const old of await tx.all("sessions")) {
    if (old.status !== "closed" || old.closed.at > before) continue;
    const sales = await tx.by("sales", "session", old.id);
    if (sales.some((sale) => sale.status === "waiting" || sale.status === "invalid")) continue;
    for (const sale of sales) tx.del("sales", sale.id);
    for (const movement of await tx.by("movements", "session", old.id)) tx.del("movements", movement.id);
    tx.del("sessions", old.id);
  }
};

export const moveCash = async (till, { kind, amount, note }) => {
  const session = till.session;
  mustBeOpen(session);
  const told = event(till, session, kind, { amount: wire(amount), note });
  await write(till, session, ["movements"], async (tx) => {
    // The other tab may have closed meanwhile: what moves after the count is in no report.
    mustBeOpen(await tx.get("sessions", session.id));
    tx.put("movements", { id: told.id, session: session.id, kind, amount, note, at: told.at, cashier: told.cashier });
  }, told);
};

const sum = (rows, amount) => rows.reduce((total, row) => total + amount(row), 0);

// What the session comes to. A void or a return carries what it takes back as a positive amount, as it travels.
export const reckon = (session, sales, movements) => {
  const of = (kind, payment) => sales.filter((sale) => sale.kind === kind && (!payment || sale.payment === payment));
  const back = (payment) => sum(of("void", payment), (sale) => sale.total) + sum(of("return", payment), (sale) => sale.total);
  const numbers = sales.map((sale) => sale.number);
  const cashSales = sum(of("sale", "cash"), (sale) => sale.total);
  const cashIn = sum(movements.filter((row) => row.kind === "cash_in"), (row) => row.amount);
  const cashOut = sum(movements.filter((row) => row.kind === "cash_out"), (row) => row.amount);
  const figures = {
    sales: of("sale").length,
    voids: of("void").length,
    returns: of("return").length,
    float: session.float,
    cashSales,
    givenBack: back("cash"),
    card: sum(of("sale", "card"), (sale) => sale.total) - back("card"),
    transfer: sum(of("sale", "transfer"), (sale) => sale.total) - back("transfer"),
    cashIn,
    cashOut,
    first: numbers.length ? Math.min(...numbers) : null,
    last: numbers.length ? Math.max(...numbers) : null,
  };
  figures.expected = session.float + cashSales - figures.givenBack + cashIn - cashOut;
  figures.turnover = cashSales - figures.givenBack + figures.card + figures.transfer;
  figures.cooperatives = byCooperative(sales);
  return figures;
};

const byCooperative = (sales) => {
  const rows = new Map();
  for (const sale of sales) {
    for (const line of sale.lines) {
      const amount = sale.kind === "sale" ? line.amount : -line.amount;
      rows.set(line.cooperative ?? "", (rows.get(line.cooperative ?? "") ?? 0) + amount);
    }
  }
  return [...rows].map(([cooperative, amount]) => ({ cooperative, amount }));
};

const reckoned = async (tx, session) => {
  const [sales, movements] = await Promise.all([tx.by("sales", "session", session.id), tx.by("movements", "session", session.id)]);
  return reckon(session, sales, movements);
};
export const figuresOf = (till, session) => till.store.read(["sales", "movements"], (tx) => reckoned(tx, session));

// A count that was begun is there again after a reload or an empty battery, with what was written to it.
export const countOf = async (till) => {
  const begun = await till.about("counting");
  return begun?.session === till.session.id ? begun : { session: till.session.id, counted: null, counts: null, explanation: "" };
};

// `figures` are those that the two who sign have seen.
export const closeSession = async (till, { figures, counted, explanation, signedBy, witnessedBy }) => {
  const session = till.session;
  mustBeOpen(session);
  const at = till.clock.stamp().toISOString();
  const told = event(till, session, "closed", {
    at,
    amount: wire(counted),
    expected: wire(figures.expected),
    explanation,
    signed_by: signedBy,
    witnessed_by: witnessedBy,
    first_number: figures.first,
    last_number: figures.last,
  });
  // A count below zero cannot be typed; what is expected can be below it, when more was taken out than came in.
  if (figures.expected < 0) told.expected = `-${wire(-figures.expected)}`;
  const closed = { at, counted, explanation, signed_by: signedBy, witnessed_by: witnessedBy, figures, difference: counted - figures.expected };
  const done = { ...session, status: "closed", closed };
  await write(till, session, ["baskets", "sales", "movements"], async (tx) => {
    const now = await tx.get("sessions", session.id);
    mustBeOpen(now);
    // The other tab sold, or moved cash, since it was counted: what was signed is no longer so.
    if (JSON.stringify(await reckoned(tx, now)) !== JSON.stringify(figures)) throw new Error("session moved");
    tx.put("sessions", { ...done, next_number: now.next_number });
    tx.del("about", "counting");
    tx.del("about", session.training ? "training" : "current");
    tx.del("baskets", session.id);
  }, told);
  await till.reload();
  return done;
};

export const leaveTraining = async (till) => {
  const session = till.session;
  await till.store.write(["sessions", "sales", "movements", "baskets", "about"], async (tx) => {
    for (const sale of await tx.by("sales", "session", session.id)) tx.del("sales", sale.id);
    for (const movement of await tx.by("movements", "session", session.id)) tx.del("movements", movement.id);
    tx.del("baskets", session.id);
    tx.del("sessions", session.id);
    tx.del("about", "training");
  });
  await till.reload();
};
