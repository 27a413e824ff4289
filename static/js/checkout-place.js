// Takes away what was wrong with the place as soon as another is typed or chosen; the next answer says it anew.
const typed = document.getElementById("id_place_text");
const forget = () => {
  document.getElementById("place-problem")?.remove();
  typed.removeAttribute("aria-invalid");
  typed.removeAttribute("aria-describedby");
};
typed?.addEventListener("input", forget);
typed?.form?.addEventListener("change", (event) => {
  if (event.target.name === "place") forget();
});
