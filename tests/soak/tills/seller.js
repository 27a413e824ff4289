// The hands and eyes of the seller, put into the page before its own scripts: presses its buttons, reads its screens.
(() => {
  const WAIT = 12_000;
  // The page's waits of a second and more are made shorter; what is done when they are over is the page's own.
  const shorter = SHORTER;
  const later = globalThis.setTimeout.bind(globalThis);
  const again = globalThis.setInterval.bind(globalThis);
  const abort = AbortSignal.timeout.bind(AbortSignal);
  const less = (wait) => (wait >= 1000 ? wait / shorter : wait);
  globalThis.setTimeout = (work, wait = 0, ...rest) => later(work, less(wait), ...rest);
  globalThis.setInterval = (work, wait = 0, ...rest) => again(work, less(wait), ...rest);
  AbortSignal.timeout = (wait) => abort(less(wait));
  try {
    localStorage.setItem("souk-language", "fr");
  } catch {
    // The blank page keeps nothing.
  }

  const one = (selector) => document.querySelector(selector);
  const on = (selector) => {
    const found = one(selector);
    return found && !found.disabled && !found.closest("[hidden]") ? found : null;
  };
  const seen = (find, what) =>
    new Promise((resolve, reject) => {
      const until = performance.now() + WAIT;
      const look = () => {
        const found = find();
        if (found) resolve(found);
        else if (performance.now() > until) reject(new Error(`not seen: ${what}; ${one("#app")?.innerText.replace(/\s+/g, " ").slice(0, 200)}`));
        else later(look, 8);
      };
      look();
    });
  const see = (...selectors) => seen(() => selectors.find((selector) => one(selector)), selectors.join(" or "));
  const press = async (selector) => (await seen(() => on(selector), selector)).click();
  const keys = async (digits) => {
    for (const digit of digits) (await seen(() => [...document.querySelectorAll(".pad-key")].find((key) => key.textContent === digit), digit)).click();
  };
  const uuid = (code) => {
    const bytes = atob(code.replace(/-/g, "+").replace(/_/g, "/"));
    const hex = [...bytes].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };
  const digits = (text) => Number(text.replace(/\D/g, ""));
  // What the screen tells the buyer: which receipt, its number, its amount in centimes.
  const receipt = () => {
    const link = one(".receipt-acts a[href*='wa.me']").href;
    const number = [...document.querySelectorAll(".receipt-head bdi")].at(-1);
    return {
      id: uuid(/r%2F([-_0-9A-Za-z]{22})/.exec(link)[1]),
      number: digits(number.textContent),
      total: digits(one(".receipt-total b").textContent),
    };
  };
  // Told at once, so that it is known even if the telephone dies the moment after.
  let told = null;
  const watch = () => {
    const now = one(".sold-sign");
    // A closed till is told in the same way, without a receipt.
    if (now && now !== told && !one("#report")) {
      told = now;
      globalThis.soakTold?.(JSON.stringify(receipt()));
    }
  };
  new MutationObserver(watch).observe(document, { childList: true, subtree: true });

  const refused = () => one(".said .notice-error")?.textContent ?? null;
  const outcome = async () => {
    await see(".sold-sign", ".said .notice-error");
    return one(".sold-sign") ? { receipt: receipt() } : { refused: refused() };
  };
  const home = async () => {
    if (one("#next-sale")) await press("#next-sale");
    await see("#goods");
  };
  const put = async (products) => {
    for (const product of products) {
      const tile = `[data-product="${product}"]`;
      const before = (await seen(() => one(tile), tile)).textContent;
      one(tile).click();
      await seen(() => refused() || one(tile)?.textContent !== before, "one more");
      if (refused()) return { refused: refused() };
    }
    return {};
  };
  const toPay = async (way) => {
    await press("#pay");
    await press(`[data-way="${way}"]`);
    await seen(() => one(`[data-way="${way}"][aria-checked="true"]`), way);
    await seen(() => on("#sold"), "#sold");
  };
  // Until the page's own store says so of one of its words.
  const kept = async (key, holds) => {
    const database = await new Promise((resolve, reject) => {
      const opening = indexedDB.open("till");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => resolve(opening.result);
    });
    const look = () => new Promise((resolve) => (database.transaction("about").objectStore("about").get(key).onsuccess = (event) => resolve(event.target.result)));
    for (const until = performance.now() + WAIT; !holds(await look()); ) {
      if (performance.now() > until) throw new Error(`not kept: ${key}`);
      await new Promise((resolve) => later(resolve, 8));
    }
    database.close();
  };
  const history = async () => {
    await press(".top .top-button:not([hidden]):last-of-type");
    await press("#menu-history");
  };

  globalThis.soak = {
    put,
    toPay,
    outcome,
    home,
    sold: () => press("#sold"),
    pay: async (way) => {
      await toPay(way);
      await press("#sold");
      const came = await outcome();
      if (came.receipt) await home();
      return came;
    },
    // The screen of taking back, one press before it is done.
    toTakeBack: async (kind, sale) => {
      await history();
      await press(`.sold-line[data-sale="${sale}"]`);
      await press(kind === "void" ? "#void" : "#return");
      await press(kind === "void" ? ".choice" : ".back-line .many-key:last-of-type");
      await seen(() => one(kind === "void" ? '.choice[aria-checked="true"]' : ".back-line.is-chosen"), "chosen");
    },
    takeBack: (kind) => press(kind === "void" ? "#void-now" : "#return-now"),
    empty: async () => {
      await press("#open-basket");
      await press("#empty-basket");
      await see("#goods");
    },
    // Joining again is what the seller does when no answer came.
    join: async () => {
      for (let tries = 0; tries < 20; tries += 1) {
        if ((await see("#add-cashier", ".said .notice-error")) === "#add-cashier") return tries;
        document.querySelector(".said").replaceChildren();
        await press("#join");
      }
      throw new Error("did not join");
    },
    begin: async () => {
      await press("#add-cashier");
      (await seen(() => one("#name"), "#name")).value = "Fatima";
      await keys("0123");
      await press("#save-cashier");
      await see("#open-session");
      document.querySelectorAll(".counter-more")[1].click();
      await press("#open-session");
      await see("#goods");
    },
    toCount: async () => {
      if (!one("#counted")) {
        await home();
        await press(".top .top-button:not([hidden]):last-of-type");
        await press("#menu-close_till");
      }
      await seen(() => on("#counted"), "#counted");
    },
    counted: () => one(".big-figure").textContent,
    // One note of 200, unless it was counted before.
    count: async () => {
      if (!one(".is-counted")) document.querySelector(".counter-more").click();
      await kept("counting", (count) => count?.counted === 20000);
      return one(".big-figure").textContent;
    },
    toSign: async () => {
      await press("#counted");
      await see("#to-sign");
      const note = one("#explanation");
      if (note) {
        note.value = "…";
        note.dispatchEvent(new Event("input"));
      }
      await press("#to-sign");
      await see(".pad-secret");
      await keys("0123");
      (await seen(() => one("#witness"), "#witness")).value = "Hassan";
    },
    closeNow: () => press("#close-now"),
    closed: async () => {
      await see("#report", ".said .notice-error");
      return one("#report") ? { report: true } : { refused: refused() };
    },
    hasGoods: () => Boolean(one("[data-product]")),
    // A tab that was only loaded anew still knows who stands there.
    signIn: async () => {
      if ((await see(".task", "#goods")) === "#goods") return;
      await press(".task");
      await see(".pad-secret");
      await keys("0123");
      await see("#goods", "#open-session");
    },
    read: (names) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("till");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const found = {};
          const reading = database.transaction(names);
          for (const name of names) reading.objectStore(name).getAll().onsuccess = (event) => (found[name] = event.target.result);
          reading.oncomplete = () => {
            database.close();
            resolve(found);
          };
          reading.onabort = () => reject(reading.error);
        };
      }),
    // Whether nothing waits any more, looked at until it is so or so many milliseconds are over.
    drained: (most) =>
      new Promise((resolve, reject) => {
        const until = performance.now() + most;
        const opening = indexedDB.open("till");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const end = (empty) => {
            database.close();
            resolve(empty);
          };
          const look = () => {
            const counting = database.transaction("outbox").objectStore("outbox").count();
            counting.onsuccess = () => {
              if (!counting.result) end(true);
              else if (performance.now() > until) end(false);
              else later(look, 60);
            };
          };
          look();
        };
      }),
    learned: () => seen(() => navigator.serviceWorker.controller, "a worker"),
    // Only for the trials that must fail.
    forget: (names) =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("till");
        opening.onsuccess = () => {
          const writing = opening.result.transaction(names, "readwrite");
          for (const name of names) writing.objectStore(name).clear();
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onabort = () => reject(writing.error);
        };
      }),
  };
})();
