// Asks before an act that is hard to undo: forms and buttons with data-confirm, and htmx requests with hx-confirm.
const ask = (question, { yes, danger }) =>
  new Promise((answer) => {
    const dialog = document.getElementById("confirm");
    if (!dialog?.showModal) return answer(window.confirm(question));
    const button = dialog.querySelector("[data-yes]");
    button.dataset.usual ??= button.textContent;
    button.textContent = yes || button.dataset.usual;
    button.classList.toggle("button-danger", danger);
    document.getElementById("confirm-question").textContent = question;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });

export const askBefore = () => {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const source = event.submitter?.dataset.confirm ? event.submitter : form;
      if (!source.dataset.confirm || form.dataset.confirmed) return delete form.dataset.confirmed;
      event.preventDefault();
      event.stopImmediatePropagation();
      const wording = { yes: source.dataset.confirmYes, danger: "confirmDanger" in source.dataset };
      ask(source.dataset.confirm, wording).then((agreed) => {
        if (!agreed) return;
        form.dataset.confirmed = "yes";
        form.requestSubmit(event.submitter ?? undefined);
      });
    },
    true,
  );
  document.addEventListener("htmx:confirm", (event) => {
    if (!event.detail.question) return;
    event.preventDefault();
    const { elt, question } = event.detail;
    ask(question, { yes: elt.dataset.confirmYes, danger: "confirmDanger" in elt.dataset }).then((agreed) => agreed && event.detail.issueRequest(true));
  });
};
