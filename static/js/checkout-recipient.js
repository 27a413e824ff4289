// Hides the recipient's fields while the payer receives it; without scripts they stand open and are not needed.
const same = document.getElementById("id_same_person");
const other = document.querySelector("[data-other-person]");
if (same && other) {
  const refresh = () => {
    other.hidden = same.checked;
  };
  same.addEventListener("change", refresh);
  refresh();
}
