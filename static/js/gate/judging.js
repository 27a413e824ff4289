// What the gate says of a code, from the book alone: no network is asked.
const PREFIX = "BADGE:";
const SHAPE = /^[0-9a-z]{6,20}$/;

// The badge's name in what was scanned or typed; null where it is no badge of ours.
export const badgeIn = (text) => {
  const plain = text.trim();
  if (plain.startsWith(PREFIX)) return plain.slice(PREFIX.length);
  const typed = plain.toLowerCase().replace(/[\s-]/g, "");
  return SHAPE.test(typed) ? typed : null;
};

const earliest = (moments) => moments.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;

// When a badge (or, for null, a hand) was noted for a comer on the day: on this telephone, or known to the server.
export const cameAt = (app, comer, badge) => {
  const here = app.arrivals.filter((row) => row.status !== "invalid" && row.comer === comer.id && row.day === app.day.day && row.badge === badge);
  const there = comer.arrived.filter((row) => row.day === app.day.day && row.badge === badge);
  return earliest([...here, ...there].map((row) => row.at));
};

export const isHere = (app, comer) => app.arrivals.some((row) => row.status !== "invalid" && row.comer === comer.id && row.day === app.day.day) || comer.arrived.some((row) => row.day === app.day.day);

export const judge = (app, text) => {
  const name = badgeIn(text);
  if (name === null) return { kind: "no_badge" };
  for (const comer of app.book.comers) {
    const badge = comer.badges.find((one) => one.id === name);
    if (!badge) continue;
    if (comer.stop !== app.day.stop) return { kind: "other_stop", comer };
    if (badge.ended) return { kind: "ended", comer };
    const at = cameAt(app, comer, badge.id);
    return at ? { kind: "came", comer, badge, at } : { kind: "welcome", comer, badge };
  }
  return { kind: "other_edition" };
};
