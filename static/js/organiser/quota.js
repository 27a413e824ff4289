// Asks for the province or the sector only where the quota is about one.
const kind = document.getElementById("id_kind");

const show = () => {
  for (const name of ["province", "sector"]) {
    document.getElementById(`id_${name}_field`).hidden = kind.value !== name;
  }
};

if (kind) {
  kind.addEventListener("change", show);
  show();
}
