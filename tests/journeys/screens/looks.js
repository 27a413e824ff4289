/* What is measured on a screen as it stands: one h1, its help, what is touched and how large, what has the focus. */
() => {
  const LEAST = 48;
  const found = [];
  const say = (what, element) => found.push(`${what}: ${element.outerHTML.replace(/\s+/g, " ").slice(0, 140)}`);
  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && box.width > 1 && box.height > 1;
  };

  const heads = [...document.querySelectorAll("h1")].filter(isSeen);
  if (heads.length !== 1) found.push(`${heads.length} h1`);
  const help = document.querySelector("[data-help-sentence]");
  if (!help?.innerText.trim()) found.push("no sentence of help");

  const tappable = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")];
  /* Read out only, such as the way past the header until it has the focus. */
  const open = document.querySelector("dialog[open]");
  const isAside = (element) => element.matches(".skip, :disabled") || element.closest("[aria-hidden=true]") || (open && !open.contains(element));

  const union = (boxes) => ({
    width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
    height: Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top)),
  });
  /* A link in a sentence is as high as its line. */
  const isInSentence = (element) => {
    if (!element.matches("a") || getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, td, th, dd, div, section, span.text, label");
    return around && around.innerText.trim() !== element.innerText.trim();
  };
  const target = (element) => {
    const box = element.getBoundingClientRect();
    if (element.matches("[type=radio], [type=checkbox], [type=file]")) {
      return union([box, ...[...(element.labels ?? [])].map((label) => label.getBoundingClientRect())]);
    }
    const after = getComputedStyle(element, "::after");
    if (after.position === "absolute" && after.content !== "none" && element.matches(".cover")) {
      return element.offsetParent.getBoundingClientRect();
    }
    return box;
  };
  const touched = tappable.filter((element) => {
    if (isAside(element)) return false;
    return isSeen(element) || (element.matches("[type=file], [type=radio], [type=checkbox]") && [...element.labels].some(isSeen));
  });
  for (const element of touched) {
    const { width, height } = target(element);
    if ((width < LEAST - 0.5 || height < LEAST - 0.5) && !isInSentence(element)) {
      say(`${Math.round(width)} × ${Math.round(height)} px to touch`, element);
    }
  }

  /* Each of them takes the focus and shows it, by a line around itself or around what it stands in. */
  const here = document.activeElement;
  const scrolled = scrollY;
  for (const element of touched) {
    /* A finger that was here before is no reason to hide where the tabulator stands. */
    document.activeElement?.blur();
    element.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== element) {
      say("takes no focus", element);
      continue;
    }
    const around = [element, element.parentElement, element.closest(".item, .choice, .field-photo"), ...(element.labels ?? [])];
    const styles = around.filter(Boolean).map((each) => getComputedStyle(each));
    styles.push(getComputedStyle(element, "::after"));
    if (!styles.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)) {
      say("no mark of the focus", element);
    }
  }
  (here ?? document.body).focus?.({ preventScroll: true });
  if (document.activeElement !== here) document.activeElement?.blur();
  scrollTo(0, scrolled);
  return found;
}
