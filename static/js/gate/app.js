// What every screen of the gate works with: the book, the arrivals of this telephone, and what waits to be sent.
import { Clock } from "../offline/clock.js";
import { Outbox, OUTBOX_STORES, postJson, SendFailed } from "../offline/outbox.js";
import { kept as keptOfRound } from "../round/store.js";
import { keepBook, kept, NAME, noteAnswer } from "./store.js";

const API = "/api/gate/v1/";
const TIMEOUT = 20_000;
const BOOK_AGES = 2 * 60_000;

export class App {
  // `store` is the round's, for the token that both share; `own` is the gate's.
  constructor(store, own) {
    Object.assign(this, { store, own, clock: new Clock(), token: null, tablet: null, book: null, arrivals: [], mistaken: new Set(), wanted: "", answer: null, refusal: null, enrolFailure: null, bookAsked: 0 });
    this.listeners = new Set();
    const send = async (kind, bodies, signal) => (await postJson(`${API}${kind}`, this.token, { [kind]: bodies }, signal)).results;
    this.outbox = new Outbox({ store: own, name: NAME, send, settle: noteAnswer, stores: ["arrivals"] });
  }

  async load() {
    const [token, tablet] = await Promise.all(["token", "tablet"].map((name) => keptOfRound(this.store, name)));
    const [book, clock] = await Promise.all(["book", "clock"].map((name) => kept(this.own, name)));
    // Joined to another edition since: that book is of no use at this gate.
    const fits = book && book.edition.code === tablet?.edition;
    Object.assign(this, { token: token ?? null, tablet, book: fits ? book : null });
    if (clock) Object.assign(this.clock, clock);
    await this.reload();
    return this;
  }

  async reload() {
    this.arrivals = await this.own.read(["arrivals"], (tx) => tx.all("arrivals"));
    this.mistaken = new Set(this.arrivals.filter((row) => row.mistaken).map((row) => row.id));
  }

  async changed() {
    await this.reload();
    this.listeners.forEach((listener) => listener());
  }

  start() {
    let before = "";
    this.outbox.onChange((state) => {
      const after = `${state.waiting}:${state.dead}:${state.sending}:${state.failure?.status ?? ""}`;
      if (after === before) return;
      before = after;
      if (state.sending) this.listeners.forEach((listener) => listener());
      else this.changed();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.refreshBook());
    addEventListener("online", () => this.refreshBook(true));
    setInterval(() => document.visibilityState === "visible" && this.refreshBook(), BOOK_AGES);
    return this.outbox.start();
  }

  // The book of the server, where it can be had; else the one that is kept.
  async refreshBook(now = false) {
    if (!this.token || (!now && Date.now() - this.bookAsked < BOOK_AGES)) return;
    this.bookAsked = Date.now();
    try {
      this.book = await this.fetchBook();
      this.refusal = null;
    } catch (error) {
      this.bookAsked = 0;
      if ([401, 403].includes(error.status)) this.refusal = error.status;
    }
    await this.changed();
  }

  async fetchBook() {
    const asked = Date.now();
    let answer;
    try {
      answer = await fetch(`${API}book`, { headers: { Authorization: `Bearer ${this.token}`, Accept: "application/json" }, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
    } catch {
      throw new SendFailed(0);
    }
    if (!answer.ok) throw new SendFailed(answer.status);
    const book = { ...(await answer.json()), fetched: asked };
    this.clock.learn(book.now, asked);
    await keepBook(this.own, book, this.clock);
    return book;
  }

  // Today by the clock of Morocco, as far as the small hours belong to the day before; else the day that comes next.
  get today() {
    const [hours, minutes] = this.book.edition.cut_off.split(":").map(Number);
    const shifted = new Date(this.clock.now().getTime() - (hours * 60 + minutes) * 60_000);
    return new Intl.DateTimeFormat("en-CA", { timeZone: "Africa/Casablanca" }).format(shifted);
  }

  get day() {
    return this.book ? (this.book.days.find(({ day }) => day >= this.today) ?? this.book.days.at(-1) ?? null) : null;
  }

  // Who comes is shown the evening before, and welcomed on the day.
  get isEarly() {
    return this.day.day > this.today;
  }

  get comers() {
    return this.day ? this.book.comers.filter((comer) => comer.stop === this.day.stop) : [];
  }

  get notTaken() {
    return this.arrivals.filter((row) => !row.mistaken && (row.status === "invalid" || row.refused));
  }

  everything() {
    return this.own.read([...OUTBOX_STORES, "arrivals"], async (tx) => ({ tablet: this.tablet, waiting: await tx.all("outbox"), not_taken: await tx.all("dead"), arrivals: await tx.all("arrivals") }));
  }
}
