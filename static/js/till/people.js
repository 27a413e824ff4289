// Who sells: a name, a sign and four digits. The PIN says who it was; it is no lock on the money.
import { OUTBOX_STORES } from "../offline/index.js";


const ROUNDS = 100_000;
const TRIES = 5;
const REST = 30_000;

const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

const hashOf = async (pin, salt) => {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  return base64(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256));
};

export const isPin = (pin) => /^[0-9]{4}$/.test(pin);

export const addCashier = async (till, { name, sign, pin }) => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const cashier = { id: crypto.randomUUID(), name: name.trim().slice(0, 40), sign, salt: base64(salt), hash: await hashOf(pin, salt) };
  const event = { ...cashier, kind: "cashier", session: null, at: till.clock.stamp().toISOString(), device_at: till.clock.deviceAt(), cashier: cashier.id, amount: null, note: "", ended: false, id: crypto.randomUUID() };
  await till.store.write(["cashiers", ...OUTBOX_STORES], (tx) => {
    tx.put("cashiers", { ...cashier, ended: false });
    till.outbox.add(tx, "event", event);
  });
  till.wrote();
  return cashier;
};

export const cashiers = async (till) => (await till.store.read(["cashiers"], (tx) => tx.all("cashiers"))).filter((cashier) => !cashier.ended);

const wrong = new Map();
// "yes", "no", or "wait" after too many tries.
export const checkPin = async (cashier, pin) => {
  const tried = wrong.get(cashier.id);
  if (tried?.until > Date.now()) return "wait";
  if ((await hashOf(pin, bytesOf(cashier.salt))) === cashier.hash) {
    wrong.delete(cashier.id);
    return "yes";
  }
  const times = (tried?.times ?? 0) + 1;
  wrong.set(cashier.id, times >= TRIES ? { times: 0, until: Date.now() + REST } : { times, until: 0 });
  return times >= TRIES ? "wait" : "no";
};
