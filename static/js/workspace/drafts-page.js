// The page of drafts: what waits on this phone, and a new product begun on it. It asks the server for nothing to be drawn.
import { quietly, tell } from "./drafts.js";
import { draft as draftOf, drafts, dropDraft, dropSent, keepDraft, me, newId, sent } from "./drafts-store.js";
import { counted, onChange, send } from "./offline.js";
import { PhotoField } from "./photo.js";

const find = (id) => document.getElementById(id);
const { words, plurals } = JSON.parse(find("draft-words").textContent);
const form = find("draft-form");
const photo = new PhotoField(find("draft-photo"));
const SIDE = 160;
let editing = null;
let person = null;

const notice = (kind, text) => {
  const node = find(`notice-${kind}`).content.cloneNode(true);
  node.querySelector(".notice > div").textContent = text;
  return node;
};
const say = (...notices) => find("drafts-state").replaceChildren(...notices);
const kindOf = (code) => form.querySelector(`[name="kind"][value="${CSS.escape(code)}"]`);
const nameOf = (code) => kindOf(code)?.closest("label").innerText.trim() ?? code;

// Drawn, since a page may show only what comes from the server.
const drawInto = async (canvas, blob) => {
  const picture = await createImageBitmap(blob);
  const side = Math.min(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  picture.close?.();
};

// The server's words, or the page's own for what nobody read.
const textOf = ({ text, code }) => text ?? words[code] ?? words.not_understood;

const row = (one) => {
  const node = find("draft-row").content.firstElementChild.cloneNode(true);
  const part = (name) => node.querySelector(`[data-part="${name}"]`);
  node.dataset.draft = one.id;
  const canvas = node.querySelector("canvas");
  canvas.setAttribute("aria-label", words.photo_alt);
  drawInto(canvas, one.photo).catch(() => {});
  part("kind").textContent = nameOf(one.kind);
  const what = document.createElement("bdi");
  what.dir = "ltr";
  what.textContent = `${one.price} × ${one.quantity}`;
  part("what").append(what);
  part("state").textContent = words[{ waiting: "waits", refused: "refused", other: "other" }[one.state]];
  for (const problem of one.problems ?? []) part("problems").append(Object.assign(document.createElement("li"), { textContent: textOf(problem) }));
  part("problems").hidden = !one.problems?.length;
  node.querySelector('[data-act="edit"]').addEventListener("click", () => edit(one.id));
  node.querySelector('[data-act="throw_away"]').addEventListener("click", () => throwAway(one.id));
  return node;
};

const sentRow = (one) => {
  const node = find("sent-row").content.firstElementChild.cloneNode(true);
  const link = node.querySelector('[data-part="title"]');
  link.textContent = one.title;
  link.href = one.url;
  link.addEventListener("click", () => dropSent(one.id));
  return node;
};

const show = async (failure = null) => {
  person = await me();
  const all = await drafts();
  const own = all.filter((one) => one.person === person?.person);
  const arrived = (await sent()).filter((one) => one.person === person?.person);
  find("drafts-waiting").hidden = !own.length;
  find("drafts-count").textContent = own.length ? counted(plurals.waiting, own.length) : "";
  find("drafts-list").replaceChildren(...own.map(row));
  find("drafts-sent").hidden = !arrived.length;
  find("drafts-sent-list").replaceChildren(...arrived.map(sentRow));
  find("sign-in").hidden = failure !== "signed_out";
  const others = all.length - own.length;
  const told = [
    failure === "signed_out" && notice("warning", words.signed_out),
    !navigator.onLine && notice("warning", words.offline),
    navigator.onLine && failure === "no_answer" && notice("warning", words.server_away),
    others > 0 && notice("warning", counted(plurals.of_others, others)),
    !person && failure !== "signed_out" && notice("warning", words.first_online),
  ];
  say(...told.filter(Boolean));
  form.hidden = !person?.cooperatives.length;
  offerCooperatives();
};

// Whoever works for several says for which one; the choice of the switcher comes first.
const offerCooperatives = () => {
  const several = person?.cooperatives ?? [];
  const choice = find("id_cooperative");
  const before = editing?.cooperative ?? (choice.value || person?.chosen);
  choice.replaceChildren(...several.map((each) => new Option(each.name, each.id, false, each.id === before)));
  find("draft-cooperative").hidden = several.length < 2;
};

const number = (text) => text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660)).replace(/[\s\u00a0\u202f]/g, "").replace(/[,٫]/, ".");
const isNumber = (text, places) => new RegExp(`^\\d{1,6}(\\.\\d{1,${places}})?$`).test(text);

