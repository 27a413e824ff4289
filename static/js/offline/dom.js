// Elements made in code: text is always text, and nothing is ever parsed as HTML.
const SVG = "http://www.w3.org/2000/svg";
const AS_PROPERTY = new Set(["value", "checked", "disabled", "hidden", "open", "readOnly", "selected"]);

const put = (node, name, value) => {
  if (name === "class") node.setAttribute("class", Array.isArray(value) ? value.filter(Boolean).join(" ") : value);
  else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
  else if (name === "dataset") Object.assign(node.dataset, value);
  else if (AS_PROPERTY.has(name)) node[name] = value;
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value != null) node.setAttribute(name, value);
};
const append = (node, children) => {
  for (const child of children.flat(Infinity)) if (child !== null && child !== undefined && child !== false) node.append(child);
  return node;
};

// el("button", {class: "button", onclick: sell}, "Sell")
export const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) put(node, name, value);
  return append(node, children);
};
export const svg = (tag, attributes = {}, ...children) => {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return append(node, children);
};
// An icon of the page's sprite (templates/offline/shell.html says which there are).
export const icon = (name, css = "") => {
  const drawn = svg("svg", { class: `icon ${css}`.trim(), "aria-hidden": "true", viewBox: "0 0 24 24" });
  return append(drawn, [svg("use", { href: `#i-${name}` })]);
};
// Codes, phones, and numbers with Latin words keep their direction in an Arabic page.
export const ltr = (...children) => el("bdi", { dir: "ltr" }, ...children);
// Amounts with their word, and names: apart from what stands around them, in their own direction.
export const apart = (...children) => el("bdi", {}, ...children);

export const clear = (node, ...children) => {
  node.replaceChildren();
  return append(node, children);
};

// A button that cannot be pressed twice: it stays off until its work is done, whatever comes of it.
export const actButton = (attributes, work, ...children) => {
  const button = el("button", { type: "button", ...attributes }, ...children);
  button.addEventListener("click", async () => {
    if (button.disabled) return;
    button.disabled = true;
    button.setAttribute("aria-busy", "true");
    try {
      await work(button);
    } finally {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  });
  return button;
};
