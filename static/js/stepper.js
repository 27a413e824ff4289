// The plus and minus beside a quantity; without this module the number field stands alone.
export const enhanceSteppers = (root) => {
  for (const box of root.querySelectorAll("[data-stepper]:not([data-ready])")) {
    box.dataset.ready = "yes";
    const input = box.querySelector("input");
    const buttons = [...box.querySelectorAll("[data-step]")];
    const refresh = () => {
      const value = Number(input.value);
      for (const button of buttons) {
        const down = button.dataset.step === "-1";
        button.disabled = down ? value <= Number(input.min) : input.max !== "" && value >= Number(input.max);
      }
    };
    for (const button of buttons) {
      button.hidden = false;
      button.addEventListener("click", () => {
        button.dataset.step === "1" ? input.stepUp() : input.stepDown();
        refresh();
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
    }
    input.addEventListener("input", refresh);
    refresh();
  }
};
