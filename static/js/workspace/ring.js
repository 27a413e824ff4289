// This telephone rings for new orders: asks the browser, tells the shop. Without it SMS go on as before.
// <section data-ring data-key data-worker data-add data-off> holds a part for each state: <div data-state="on|off|no|denied">.
const root = document.querySelector("[data-ring]");

const show = (state) => {
  for (const part of root.querySelectorAll("[data-state]")) part.hidden = part.dataset.state !== state;
};

const bytes = (text) => {
  const filled = text.replaceAll("-", "+").replaceAll("_", "/") + "=".repeat((4 - (text.length % 4)) % 4);
  return Uint8Array.from(atob(filled), (sign) => sign.codePointAt(0));
};

const send = (address, facts) => {
  const body = new FormData(root.querySelector("form"));
  for (const [name, value] of Object.entries(facts)) body.set(name, value);
  return fetch(address, { method: "POST", body, credentials: "same-origin" });
};

const tell = async (subscription) => {
  const { endpoint, keys } = subscription.toJSON();
  const answer = await send(root.dataset.add, { endpoint, p256dh: keys.p256dh, auth: keys.auth });
  if (!answer.ok) throw new Error(String(answer.status));
};

const sameKey = (subscription) => {
  const own = subscription.options.applicationServerKey;
  return own && new Uint8Array(own).join() === bytes(root.dataset.key).join();
};

const ready = async () => {
  const registration = await navigator.serviceWorker.register(root.dataset.worker);
  const worker = registration.installing || registration.waiting || registration.active;
  if (worker.state !== "activated") {
    await new Promise((done) => worker.addEventListener("statechange", () => worker.state === "activated" && done()));
  }
  return registration;
};

const turnOn = async () => {
  if ((await Notification.requestPermission()) !== "granted") return show("denied");
  const registration = await ready();
  let subscription = await registration.pushManager.getSubscription();
  if (subscription && !sameKey(subscription)) {
    await subscription.unsubscribe();
    subscription = null;
  }
  subscription ||= await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytes(root.dataset.key),
  });
  await tell(subscription);
  return show("on");
};

const turnOff = async () => {
  const registration = await ready();
  const subscription = await registration.pushManager.getSubscription();
  if (subscription) {
    await send(root.dataset.off, { endpoint: subscription.endpoint });
    await subscription.unsubscribe();
  }
  show("off");
};

const begin = async () => {
  if (!root.dataset.key || !("serviceWorker" in navigator) || !("PushManager" in window)) return show("no");
  if (Notification.permission === "denied") return show("denied");
  const registration = await navigator.serviceWorker.getRegistration(root.dataset.worker);
  const subscription = registration && (await registration.pushManager.getSubscription());
  if (!subscription || !sameKey(subscription)) return show("off");
  // The shop may have forgotten this telephone, or somebody else signed in on it.
  await tell(subscription);
  return show("on");
};

const trying = (act) => async (event) => {
  event?.preventDefault();
  try {
    await act();
  } catch {
    show("failed");
  }
};

if (root) {
  root.querySelector("[data-turn-on]").addEventListener("click", trying(turnOn));
  root.querySelector("[data-turn-off]").addEventListener("click", trying(turnOff));
  trying(begin)();
}
