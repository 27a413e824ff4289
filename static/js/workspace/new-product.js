// A new product, one tap after another: each is shown when the one before it is done. Without scripts all stand on one page.
const form = document.querySelector("form[data-taps]");

const isDone = (tap) => {
  const file = tap.querySelector("input[type=file]");
  if (file) return Boolean(file.files.length || form.elements.kept_picture.value);
  if (tap.querySelector("input[type=radio]")) return Boolean(tap.querySelector("input[type=radio]:checked"));
  return [...tap.querySelectorAll("input")].every((field) => field.value.trim());
};

const begin = () => {
  form.classList.add("is-walked");
  const taps = [...form.querySelectorAll("[data-tap]")];
  const last = form.querySelector("[data-tap-last]");
  const button = last.querySelector("button");
  const words = { done: button.innerHTML, next: form.dataset.next };
  // What came back refused is looked through as a whole.
  let reached = form.querySelector(".errorlist") ? taps.length - 1 : 0;

  const show = () => {
    taps.forEach((tap, place) => tap.classList.toggle("is-later", place > reached));
    const isLast = reached === taps.length - 1;
    if (isLast) button.innerHTML = words.done;
    else button.textContent = words.next;
  };
  const goOn = () => {
    while (reached < taps.length - 1 && isDone(taps[reached])) reached += 1;
    show();
    const tap = taps[reached];
    tap.scrollIntoView({ block: "start", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    tap.querySelector("input:not([type=hidden])")?.focus({ preventScroll: true });
  };

  // Who walks through the kinds with the arrows of a keyboard has not chosen yet: the button goes on for them.
  let isTouched = false;
  form.addEventListener("pointerdown", () => (isTouched = true));
  form.addEventListener("keydown", () => (isTouched = false));
  form.addEventListener("change", (event) => {
    const place = taps.findIndex((tap) => tap.contains(event.target));
    // A photo and a kind are one tap; an amount is finished by its button.
    const isChosen = event.target.type === "file" || (event.target.type === "radio" && isTouched);
    if (place === reached && isChosen) goOn();
  });
  form.addEventListener(
    "submit",
    (event) => {
      if (reached === taps.length - 1) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      goOn();
    },
    true,
  );
  show();
};

if (form) begin();