const problemsOf = (given, kind) => ({
  photo: given.photo ? "" : words.photo_missing,
  kind: kind ? "" : words.kind_missing,
  price: isNumber(given.price, 2) && Number(given.price) > 0 ? "" : words.price_wrong,
  quantity: !isNumber(given.quantity, 3) ? words.quantity_wrong : kind?.dataset.unique !== undefined && Number(given.quantity) > 1 ? words.only_one : "",
});

const mark = (problems) => {
  for (const [name, text] of Object.entries(problems)) {
    const error = find(`${name}-error`);
    error.textContent = text;
    error.hidden = !text;
  }
  const first = Object.entries(problems).find(([, text]) => text)?.[0];
  if (first) (first === "kind" ? form.querySelector('[name="kind"]') : find(`id_${first}`)).focus();
  return !first;
};

const reset = () => {
  editing = null;
  form.reset();
  photo.clear();
  find("draft-cancel").hidden = true;
  mark({ photo: "", kind: "", price: "", quantity: "" });
};

const save = async () => {
  const kind = form.querySelector('[name="kind"]:checked');
  const given = { photo: await photo.value(), price: number(find("id_price").value), quantity: number(find("id_quantity").value) };
  if (!mark(problemsOf(given, kind))) return;
  const id = editing?.id ?? newId();
  const about = { id, person: person.person, cooperative: find("id_cooperative").value, at: editing?.at ?? Date.now(), state: "waiting", problems: [], held: 0 };
  try {
    // It is kept when the disk says so, and not before.
    await keepDraft({ ...given, kind: kind.value, ...about });
  } catch (error) {
    say(notice("warning", error.constructor.name === "StorageFull" ? words.full : words.not_saved));
    return;
  }
  navigator.storage?.persist?.().catch(() => {});
  reset();
  tell();
  await show();
  find("drafts-state").prepend(notice("success", words.kept));
  find("drafts-count").focus();
  send();
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();
  const button = form.querySelector("[type=submit]");
  if (button.disabled) return;
  button.disabled = true;
  try {
    await save();
  } finally {
    button.disabled = false;
  }
});

// Not while it is on its way: what arrives is not changed any more here.
const edit = (id) =>
  quietly(async () => {
    const one = await draftOf(id);
    if (!one) return show();
    await keepDraft({ ...one, held: Date.now() });
    editing = one;
    offerCooperatives();
    await photo.open(one.photo);
    const kind = kindOf(one.kind);
    if (kind) kind.checked = true;
    find("id_price").value = one.price;
    find("id_quantity").value = one.quantity;
    find("draft-cancel").hidden = false;
    mark(Object.fromEntries((one.problems ?? []).map((problem) => [problem.field === "picture" ? "photo" : problem.field, textOf(problem)]).filter(([field]) => find(`${field}-error`))));
    form.scrollIntoView();
    return find("id_price").focus();
  });

find("draft-cancel").addEventListener("click", async () => {
  const one = editing && (await draftOf(editing.id));
  if (one) await keepDraft({ ...one, held: 0 });
  reset();
  await show();
  send();
});

const throwAway = async (id) => {
  if (!window.confirm(words.throw_away_sure)) return;
  await quietly(() => dropDraft(id));
  if (editing?.id === id) reset();
  tell();
  await show();
};

onChange(show);
addEventListener("offline", () => show());
show().catch(() => say(notice("warning", words.not_saved)));
