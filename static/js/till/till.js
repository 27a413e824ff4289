// The till as it stands: read from the store, told to whoever listens, the same in every tab.
import { Clock, Outbox } from "../offline/index.js";
import { openTill } from "./store.js";
import { sender, settle } from "./sync.js";

const WHO = "till-who";
const inTab = {
  get: (name) => {
    try {
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set: (name, value) => {
    try {
      if (value) sessionStorage.setItem(name, value);
      else sessionStorage.removeItem(name);
    } catch {
      // Without it the PIN is asked again after a reload, no more.
    }
  },
};

export class Till {
  constructor(store) {
    this.store = store;
    this.clock = new Clock();
    this.listeners = new Set();
    this.outbox = new Outbox({ store, name: "till", send: sender(this), settle, stores: ["sales", "sessions"] });
    this.channel = "BroadcastChannel" in self ? new BroadcastChannel("till-state") : null;
    if (this.channel) this.channel.onmessage = () => this.reload(false);
    this.who = null;
    this.session = null;
    this.stall = null;
    this.device = null;
    this.refused = null;
    this.flagged = 0;
  }

  static async open() {
    const till = new Till(await openTill());
    const clock = await till.about("clock");
    if (clock) Object.assign(till.clock, clock);
    await till.reload(false);
    return till;
  }

  about(key) {
    return this.store.read(["about"], (tx) => tx.get("about", key));
  }

  note(key, value) {
    return this.store.write(["about"], (tx) => tx.put("about", value, key));
  }

  async reload(tellOthers = true) {
    const before = this.who;
    const read = await this.store.read(["about", "sessions", "cashiers", "sales"], async (tx) => {
      const [device, stall, refused, current, training] = await Promise.all(["device", "stall", "refused", "current", "training"].map((key) => tx.get("about", key)));
      const id = training ?? current;
      const who = inTab.get(WHO);
      return {
        device,
        stall,
        refused,
        session: id ? await tx.get("sessions", id) : null,
        who: who ? ((await tx.get("cashiers", who)) ?? null) : null,
        flaggedSales: await tx.by("sales", "status", "flagged"),
      };
    });
    const { flaggedSales, ...state } = read;
    // Whoever signed in or out while this was read is not undone by it.
    if (this.who !== before) state.who = this.who;
    Object.assign(this, state, { flagged: flaggedSales.filter((sale) => !sale.seen).length });
    this.products = new Map((this.stall?.products ?? []).map((product) => [product.id, product]));
    this.listeners.forEach((listener) => listener());
    if (tellOthers) this.channel?.postMessage("changed");
  }

  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  signIn(cashier) {
    inTab.set(WHO, cashier?.id);
    this.who = cashier;
    this.listeners.forEach((listener) => listener());
  }

  // Something waits now: send it when it can be, without making anybody wait for it.
  wrote() {
    this.outbox.refresh().then(() => this.outbox.soon());
  }

  cooperative(id) {
    return (this.stall?.stall.cooperatives ?? []).find((row) => row.id === id) ?? null;
  }

  async basket() {
    return this.session && this.store.read(["baskets"], (tx) => tx.get("baskets", this.session.id));
  }

  // Answers the basket as it is kept. What is typed into one that the other tab has sold meanwhile is another sale.
  keepBasket(basket) {
    return this.store.write(["baskets", "sales"], async (tx) => {
      const mine = (await tx.get("sales", basket.id)) ? { ...basket, id: crypto.randomUUID() } : basket;
      tx.put("baskets", mine);
      return mine;
    });
  }
}
