// The words of the page: they come from the server's gettext as JSON, with all plural forms, and stay on the device.
let book = { language: "ar", dir: "rtl", words: {}, plurals: {} };
let rules = new Intl.PluralRules("ar");

const filled = (text, values) => text.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? String(values[name]) : whole));

export const load = async (language) => {
  const answer = await fetch(`${document.body.dataset.words}${language}.json`);
  if (!answer.ok) throw new Error(`words ${answer.status}`);
  book = await answer.json();
  rules = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  document.documentElement.dir = book.dir;
  return book;
};

export const language = () => book.language;
export const t = (key, values = {}) => filled(book.words[key] ?? key, values);
export const has = (key) => key in book.words;
export const plural = (key, n, values = {}) => {
  const forms = book.plurals[key];
  if (!forms) return key;
  return filled(forms[rules.select(n)] ?? forms.other, { count: n, ...values });
};
// The name of a thing in the page's language; one that nobody wrote falls back on another.
export const named = (names) => names?.[book.language] || names?.ar || names?.fr || names?.en || "";
