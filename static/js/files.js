// What was chosen, in words of ours: the browser's own button speaks the language of the telephone, not of the page.
for (const choice of document.querySelectorAll("[data-file]:not(.is-enhanced)")) {
  const input = choice.querySelector("input[type=file]");
  const said = document.createElement("bdi");
  const note = Object.assign(document.createElement("output"), { className: "file-name" });
  note.setAttribute("for", input.id);
  note.append(said);
  const say = () => {
    said.textContent = [...input.files].map((file) => file.name).join(" · ") || choice.dataset.none;
  };
  choice.classList.add("is-enhanced");
  choice.append(note);
  input.addEventListener("change", say);
  say();
}
