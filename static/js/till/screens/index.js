// Every screen by its name; `needs` says what must be there before it is shown.
import { cashIn, cashOut } from "./cash.js";
import { closing } from "./closing.js";
import { enrolling } from "./enrolling.js";
import { menu } from "./menu.js";
import { opening, training } from "./opening.js";
import { paying } from "./paying.js";
import { adding, pin, who } from "./people.js";
import { history, receipt, returning, voiding } from "./sold.js";
import { amount, basket, line, price, selling, weight } from "./selling.js";
import { report, reports } from "./reports.js";
import { status } from "./status.js";

const needing = (needs, screen) => Object.assign((...given) => screen(...given), { needs });

export const screens = {
  enrol: enrolling,
  who,
  pin,
  adding,
  training,
  menu,
  status,
  reports,
  report,
  receipt,
  open: needing("who", opening),
  sell: needing("session", selling),
  weight: needing("session", weight),
  amount: needing("session", amount),
  basket: needing("session", basket),
  line: needing("session", line),
  price: needing("session", price),
  pay: needing("session", paying),
  history: needing("who", history),
  void: needing("session", voiding),
  return: needing("session", returning),
  cash_in: needing("session", cashIn),
  cash_out: needing("session", cashOut),
  close: needing("session", closing),
};
