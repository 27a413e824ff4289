// The stalls of a day, and what is known of each: by this tablet first, then by the book.
import { centimes } from "../offline/money.js";
import { placeKey } from "./store.js";

export const MISSING = "missing";
export const DONE = "done";
export const REFUSED = "refused";
export const ABSENT = "absent";
const HUNDRED_TIMES = 100;

const above = (amount) => amount !== null && amount !== undefined && centimes(amount) > 0;
const OF_OUTCOME = { told: DONE, refused: REFUSED, absent: ABSENT };

// Of several visits of this tablet the one that tells a total, else the last: told counts, whenever it was told.
const own = (visits) => {
  const last = visits[visits.length - 1];
  return [...visits].reverse().find((visit) => visit.outcome === "told") ?? last ?? null;
};

const stateOf = (place, visit) => {
  if (visit?.outcome === "told" || place.known.declared !== null || above(place.known.itemised)) return DONE;
  const outcome = visit?.outcome ?? place.known.visited;
  return OF_OUTCOME[outcome] ?? MISSING;
};

const byPlace = (visits) => {
  const found = new Map();
  for (const visit of [...visits].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const key = placeKey(visit.participation, visit.day);
    found.set(key, [...(found.get(key) ?? []), visit]);
  }
  return found;
};

const inOrder = new Intl.Collator("fr", { numeric: true });
const order = (a, b) => inOrder.compare(a.zone ?? "", b.zone ?? "") || inOrder.compare(a.stall ?? "\uffff", b.stall ?? "\uffff");

// Each stall of the day with its state, by zone and number.
export const placesOf = (book, visits, day) => {
  const made = byPlace(visits);
  return book.places
    .filter((place) => place.day === day)
    .map((place) => {
      const mine = made.get(placeKey(place.participation, day)) ?? [];
      const visit = own(mine);
      return { ...place, visit, state: stateOf(place, visit), waits: mine.some((one) => one.status === "waiting"), conflict: mine.find((one) => one.conflict)?.conflict ?? null };
    })
    .sort(order);
};

export const byZone = (places) => {
  const zones = new Map();
  for (const place of places) zones.set(place.zone ?? "", [...(zones.get(place.zone ?? "") ?? []), place]);
  return [...zones];
};

export const toVisit = (places) => places.filter((place) => place.state === MISSING);
// The next stall on the way that nobody has asked, and from the beginning again where there is none ahead.
export const nextAfter = (places, participation) => {
  const at = places.findIndex((place) => place.participation === participation);
  return [...places.slice(at + 1), ...places.slice(0, Math.max(0, at))].find((place) => place.state === MISSING) ?? null;
};

// A total a hundred times the usual is asked about, never refused.
export const isUnusual = (place, amount) => above(place.usual) && amount > HUNDRED_TIMES * centimes(place.usual);

const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u0652]/g, "")
    .replace(/[إأآ]/g, "ا")
    .toLowerCase();
export const matches = (place, wanted) => {
  const text = folded([place.stall ?? "", ...Object.values(place.name)].join(" "));
  return folded(wanted)
    .split(/\s+/)
    .every((word) => text.includes(word));
};
