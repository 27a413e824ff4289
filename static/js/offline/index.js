// Everything that the till and the round share, by one door.
export { openStore, StorageFull, StoreClosed } from "./db.js";
export { MOST_AT_ONCE, Outbox, OUTBOX_STORES, SendFailed, makeOutboxStores, postJson } from "./outbox.js";
export { has, language, load, named, plural, t } from "./words.js";
export { centimes, plain, quantityText, quantityWire, riyals, show, signed, thousandths, times, wire } from "./money.js";
export { actButton, apart, clear, el, icon, ltr, svg } from "./dom.js";
export { pad } from "./pad.js";
export { Clock } from "./clock.js";
export { almostFull, askForSync, base64url, keepStorage, languages, newToken, saveAsFile, startLanguage, startWorker, switchLanguage, uuidBytes } from "./shell.js";
