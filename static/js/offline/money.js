// Money as whole centimes, quantities as whole thousandths: no number with a point ever holds either.
import { language, t } from "./words.js";

const DECIMAL = /^(\d{1,9})(?:[.,](\d*))?$/;

const scaled = (text, places) => {
  const found = DECIMAL.exec(String(text).replace(/[\s\u00a0]/g, ""));
  if (!found || (found[2] ?? "").length > places) return null;
  return Number(found[1]) * 10 ** places + Number((found[2] ?? "").padEnd(places, "0"));
};
const split = (whole, places) => {
  const digits = String(Math.abs(whole)).padStart(places + 1, "0");
  return [whole < 0 ? "-" : "", digits.slice(0, -places), digits.slice(-places)];
};
const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, language() === "ar" ? "." : language() === "fr" ? "\u202f" : ",");
const mark = () => (language() === "en" ? "." : ",");

// "12,50" or "12.5" -> 1250; null for what is no amount.
export const centimes = (text) => scaled(text, 2);
// 1250 -> "12.50", as it travels.
export const wire = (amount) => {
  const [sign, dirhams, rest] = split(amount, 2);
  return `${sign}${dirhams}.${rest}`;
};
// 1250 -> "12,50"; a whole amount keeps its zeros, so that columns stand below each other.
export const plain = (amount) => {
  const [sign, dirhams, rest] = split(amount, 2);
  return `${sign}${grouped(dirhams)}${mark()}${rest}`;
};
export const show = (amount) => `${plain(amount)}\u00a0${t("dirham")}`;
// Below zero too: the mark stays before its number in an Arabic line.
export const signed = (amount) => (amount < 0 ? `\u2066\u2212${plain(-amount)}\u2069\u00a0${t("dirham")}` : show(amount));
// What people say: twenty to the dirham.
export const riyals = (amount) => `${grouped(String(Math.round(amount / 5)))}\u00a0${t("riyal")}`;

// "1,250" -> 1250 thousandths.
export const thousandths = (text) => scaled(text, 3);
export const quantityWire = (quantity) => {
  const [, units, rest] = split(quantity, 3);
  return `${units}.${rest}`;
};
export const quantityText = (quantity) => {
  const [, units, rest] = split(quantity, 3);
  const short = rest.replace(/0+$/, "");
  return short ? `${grouped(units)}${mark()}${short}` : grouped(units);
};
// Half up, in whole numbers: what so much of it costs.
export const times = (price, quantity) => Math.floor((price * quantity + 500) / 1000);
