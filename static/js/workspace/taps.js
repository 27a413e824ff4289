// Plus and minus of stock that have not arrived: kept until the server has them, each under one token however often it is
// sent. The pages and the service worker both use it, so nothing here touches a page.
import { oneAtATime } from "../offline/one-at-a-time.js";
import { ask, NotSent, tell, whoAmI } from "./drafts.js";
import { dropTap, keepTap, taps } from "./drafts-store.js";

const LOCK = "workspace-taps";
const STUMBLED = "stumbled";
// Taps of half a second become one change: until then, and while its own page sends it, nobody else does.
export const HELD_FOR = 3_000;
// What the page in front is sending itself.
export const live = new Set();

export const isHeld = (tap) => live.has(tap.token) || Date.now() - tap.at < HELD_FOR;
export const amount = (tap) => String(Number(tap.change.toFixed(3)));

const bodyOf = (tap) => {
  const body = new FormData();
  body.set("once", tap.token);
  body.set("change", amount(tap));
  body.set("place", "product");
  return body;
};

const send = async (csrf, tap) => {
  const answer = await ask(tap.url, { method: "POST", body: bodyOf(tap), headers: { "X-CSRFToken": csrf, "HX-Request": "true" } });
  if (answer.redirected || answer.status === 401) throw new NotSent("signed_out");
  // Why stands in the answer, in the words of the number itself; what is gone, or another's by now, has none.
  if (answer.status === 422) return keepTap({ ...tap, state: "refused", answer: await answer.text() });
  if (answer.status === 404) return keepTap({ ...tap, state: "refused", answer: "" });
  if (answer.status === 500) return STUMBLED;
  if (!answer.ok) throw new NotSent("no_answer");
  return dropTap(tap.token);
};

const drain = async (api) => {
  const all = (await taps()).filter((tap) => tap.state === "waiting" && !live.has(tap.token));
  const waiting = all.filter((tap) => !isHeld(tap));
  // Somebody comes back for what was tapped a moment ago.
  const isLater = waiting.length < all.length;
  if (!waiting.length) return { failure: null, isLater };
  try {
    const { csrf, person } = await whoAmI(api);
    // One over which the server stumbles holds up those of its own product only, which follow from it.
    const stumbled = new Set();
    for (const tap of waiting.filter((one) => one.person === person)) {
      if (!stumbled.has(tap.product) && (await send(csrf, tap)) === STUMBLED) stumbled.add(tap.product);
      tell();
    }
    return { failure: stumbled.size ? "no_answer" : null, isLater };
  } catch (error) {
    if (error instanceof NotSent) return { failure: error.message };
    throw error;
  }
};

export const flushTaps = oneAtATime(LOCK, drain);
