// What the till asks the server, and what it makes of the answers.
import { centimes, newToken, postJson, SendFailed } from "../offline/index.js";

const REFRESH_EVERY = 5 * 60_000;
const TIMEOUT = 15_000;
const api = (name) => `${document.body.dataset.api}${name}`;

// The link that the organiser shows, or the code alone: {code} or {token}; null for something else.
export const readLink = (text) => {
  const found = /[#&](enrol|token)=([-_0-9A-Za-z]{20,128})$/.exec(text.trim()) ?? (/^[-_0-9A-Za-z]{43,128}$/.test(text.trim()) ? [null, "enrol", text.trim()] : null);
  if (!found) return null;
  return found[1] === "token" ? { token: found[2] } : { code: found[2] };
};

// The token is made and kept before it is sent: when the answer is lost, the same token is handed in again.
export const enrol = async (till, link) => {
  if (link.token) {
    await till.note("device", { token: link.token });
    return refresh(till);
  }
  const pending = await till.about("pending");
  const token = pending?.code === link.code ? pending.token : newToken();
  await till.note("pending", { code: link.code, token });
  const answer = await postJson(api("enrol"), null, { code: link.code, token }, AbortSignal.timeout(TIMEOUT));
  await till.note("device", { token, till: answer.till, label: answer.label, stall: answer.stall, edition: answer.edition });
  return refresh(till);
};

const product = (row) => ({
  ...row,
  centimes: centimes(row.price),
  min: row.price_min === null ? null : centimes(row.price_min),
  max: row.price_max === null ? null : centimes(row.price_max),
});

// What the stall is and sells; the device goes on with what it knows when there is no answer.
export const refresh = async (till) => {
  const device = await till.about("device");
  if (!device) return;
  const asked = Date.now();
  let answer;
  try {
    answer = await fetch(api("stall"), { headers: { Authorization: `Bearer ${device.token}`, Accept: "application/json", "Accept-Language": document.documentElement.lang }, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    return;
  }
  const arrived = Date.now();
  if (answer.status === 401 || answer.status === 403) {
    await till.note("refused", answer.status === 403 ? "revoked" : "unknown_token");
    await till.reload();
    return;
  }
  if (!answer.ok) return;
  let told;
  try {
    told = await answer.json();
  } catch {
    return;
  }
  till.clock.learn(told.now, asked, arrived);
  const stall = { ...told, usual: told.usual_sale ? centimes(told.usual_sale) : null, products: told.products.map(product), asked_at: new Date(asked).toISOString() };
  await till.store.write(["about", "cashiers"], async (tx) => {
    tx.put("about", stall, "stall");
    tx.put("about", { offset: till.clock.offset, latest: till.clock.latest }, "clock");
    tx.put("about", null, "refused");
    tx.put("about", { ...device, till: told.till.id, label: told.till.label }, "device");
    await takeCashiers(tx, told.cashiers ?? []);
  });
  await till.reload();
  keepPictures(stall.products);
};

// Cashiers of all the stall's tills. Who was told of once and is no more has ended; one made here a moment ago stays.
const takeCashiers = async (tx, told) => {
  const known = await tx.all("cashiers");
  const here = new Set(told.map((cashier) => cashier.id));
  for (const cashier of told) tx.put("cashiers", { ...cashier, told: true, ended: false });
  for (const cashier of known) if (cashier.told && !here.has(cashier.id)) tx.put("cashiers", { ...cashier, ended: true });
};

// Through the worker, which keeps them: the stall shows its goods without network too.
const keepPictures = async (products) => {
  if (!navigator.serviceWorker?.controller) return;
  for (const { picture } of products) {
    if (picture) await fetch(picture).catch(() => {});
  }
};

export const keepFresh = (till) => {
  let last = 0;
  const ask = () => {
    if (!navigator.onLine || Date.now() - last < 5_000) return;
    last = Date.now();
    // A full memory is said when somebody sells; until there is room, what was known before goes on being known.
    refresh(till).catch(() => {});
  };
  addEventListener("online", ask);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
  setInterval(() => document.visibilityState === "visible" && ask(), REFRESH_EVERY);
  // A worker that has just taken over has no pictures yet.
  navigator.serviceWorker?.addEventListener("controllerchange", () => till.stall && keepPictures(till.stall.products));
  ask();
};

export const sender = (till) => async (kind, bodies, signal) => {
  const device = await till.about("device");
  if (!device) throw new SendFailed(401);
  const [name, many] = kind === "sale" ? ["sales", "sales"] : ["events", "events"];
  const answer = await postJson(api(name), device.token, { [many]: bodies }, signal);
  return answer.results;
};

// What the server said is noted beside the sale, in the transaction that takes it out of the outbox.
export const settle = async (tx, record, result) => {
  if (record.kind === "sale") {
    const sale = await tx.get("sales", record.id);
    const status = result.status === "duplicate" ? (result.first_status ?? "accepted") : result.status;
    if (sale) tx.put("sales", { ...sale, status, problems: result.problems ?? [] });
  } else if (result.report) {
    const session = await tx.get("sessions", record.body.session);
    if (session) tx.put("sessions", { ...session, report: result.report, problems: result.problems ?? [] });
  }
};
