// What the tablet keeps of its own: the book of the edition, the visits and slips it made, photographs on their way.
import { makeOutboxStores, OUTBOX_STORES } from "../offline/outbox.js";
import { openStore } from "../offline/db.js";

export const NAME = "round";
const STEPS = [
  (database) => {
    makeOutboxStores(database);
    // One value under a name: token, book, day, and what is known of the server's time.
    database.createObjectStore("keep");
    database.createObjectStore("visits", { keyPath: "id" });
    database.createObjectStore("slips", { keyPath: "id" });
    // Blobs by the visit's id; gone once the server has them.
    database.createObjectStore("photos", { keyPath: "id" });
    // What is typed at a stall and not saved yet, by place.
    database.createObjectStore("drafts", { keyPath: "place" });
  },
];

export const open = () => openStore(NAME, STEPS);
export const placeKey = (participation, day) => `${participation}:${day}`;

export const kept = (store, name) => store.read(["keep"], (tx) => tx.get("keep", name));
export const keep = (store, name, value) => store.write(["keep"], (tx) => tx.put("keep", value, name));

// What is typed of a slip and not saved yet.
export const SLIP = "slip";

// What is known of the server's time, and the moment of the last record: none comes before it, after a reload either.
export const keepClock = (tx, { offset, latest }) => tx.put("keep", { offset, latest }, "clock");

export const draftOf = (store, place) => store.read(["drafts"], (tx) => tx.get("drafts", place));
export const keepDraft = (store, draft) => store.write(["drafts"], (tx) => tx.put("drafts", draft));
export const dropDraft = (store, place) => store.write(["drafts"], (tx) => tx.del("drafts", place));

const uuid = () => crypto.randomUUID?.() ?? uuidOf(crypto.getRandomValues(new Uint8Array(16)));
const uuidOf = (bytes) => {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// A visit is made when the disk has it: with what waits to be sent, its photograph, and without its draft.
export const saveVisit = async (app, { participation, day, outcome, amount = null, parts = [], askedAgain = false, note = "", photo = null }) => {
  const visit = { id: uuid(), participation, day, at: app.clock.stamp().toISOString(), outcome, amount, parts, asked_again: askedAgain, photo: Boolean(photo), note };
  await app.store.write([...OUTBOX_STORES, "visits", "photos", "drafts", "keep"], (tx) => {
    keepClock(tx, app.clock);
    app.outbox.add(tx, "visits", visit);
    tx.put("visits", { ...visit, status: "waiting", problems: [], conflict: null });
    if (photo) tx.put("photos", { id: visit.id, blob: photo, tries: 0, refused: "" });
    return tx.del("drafts", placeKey(participation, day));
  });
  await app.changed();
  app.outbox.soon();
  return visit;
};

export class SlipUsed extends Error {
  constructor(slip) {
    super(String(slip.number));
    this.slip = slip;
  }
}

// A number is entered once: of two on this tablet the second is not taken, and the first is shown.
export const saveSlip = async (app, { number, participation, day, payment, lines, total }) => {
  const slip = { id: uuid(), number, participation, day, payment, lines, total };
  await app.store.write([...OUTBOX_STORES, "slips", "keep"], async (tx) => {
    const before = (await tx.all("slips")).find((one) => one.number === number && one.status !== "invalid");
    if (before) throw new SlipUsed(before);
    app.outbox.add(tx, "slips", slip);
    const at = app.clock.stamp().toISOString();
    keepClock(tx, app.clock);
    tx.del("keep", SLIP);
    return tx.put("slips", { ...slip, at, status: "waiting", problems: [] });
  });
  await app.changed();
  app.outbox.soon();
  return slip;
};

// An answer is noted in the transaction that takes the record out of what waits.
export const noteAnswer = async (tx, record, result) => {
  const own = await tx.get(record.kind, record.id);
  if (!own) return;
  // Of a duplicate what was answered first stands, if this tablet ever saw it.
  const status = result.status === "duplicate" ? (result.first_status ?? "accepted") : result.status;
  tx.put(record.kind, { ...own, status, problems: result.problems ?? [], conflict: result.conflict ?? null, used: result.used ?? null });
};
