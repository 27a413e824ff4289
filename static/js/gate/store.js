// What the telephone keeps for the gate: the book of who comes, and the arrivals it noted. Its token is that of the round.
import { makeOutboxStores, OUTBOX_STORES } from "../offline/outbox.js";
import { openStore } from "../offline/db.js";

export const NAME = "gate";
const STEPS = [
  (database) => {
    makeOutboxStores(database);
    // One value under a name: the book, and what is known of the server's time.
    database.createObjectStore("keep");
    database.createObjectStore("arrivals", { keyPath: "id" });
  },
];

export const open = () => openStore(NAME, STEPS);
export const kept = (store, name) => store.read(["keep"], (tx) => tx.get("keep", name));

const uuidOf = (bytes) => {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
const uuid = () => crypto.randomUUID?.() ?? uuidOf(crypto.getRandomValues(new Uint8Array(16)));

export const keepBook = (store, book, { offset, latest }) =>
  store.write(["keep"], (tx) => {
    tx.put("keep", { offset, latest }, "clock");
    return tx.put("keep", book, "book");
  });

// Somebody is welcomed when the disk has it: with what waits to be sent.
export const saveArrival = async (app, { comer, badge = null, way }) => {
  const at = app.clock.stamp().toISOString();
  const arrival = { id: uuid(), day: app.day.day, at, way, badge, participation: badge ? null : comer.id };
  await app.own.write([...OUTBOX_STORES, "arrivals", "keep"], (tx) => {
    tx.put("keep", { offset: app.clock.offset, latest: app.clock.latest }, "clock");
    app.outbox.add(tx, "arrivals", arrival);
    return tx.put("arrivals", { ...arrival, comer: comer.id, status: "waiting", problems: [] });
  });
  await app.changed();
  app.outbox.soon();
  return arrival;
};

// Noted by mistake: the arrival is taken back on the server too, after it has got there, and stays on record.
export const takeBack = async (app, id) => {
  await app.own.write([...OUTBOX_STORES, "arrivals"], async (tx) => {
    const own = await tx.get("arrivals", id);
    app.outbox.add(tx, "mistakes", { id: uuid(), arrival: id });
    return tx.put("arrivals", { ...own, mistaken: true });
  });
  await app.changed();
  app.outbox.soon();
};

// An answer is noted in the transaction that takes the record out of what waits.
export const noteAnswer = async (tx, record, result) => {
  if (record.kind === "mistakes") return noteTakenBack(tx, record, result);
  const own = await tx.get("arrivals", record.id);
  if (own) tx.put("arrivals", { ...own, status: result.status, problems: result.problems ?? [], settled: Date.now() });
  return undefined;
};

// What the server did not take back stands again here, where it is shown with the reason.
const noteTakenBack = async (tx, record, result) => {
  const own = await tx.get("arrivals", record.body.arrival);
  if (own && result.status === "invalid") tx.put("arrivals", { ...own, mistaken: false, refused: true, problems: result.problems ?? [] });
};
