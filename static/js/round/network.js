// What the tablet asks of the server, and how photographs follow their visits.
import { oneAtATime } from "../offline/one-at-a-time.js";
import { postJson, SendFailed } from "../offline/outbox.js";
import { keepClock, kept } from "./store.js";

const API = "/api/round/v1/";
const TIMEOUT = 20_000;
const PHOTO_TIMEOUT = 60_000;
// What the server will not take however often it is sent.
const FOR_GOOD = [400, 413, 415, 422];

const tell = (status) => new SendFailed(status);

export const enrol = async (store, code, token) => {
  const tablet = await postJson(`${API}enrol`, null, { code, token }, AbortSignal.timeout(TIMEOUT));
  await store.write(["keep"], (tx) => {
    tx.put("keep", tablet, "tablet");
    return tx.put("keep", token, "token");
  });
  return tablet;
};

// The book of the edition; what is kept stays when no answer comes.
export const fetchBook = async (app) => {
  const asked = Date.now();
  let answer;
  try {
    answer = await fetch(`${API}book`, { headers: { Authorization: `Bearer ${app.token}`, Accept: "application/json" }, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT) });
  } catch {
    throw tell(0);
  }
  if (!answer.ok) throw tell(answer.status);
  const book = await answer.json();
  app.clock.learn(book.now, asked);
  await app.store.write(["keep"], (tx) => {
    keepClock(tx, app.clock);
    return tx.put("keep", book, "book");
  });
  return book;
};

export const send = (app) => async (kind, bodies, signal) => (await postJson(`${API}${kind}`, app.token, { [kind]: bodies }, signal)).results;

const putPhoto = async (app, { id, blob }) => {
  let answer;
  try {
    answer = await fetch(`${API}visits/${id}/photo`, {
      method: "PUT",
      body: blob,
      headers: { "Content-Type": "image/jpeg", Authorization: `Bearer ${app.token}` },
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(PHOTO_TIMEOUT),
    });
  } catch {
    throw tell(0);
  }
  if (!answer.ok) throw tell(answer.status);
};

// Photographs of visits that the server has answered for: one after the other.
const sendPhotos = async (app) => {
  const [photos, visits] = await app.store.read(["photos", "visits"], (tx) => Promise.all([tx.all("photos"), tx.all("visits")]));
  const answered = new Set(visits.filter((visit) => !["waiting", "invalid"].includes(visit.status)).map((visit) => visit.id));
  for (const photo of photos.filter((one) => answered.has(one.id) && !one.refused)) {
    try {
      await putPhoto(app, photo);
      await app.store.write(["photos"], (tx) => tx.del("photos", photo.id));
    } catch (error) {
      // The visit was kept aside there: a person may still settle it, and the others go on.
      if (error.status === 404) continue;
      if (!FOR_GOOD.includes(error.status)) return;
      // It stays on the tablet, is spoken of there, and stops no other.
      await app.store.write(["photos"], (tx) => tx.put("photos", { ...photo, refused: String(error.status) }));
    }
  }
};

export const flushPhotos = oneAtATime("round-photos", sendPhotos);

export const remembered = async (store) => {
  const [token, tablet, book, clock] = await Promise.all(["token", "tablet", "book", "clock"].map((name) => kept(store, name)));
  return { token, tablet, book, clock };
};
