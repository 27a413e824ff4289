// The device's own store. A write is done when the disk says so: its promise resolves at `oncomplete`, never before.
export class StorageFull extends Error {}
export class StoreClosed extends Error {}

const promised = (request) => {
  const promise = new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  // One that nobody waits for still aborts its transaction, which tells.
  promise.catch(() => {});
  return promise;
};

// What a read or a write may ask of its transaction.
const helper = (transaction) => {
  const store = (name) => transaction.objectStore(name);
  return {
    get: (name, key) => promised(store(name).get(key)),
    all: (name, range = null, most = undefined) => promised(store(name).getAll(range, most)),
    by: (name, index, range) => promised(store(name).index(index).getAll(range)),
    count: (name, range = undefined) => promised(store(name).count(range)),
    put: (name, value, key = undefined) => promised(store(name).put(value, key)),
    add: (name, value) => promised(store(name).add(value)),
    del: (name, key) => promised(store(name).delete(key)),
    clear: (name) => promised(store(name).clear()),
  };
};

const isFull = (error) => error?.name === "QuotaExceededError" || (error?.name === "AbortError" && error.message.includes("Quota"));

const run = (database, mode, names, work) =>
  new Promise((resolve, reject) => {
    let transaction;
    try {
      // Strict: the phone may lose its battery the moment after "sold" is shown.
      transaction = database.transaction(names, mode, { durability: mode === "readwrite" ? "strict" : "default" });
    } catch (error) {
      reject(new StoreClosed(error.message));
      return;
    }
    let result;
    let failure = null;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => {
      const error = failure ?? transaction.error ?? new Error("aborted");
      reject(isFull(error) || isFull(transaction.error) ? new StorageFull(error.message) : error);
    };
    const fail = (error) => {
      failure = error;
      try {
        transaction.abort();
      } catch {
        reject(isFull(error) ? new StorageFull(error.message) : error);
      }
    };
    try {
      Promise.resolve(work(helper(transaction))).then((value) => (result = value), fail);
    } catch (error) {
      fail(error);
    }
  });

// `steps` are the upgrades, one for each version: a store of version 1 goes through steps[1], steps[2] and so on.
export const openStore = (name, steps) =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, steps.length);
    request.onupgradeneeded = (event) => {
      for (const step of steps.slice(event.oldVersion)) step(request.result, request.transaction);
    };
    request.onerror = () => reject(isFull(request.error) ? new StorageFull(request.error.message) : request.error);
    request.onsuccess = () => {
      const database = request.result;
      // A newer page wants to upgrade: let it, and say so here.
      database.onversionchange = () => {
        database.close();
        dispatchEvent(new CustomEvent("store-outdated"));
      };
      resolve({
        version: database.version,
        read: (names, work) => run(database, "readonly", names, work),
        write: (names, work) => run(database, "readwrite", names, work),
        close: () => database.close(),
      });
    };
  });
