// <button data-print hidden>: prints the page. Without JavaScript it stays hidden; the browser's own menu prints too.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
