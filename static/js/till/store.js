// The till's own store and its versions. A step, once shipped, is never edited: phones in the field stand at each of them.
import { makeOutboxStores, openStore } from "../offline/index.js";

const first = (database) => {
  makeOutboxStores(database);
  // about: device, stall, clock, current session, and the basket of version 1.
  database.createObjectStore("about");
  for (const name of ["sessions", "sales", "cashiers"]) database.createObjectStore(name, { keyPath: "id" });
};

// Version 2: sales know their session and how they stand with the server; cash movements; a basket for each session.
const second = (database, transaction) => {
  const sales = transaction.objectStore("sales");
  // Nothing is read whole at each sale: a fair of two weeks is thousands of them.
  for (const name of ["session", "status", "reverses"]) sales.createIndex(name, name);
  database.createObjectStore("movements", { keyPath: "id" }).createIndex("session", "session");
  const baskets = database.createObjectStore("baskets", { keyPath: "session" });

  const waiting = new Set();
  const standing = () => {
    sales.openCursor().onsuccess = ({ target: { result: cursor } }) => {
      if (!cursor) return;
      const { sent, ...sale } = cursor.value;
      if (!sale.status) cursor.update({ ...sale, status: waiting.has(sale.id) ? "waiting" : (sent ?? "accepted") });
      cursor.continue();
    };
  };
  transaction.objectStore("outbox").openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) {
      standing();
      return;
    }
    waiting.add(cursor.value.id);
    cursor.continue();
  };
  const about = transaction.objectStore("about");
  about.get("basket").onsuccess = ({ target: { result: basket } }) => {
    if (basket?.session) baskets.put(basket);
    about.delete("basket");
  };
};

export const STEPS = [first, second];
export const openTill = (name = "till", steps = STEPS) => openStore(name, steps);
