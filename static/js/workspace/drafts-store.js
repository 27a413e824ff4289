// What the phone keeps of new products and of changes of stock until the server has them, and for whom it may send them.
import { openStore } from "../offline/db.js";

const NAME = "workspace";
// A step that was shipped is never edited; a new one is added.
const STEPS = [
  (database) => {
    // { id, person, cooperative, kind, price, quantity, photo (a Blob), at, state: "waiting" | "refused" | "other", problems, held }
    database.createObjectStore("drafts", { keyPath: "id" });
    // What became products, until their keeper has gone on with them: { id, person, url, title, at }
    database.createObjectStore("sent", { keyPath: "id" });
    // "me": who was signed in last, with their cooperatives.
    database.createObjectStore("keep");
  },
  (database) => {
    // Changes of stock: { token, person, product, url, title, change, at, state: "waiting" | "refused", answer }
    database.createObjectStore("taps", { keyPath: "token" });
  },
];
// A draft that somebody is changing is not sent meanwhile; a closed tab holds it no longer than this.
export const HELD_FOR = 15 * 60_000;

let opened = null;
export const store = () => (opened ??= openStore(NAME, STEPS));

const uuidOf = (bytes) => {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
// Made before anything else of a draft: by it the server takes it once, however often it is sent.
export const newId = () => crypto.randomUUID?.() ?? uuidOf(crypto.getRandomValues(new Uint8Array(16)));

const read = async (names, work) => (await store()).read(names, work);
const write = async (names, work) => (await store()).write(names, work);

export const me = () => read(["keep"], (tx) => tx.get("keep", "me"));
export const keepMe = (person) => write(["keep"], (tx) => tx.put("keep", person, "me"));
export const drafts = async () => (await read(["drafts"], (tx) => tx.all("drafts"))).sort((one, other) => one.at - other.at);
export const draft = (id) => read(["drafts"], (tx) => tx.get("drafts", id));
export const keepDraft = (one) => write(["drafts"], (tx) => tx.put("drafts", one));
export const dropDraft = (id) => write(["drafts"], (tx) => tx.del("drafts", id));
export const sent = async () => (await read(["sent"], (tx) => tx.all("sent"))).sort((one, other) => other.at - one.at);
export const dropSent = (id) => write(["sent"], (tx) => tx.del("sent", id));

export const taps = async () => (await read(["taps"], (tx) => tx.all("taps"))).sort((one, other) => one.at - other.at);
export const keepTap = (one) => write(["taps"], (tx) => tx.put("taps", one));
export const dropTap = (token) => write(["taps"], (tx) => tx.del("taps", token));

// An answer is noted in the transaction that takes the draft away.
export const settle = (one, result) =>
  write(["drafts", "sent"], (tx) => {
    if (result.url) tx.put("sent", { id: one.id, person: one.person, url: result.url, title: result.title, at: Date.now() });
    return tx.del("drafts", one.id);
  });

// Whoever signs out leaves no name behind. Their drafts and changes stay: they are nowhere else.
export const forgetMe = () =>
  write(["keep", "sent"], (tx) => {
    tx.clear("sent");
    return tx.del("keep", "me");
  });
