// What the till and the round have in common around their screens: language, service worker, storage.
import { load } from "./words.js";

const LANGUAGES = ["ar", "fr", "en"];
const REMEMBERED = "souk-language";
const ALMOST_FULL = 0.9;
const LITTLE_LEFT = 10 * 1024 * 1024;

const remembered = () => {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
};

// Loads the words of the chosen language; Arabic until somebody chooses.
export const startLanguage = async () => {
  const chosen = LANGUAGES.includes(remembered()) ? remembered() : "ar";
  return load(chosen);
};
export const switchLanguage = async (language) => {
  await load(language);
  try {
    localStorage.setItem(REMEMBERED, language);
  } catch {
    // Private mode: the choice lasts as long as the page.
  }
  dispatchEvent(new CustomEvent("language-changed"));
};
export const languages = () => [
  ["ar", "العربية"],
  ["fr", "Français"],
  ["en", "English"],
];

// `onUpdate(apply)`: a new version lies ready; it takes over when `apply` is called, never by itself under a seller's hands.
export const startWorker = async (onUpdate = () => {}) => {
  if (!("serviceWorker" in navigator)) return null;
  let asked = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  const offer = (worker) =>
    onUpdate(() => {
      asked = true;
      worker.postMessage("update");
    });
  try {
    const registration = await navigator.serviceWorker.register(document.body.dataset.worker, { scope: document.body.dataset.scope, updateViaCache: "none" });
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker?.addEventListener("statechange", () => worker.state === "installed" && navigator.serviceWorker.controller && offer(worker));
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && navigator.onLine && registration.update().catch(() => {}));
    return registration;
  } catch {
    return null;
  }
};

// Ask the browser to wake the page when the network is back; many do not know how, and the page does it by itself then.
export const askForSync = async (tag) => {
  try {
    const registration = await navigator.serviceWorker.ready;
    await registration.sync?.register(tag);
  } catch {
    // A bonus only.
  }
};

// Asked again at every start: browsers say yes once the app is installed.
export const keepStorage = async () => {
  try {
    return (await navigator.storage.persisted()) || (await navigator.storage.persist());
  } catch {
    return false;
  }
};
export const almostFull = async () => {
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage / quota > ALMOST_FULL || quota - usage < LITTLE_LEFT;
  } catch {
    return false;
  }
};

// 32 random bytes as base64url: a device's token. 16 bytes of a uuid: the code of a receipt.
export const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");
export const newToken = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
export const uuidBytes = (uuid) => Uint8Array.from(uuid.replace(/-/g, "").match(/../g), (pair) => parseInt(pair, 16));

// A file of what lies on the device, for whoever helps: no network needed.
export const saveAsFile = (name, content) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
