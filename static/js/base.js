// What every page gains when scripts run; each page works without it.
import { askBefore } from "./confirm.js";
import { enhanceSteppers } from "./stepper.js";
import { closeMenus } from "./menus.js";

// htmx sends the CSRF token of the form it stands in; elsewhere it takes the cookie, so that cached pages carry none.
const tokenFromCookie = () => {
  const name = document.querySelector('meta[name="csrf-cookie"]')?.content;
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
};
document.addEventListener("htmx:configRequest", (event) => {
  const { verb, headers, parameters } = event.detail;
  if (verb !== "get" && !parameters.csrfmiddlewaretoken) headers["X-CSRFToken"] = tokenFromCookie();
});

// A refused form (422) is an answer to show: it comes back filled, with its messages.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 422) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// One press, one act: the second press of a hurried finger is not sent.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

const prepare = (root) => {
  enhanceSteppers(root);
  root.querySelector?.("[data-focus]")?.focus();
};
askBefore();
closeMenus();
prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
