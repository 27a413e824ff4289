// Putting products in order from the keyboard: with the focus on one of its buttons, the arrows up and down move a product.
const list = document.querySelector("[data-order]");

list?.addEventListener("keydown", (event) => {
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const item = event.target.closest("li");
  const button = way && item?.querySelector(`[data-move="${way}"]`);
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

// After a move the page comes back with the product's button named in its address.
const moved = list && location.hash.length > 1 && document.getElementById(location.hash.slice(1));
if (moved) moved.focus();
else if (list && /^#(up|down)-/.test(location.hash)) {
  document.querySelector(`#p-${CSS.escape(location.hash.replace(/^#(up|down)-/, ""))} [data-move]`)?.focus();
}
