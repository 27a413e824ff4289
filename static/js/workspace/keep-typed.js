// Whoever changes the language in the middle of a form goes on where they were: what was typed waits in this tab, and is
// put into the same form of the page in the other language. Files and secrets are not kept.
const KEY = "typed";
const OLD = 10 * 60 * 1000;
const LANGUAGE = /^\/[a-z]{2}(?=\/)/;

const here = () => location.pathname.replace(LANGUAGE, "");
const forms = () => [...document.querySelectorAll("main form")];
// Tokens belong to the page that was given them.
const kept = (field) => field.name && !["hidden", "password", "file", "submit", "button", "reset"].includes(field.type);

const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);

const isChanged = (field) => {
  if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") return [...field.options].some((option) => option.selected !== option.defaultSelected);
  return field.value !== field.defaultValue;
};

// A form is told by where it is sent and by its place among those: public ids differ, languages do not count.
const nameOf = (form) => new URL(form.action, location.href).pathname.replace(LANGUAGE, "");

// What came back refused stands in the form as if it had been there from the beginning: it counts as typed.
const wasRefused = (form) => form.querySelector(".errorlist") !== null;

const collect = () =>
  forms().map((form, place) => ({
    place,
    to: nameOf(form),
    fields: [...form.elements]
      .filter((field) => kept(field) && (isChanged(field) || wasRefused(form)))
      .map((field) => ({ name: field.name, choice: ["checkbox", "radio"].includes(field.type) ? field.value : null, value: valueOf(field) })),
  }));

const find = (form, { name, choice }) =>
  [...form.elements].find((field) => field.name === name && (choice === null || field.value === choice));

const restore = ({ place, to, fields }) => {
  const alike = forms().filter((form) => nameOf(form) === to);
  const form = alike.includes(forms()[place]) ? forms()[place] : alike[0];
  for (const one of form ? fields : []) {
    const field = find(form, one);
    if (!field) continue;
    if (one.choice === null) field.value = one.value;
    else field.checked = one.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

const parsed = (text) => {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
};

const putBack = () => {
  const typed = parsed(sessionStorage.getItem(KEY));
  sessionStorage.removeItem(KEY);
  if (typed && typed.page === here() && Date.now() - typed.at < OLD) typed.forms.forEach(restore);
};

document.addEventListener("click", (event) => {
  const link = event.target.closest(".languages a[hreflang]");
  if (!link) return;
  const found = collect().filter(({ fields }) => fields.length);
  const page = new URL(link.href).pathname.replace(LANGUAGE, "");
  if (found.length) sessionStorage.setItem(KEY, JSON.stringify({ page, at: Date.now(), forms: found }));
});

putBack();
