// Sends the drafts of whoever is signed in, one after the other, in one tab or worker at a time. The page and the service
// worker both use it, so nothing here touches a page.
import { oneAtATime } from "../offline/one-at-a-time.js";
import { drafts, HELD_FOR, keepDraft, keepMe, settle } from "./drafts-store.js";

const TIMEOUT = 20_000;
// A photograph on a bad network.
const PHOTO_TIMEOUT = 180_000;
const LOCK = "workspace-drafts";
const CHANNEL = "workspace-drafts";
const REASONS = {
  400: { field: "", code: "not_understood" },
  413: { field: "picture", code: "photo_too_heavy" },
};

export class NotSent extends Error {}
// The server stumbled over this one draft: those behind it are sent all the same.
class Stumbled extends NotSent {}

export const ask = async (api, options = {}) => {
  try {
    return await fetch(api, { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT), ...options });
  } catch {
    throw new NotSent("no_answer");
  }
};

const contentOf = async (answer) => {
  try {
    return await answer.json();
  } catch {
    throw new NotSent("no_answer");
  }
};

// Who is signed in, and with which token they may send; kept, so that drafts can be begun without a network.
export const whoAmI = async (api) => {
  const answer = await ask(api);
  if (answer.status === 401) throw new NotSent("signed_out");
  if (!answer.ok) throw new NotSent("no_answer");
  const { csrf, ...person } = await contentOf(answer);
  await keepMe(person);
  return { csrf, ...person };
};

const post = (api, csrf, one) => {
  const body = new FormData();
  for (const name of ["id", "cooperative", "kind", "price", "quantity"]) body.append(name, one[name]);
  body.append("picture", one.photo, "photo.jpg");
  return ask(api, { method: "POST", body, headers: { "X-CSRFToken": csrf, Accept: "application/json" }, signal: AbortSignal.timeout(PHOTO_TIMEOUT) });
};

const send = async (api, csrf, one) => {
  const answer = await post(api, csrf, one);
  if (answer.status === 401) throw new NotSent("signed_out");
  if (answer.status === 404) return keepDraft({ ...one, state: "other" });
  if (answer.status === 422) return keepDraft({ ...one, state: "refused", problems: (await contentOf(answer)).problems });
  // Refused before anybody read it, so the answer has no words: the page has them, by their code.
  if (REASONS[answer.status]) return keepDraft({ ...one, state: "refused", problems: [REASONS[answer.status]] });
  if (answer.status === 500) throw new Stumbled("no_answer");
  // 403, 429, 503: the draft is good, the moment is not.
  if (!answer.ok) throw new NotSent("no_answer");
  return settle(one, await contentOf(answer));
};

const isHeld = (one) => Boolean(one.held) && Date.now() - one.held < HELD_FOR;

const drain = async (api) => {
  if (!(await drafts()).some((one) => one.state !== "refused")) return { failure: null };
  try {
    const person = await whoAmI(api);
    // What was another cooperative's matter an hour ago may be allowed again.
    const mine = (await drafts()).filter((one) => one.person === person.person && one.state !== "refused" && !isHeld(one));
    let failure = null;
    for (const one of mine) {
      try {
        await send(api, person.csrf, one);
      } catch (error) {
        if (!(error instanceof Stumbled)) throw error;
        failure = error.message;
      }
      tell();
    }
    return { failure };
  } catch (error) {
    if (error instanceof NotSent) return { failure: error.message };
    throw error;
  }
};

export const flush = oneAtATime(LOCK, drain);

// While nothing is being sent.
export const quietly = (work) => (navigator.locks ? navigator.locks.request(LOCK, work) : work());

const channel = "BroadcastChannel" in self ? new BroadcastChannel(CHANNEL) : null;
export const tell = () => channel?.postMessage("changed");
export const onTold = (listener) => channel?.addEventListener("message", listener);
