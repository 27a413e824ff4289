// Says beside the criteria what their weights come to, while they are typed.
const sum = document.querySelector("[data-weights]");
const fields = [...document.querySelectorAll("[name^='criteria-'][name$='-weight']")];

const tell = () => {
  const total = fields.reduce((so_far, field) => so_far + (Number.parseInt(field.value, 10) || 0), 0);
  sum.querySelector("[data-total]").textContent = total;
  sum.classList.toggle("is-whole", total === 100);
};

if (sum) {
  sum.hidden = false;
  for (const field of fields) field.addEventListener("input", tell);
  tell();
}
