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

// A list that was asked for after the server had answered knows better: the desk may have taken the arrival back.
const isOvertaken = (app, comer, row) => row.settled && app.book.fetched > row.settled && !comer.arrived.some(({ id }) => id === row.id);
// What counts of what this telephone noted for a comer on the day: neither refused nor noted by mistake.
const notedHere = (app, comer) => app.arrivals.filter((row) => row.comer === comer.id && row.day === app.day.day && row.status !== "invalid" && !row.mistaken && !isOvertaken(app, comer, row));
const notedThere = (app, comer) => comer.arrived.filter((row) => row.day === app.day.day && !app.mistaken.has(row.id));

// The last arrival that this telephone noted for a comer, and may take back; of one badge where it is named.
export const lastNoted = (app, comer, badge) => notedHere(app, comer).filter((row) => badge === undefined || row.badge === badge).sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1) ?? null;

// When a badge (or, for null, a hand) was noted for a comer on the day: on this telephone, or known to the server.
export const cameAt = (app, comer, badge) => {
  const noted = [...notedHere(app, comer), ...notedThere(app, comer)];
  return earliest(noted.filter((row) => row.badge === badge).map((row) => row.at));
};

export const isHere = (app, comer) => notedHere(app, comer).length > 0 || notedThere(app, comer).length > 0;

export const judge = (app, text) => {
  const name = badgeIn(text);
  if (name === null) return { kind: "no_badge" };
  for (const comer of app.book.comers) {
    const badge = comer.badges.find((one) => one.id === name);
    if (!badge) continue;
    if (comer.stop !== app.day.stop) return { kind: "other_stop", comer };
    if (badge.ended) return { kind: "ended", comer };
    if (app.isEarly) return { kind: "early", comer, badge };
    const at = cameAt(app, comer, badge.id);
    return at ? { kind: "came", comer, badge, at, arrival: lastNoted(app, comer, badge.id) } : { kind: "welcome", comer, badge };
  }
  return { kind: "other_edition" };
};
