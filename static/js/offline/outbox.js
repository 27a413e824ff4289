// What waits to be sent. A record leaves the store only when the server has answered for it; what the server cannot use
// goes to `dead`, where a person sees it and can save it as a file. Nothing else ever deletes a record.
import { oneAtATime } from "./one-at-a-time.js";

export const OUTBOX_STORES = ["outbox", "dead"];
export const MOST_AT_ONCE = 200;
const TIMEOUT = 20_000;
const SHORTEST_WAIT = 2_000;
const LONGEST_WAIT = 5 * 60_000;
const CHECK_EVERY = 60_000;

// To be called by the first upgrade step of an app's store.
export const makeOutboxStores = (database) => {
  database.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
  database.createObjectStore("dead", { keyPath: "id" });
};

// Thrown by `send`: `status` is the HTTP status; 0 when no answer came.
export class SendFailed extends Error {
  constructor(status, detail = "") {
    super(detail || `HTTP ${status}`);
    this.status = status;
    this.detail = detail;
  }
}

// POSTs JSON with the device's token, and throws SendFailed for anything but a readable 200.
export const postJson = async (url, token, body, signal) => {
  let answer;
  try {
    answer = await fetch(url, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang, ...(token && { Authorization: `Bearer ${token}` }) },
      credentials: "omit",
      cache: "no-store",
      signal,
    });
  } catch {
    throw new SendFailed(0);
  }
  let content = null;
  try {
    content = await answer.json();
  } catch {
    throw new SendFailed(answer.ok ? 0 : answer.status);
  }
  if (!answer.ok) throw new SendFailed(answer.status, String(content?.detail ?? ""));
  return content;
};

export class Outbox {
  // `send(kind, bodies, signal)` answers the server's results; `settle(tx, record, result)` notes an answer in the app's own
  // `stores`, in the transaction that deletes the record.
  constructor({ store, send, name, settle = () => {}, stores = [] }) {
    Object.assign(this, { store, send, name, settle, stores });
    this._flush = oneAtATime(`${name}-flush`, () => this._drain());
    this.state = { waiting: 0, dead: 0, sending: false, lastSync: null, failure: null };
    this.tries = 0;
    this.most = MOST_AT_ONCE;
    this.timer = null;
    this.listeners = new Set();
    this.channel = "BroadcastChannel" in self ? new BroadcastChannel(`${name}-outbox`) : null;
    if (this.channel) this.channel.onmessage = () => this.refresh(false);
  }

  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // Inside a write of the app (with OUTBOX_STORES): what it notes and what waits become true together.
  add(tx, kind, body) {
    return tx.add("outbox", { id: body.id, kind, body, queued_at: new Date().toISOString() });
  }

  waiting() {
    return this.store.read(["outbox"], (tx) => tx.count("outbox"));
  }

  dead() {
    return this.store.read(["dead"], (tx) => tx.all("dead"));
  }

  // Everything that has not reached the server, for a file.
  async everything() {
    return this.store.read(OUTBOX_STORES, async (tx) => ({ waiting: await tx.all("outbox"), dead: await tx.all("dead") }));
  }

  start() {
    addEventListener("online", () => this.soon());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.soon());
    navigator.serviceWorker?.addEventListener("message", (event) => event.data === "flush" && this.soon());
    setInterval(() => this.state.waiting && !this.timer && this.flush(), CHECK_EVERY);
    return this.refresh(false).then(() => this.soon());
  }

  // At once, whatever was being waited for.
  soon() {
    this.tries = 0;
    return this.flush();
  }

  async refresh(tellOthers = true) {
    const [waiting, dead] = await this.store.read(OUTBOX_STORES, (tx) => Promise.all([tx.count("outbox"), tx.count("dead")]));
    this._change({ waiting, dead });
    if (tellOthers) this.channel?.postMessage("changed");
  }

  flush() {
    clearTimeout(this.timer);
    this.timer = null;
    return this._flush();
  }

  async _drain() {
    this._change({ sending: true });
    try {
      let batch = await this._next();
      while (batch.length) {
        if (await this._sendBatch(batch)) {
          this.tries = 0;
          this._change({ failure: null, lastSync: Date.now() });
        }
        batch = await this._next();
      }
    } catch (error) {
      this._change({ failure: { status: error.status ?? 0, detail: error.detail ?? "" } });
      this._later();
    } finally {
      this._change({ sending: false });
      await this.refresh().catch(() => {});
    }
  }

  // The oldest that waits, and those of the same kind right behind it: the order is kept.
  async _next() {
    const first = await this.store.read(["outbox"], (tx) => tx.all("outbox", null, this.most));
    const end = first.findIndex((record) => record.kind !== first[0].kind);
    return end < 0 ? first : first.slice(0, end);
  }

  async _sendBatch(batch) {
    let results;
    try {
      results = await this.send(batch[0].kind, batch.map((record) => record.body), AbortSignal.timeout(TIMEOUT));
    } catch (error) {
      // Too much at once, or one record that nobody can read: fewer, until the one is found and laid aside.
      if (![400, 413, 422].includes(error.status)) throw error instanceof SendFailed ? error : new SendFailed(0, error.message);
      if (batch.length > 1) {
        this.most = Math.max(1, Math.floor(batch.length / 2));
        return false;
      }
      results = [{ id: batch[0].id, status: "invalid", problems: [{ code: "not_taken", text: error.detail }] }];
    }
    const answered = await this._settle(batch, results);
    this.most = MOST_AT_ONCE;
    if (!answered) throw new SendFailed(0, "no result");
    return true;
  }

  async _settle(batch, results) {
    const byId = new Map(results.map((result) => [result.id, result]));
    const answered = batch.map((record, index) => [record, byId.get(record.id) ?? (results[index]?.id ? null : results[index])]).filter(([, result]) => result);
    await this.store.write([...OUTBOX_STORES, ...this.stores], async (tx) => {
      for (const [record, result] of answered) {
        if (result.status === "invalid") tx.put("dead", { ...record, problems: result.problems ?? [], at: new Date().toISOString() });
        await this.settle(tx, record, result);
        tx.del("outbox", record.seq);
      }
    });
    return answered.length;
  }

  _later() {
    this.tries += 1;
    const wait = Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** Math.min(this.tries - 1, 10));
    clearTimeout(this.timer);
    // Half of it by chance: 270 tills do not all knock when the network comes back.
    this.timer = setTimeout(() => this.flush(), wait / 2 + Math.random() * (wait / 2));
  }

  _change(change) {
    Object.assign(this.state, change);
    this.listeners.forEach((listener) => listener(this.state));
  }
}
