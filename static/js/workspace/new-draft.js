// The page of a new product in a bad network: what is typed is on the disk before it is sent, so that nothing is lost when the
// network is. What the server refuses goes the plain way, and comes back with its reasons.
import { draft as draftOf, dropDraft, keepDraft, me, newId, sent } from "./drafts-store.js";
import { api, scope, send } from "./offline.js";

const form = document.querySelector("form[data-cooperative]");
const NUMBER = /^\d{1,6}(\.\d{1,3})?$/;
const number = (text) => text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660)).replace(/[\s\u00a0\u202f]/g, "").replace(/[,٫]/, ".");

// Whole and readable, or nothing: the server says best what is wrong.
const given = () => {
  const { picture, kind, price, quantity } = form.elements;
  const one = { photo: picture.files[0], kind: kind.value, price: number(price.value), quantity: number(quantity.value) };
  return one.photo && one.kind && NUMBER.test(one.price) && NUMBER.test(one.quantity) ? one : null;
};

const plainly = (submitter) => {
  form.dataset.plain = "yes";
  setTimeout(() => form.requestSubmit(submitter ?? undefined));
};

const leave = async (id) => {
  const failure = await send();
  const arrived = (await sent()).find((one) => one.id === id);
  if (arrived) return location.assign(arrived.url);
  const left = await draftOf(id);
  // What nobody read would not be read the plain way either: it waits on the phone, with the reason beside it.
  if (left?.state === "refused" && left.problems.every((problem) => problem.text)) {
    await dropDraft(id);
    return plainly();
  }
  return location.assign(failure === "signed_out" ? location.href : `${scope}products/drafts/`);
};

const submitted = async (event) => {
  if (form.dataset.plain || form.elements.kept_picture?.value) return;
  const one = given();
  if (!one) return;
  event.preventDefault();
  event.stopPropagation();
  const button = event.submitter ?? form.querySelector("[type=submit]");
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    const person = await me();
    if (!person) throw new Error("nobody");
    // Also of the plain way, so that both together begin one product.
    form.elements.device_id.value ||= newId();
    const id = form.elements.device_id.value;
    await keepDraft({ ...one, id, person: person.person, cooperative: form.dataset.cooperative, at: Date.now(), state: "waiting", problems: [], held: 0 });
    await leave(id);
  } catch {
    button.disabled = false;
    plainly(event.submitter);
  }
};

if (form && api) form.addEventListener("submit", submitted);
