// What every screen of the round works with: the book, the visits and slips of this tablet, and the way between screens.
import { Clock } from "../offline/clock.js";
import { Outbox, OUTBOX_STORES } from "../offline/outbox.js";
import { fetchBook, flushPhotos, remembered, send } from "./network.js";
import { placesOf } from "./places.js";
import { asBase64 } from "./photo.js";
import { kept, keep, NAME, noteAnswer } from "./store.js";

// Whoever comes back the next evening is asked again which day it is.
const SAME_EVENING = 12 * 3_600_000;
const BOOK_AGES = 5 * 60_000;

export class App {
  constructor(store) {
    this.store = store;
    this.clock = new Clock();
    this.token = null;
    this.book = null;
    this.day = null;
    this.visits = [];
    this.slips = [];
    this.photos = [];
    this.filter = "missing";
    this.wanted = "";
    this.bookAsked = 0;
    this.refusal = null;
    this.enrolFailure = null;
    this.listeners = new Set();
    this.outbox = new Outbox({ store, name: NAME, send: (...given) => send(this)(...given), settle: noteAnswer, stores: ["visits", "slips"] });
  }

  // What the tablet had when it was last shut.
  async load() {
    const { token, tablet, book, clock } = await remembered(this.store);
    Object.assign(this, { token, tablet, book: book ?? null });
    if (clock) Object.assign(this.clock, clock);
    const chosen = await kept(this.store, "day");
    const isKnown = chosen && this.book?.days.some(({ day }) => day === chosen.day);
    // By the server's time, however the tablet's clock is set meanwhile.
    this.day = isKnown && Math.abs(this.clock.now() - chosen.at) < SAME_EVENING ? chosen.day : null;
    if (!this.day && this.book?.days.length === 1) this.day = this.book.days[0].day;
    await this.reload();
    return this;
  }

  async reload() {
    const [visits, slips, photos] = await this.store.read(["visits", "slips", "photos"], (tx) => Promise.all([tx.all("visits"), tx.all("slips"), tx.all("photos")]));
    Object.assign(this, { visits, slips, photos });
  }

  async changed() {
    await this.reload();
    this.listeners.forEach((listener) => listener());
  }

  // Sending begins with the token, and goes on by itself.
  start() {
    let before = "";
    this.outbox.onChange((state) => {
      const after = `${state.waiting}:${state.dead}:${state.sending}:${state.failure?.status ?? ""}`;
      if (after === before) return;
      before = after;
      if (!state.sending) this.afterSending();
      this.listeners.forEach((listener) => listener());
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.refreshBook());
    addEventListener("online", () => this.refreshBook(true));
    return this.outbox.start();
  }

  async afterSending() {
    await this.changed();
    await flushPhotos(this).catch(() => {});
    await this.changed();
  }

  // The book of the server, where it can be had; else the one that is kept.
  async refreshBook(now = false) {
    if (!this.token || (!now && Date.now() - this.bookAsked < BOOK_AGES)) return;
    this.bookAsked = Date.now();
    try {
      this.book = await fetchBook(this);
      this.refusal = null;
      if (!this.day && this.book.days.length === 1) this.day = this.book.days[0].day;
    } catch (error) {
      this.bookAsked = 0;
      if ([401, 403].includes(error.status)) this.refusal = error.status;
    }
    await this.changed();
  }

  async chooseDay(day) {
    this.day = day;
    await keep(this.store, "day", { day, at: this.clock.now().getTime() });
    await this.changed();
  }

  get places() {
    return this.book && this.day ? placesOf(this.book, this.visits, this.day) : [];
  }

  place(participation) {
    return this.places.find((place) => place.participation === participation) ?? null;
  }

  // What the server could not record: it is kept there for a person, and here as a file.
  get notTaken() {
    return [...this.visits, ...this.slips].filter((record) => record.status === "invalid");
  }

  // What a person should look at: doubted by the server, or another was told something else.
  get doubted() {
    return [...this.visits, ...this.slips].filter((record) => record.status === "flagged");
  }

  // All that lies here, for a file: pictures too, those on their way and those that the server did not take.
  async everything() {
    const read = await this.store.read([...OUTBOX_STORES, "visits", "slips", "photos"], async (tx) => ({
      tablet: this.tablet,
      waiting: await tx.all("outbox"),
      not_taken: await tx.all("dead"),
      visits: await tx.all("visits"),
      slips: await tx.all("slips"),
      photos: await tx.all("photos"),
    }));
    const photos = [];
    for (const { blob, ...photo } of read.photos) photos.push({ ...photo, jpeg: await asBase64(blob) });
    return { ...read, photos };
  }
}
