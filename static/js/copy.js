// A button that copies the text of the element it names: <button data-copy="id" data-copied="Copied" hidden>.
// Without JavaScript it stays hidden; the text can be marked by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const words = button.querySelector("[data-words]");
    const usual = words.textContent;
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = usual; }, 2500);
  });
}
