import "../plan_view.js";

// Moves the chosen stall of a plan by dragging it or by the arrow keys; the form below does the moving.
const desk = document.getElementById("plan-desk");
const form = document.getElementById("move-form");
const code = desk?.dataset.chosen;
const place = code ? desk.querySelector(`[data-stall="${CSS.escape(code)}"]`) : null;

const begin = () => {
  const svg = desk.querySelector("svg");
  const square = Number(desk.dataset.square);
  const field = (name) => form.elements[name];
  const limit = (name, most) => Math.max(1, Math.min(Number(field(name).value) || 1, most));
  const [columns, rows] = [svg.viewBox.baseVal.width / square, svg.viewBox.baseVal.height / square];
  // Where it is drawn: the form may hold another place, which was refused.
  const drawn = place.querySelector("rect");
  const from = { column: drawn.x.baseVal.value / square + 1, row: drawn.y.baseVal.value / square + 1 };

  const show = () => {
    field("column").value = limit("column", columns - Number(field("width").value) + 1);
    field("row").value = limit("row", rows - Number(field("height").value) + 1);
    const [x, y] = ["column", "row"].map((name) => (Number(field(name).value) - from[name]) * square);
    place.setAttribute("transform", `translate(${x} ${y})`);
  };
  const at = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    return { column: Math.floor(point.x / square), row: Math.floor(point.y / square) };
  };

  let held = null;
  place.addEventListener("pointerdown", (event) => {
    held = { ...at(event), column0: Number(field("column").value), row0: Number(field("row").value), moved: false };
    place.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  place.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = at(event);
    field("column").value = held.column0 + now.column - held.column;
    field("row").value = held.row0 + now.row - held.row;
    held.moved ||= now.column !== held.column || now.row !== held.row;
    show();
  });
  place.addEventListener("pointerup", () => {
    if (held?.moved) form.requestSubmit();
    held = null;
  });
  place.addEventListener("pointercancel", () => {
    if (held) [field("column").value, field("row").value] = [held.column0, held.row0];
    held = null;
    show();
  });
  place.addEventListener("click", (event) => event.preventDefault());
  place.addEventListener("dragstart", (event) => event.preventDefault());
  place.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: ["column", -1], ArrowRight: ["column", 1], ArrowUp: ["row", -1], ArrowDown: ["row", 1] };
    const step = steps[event.key];
    if (step) {
      field(step[0]).value = Number(field(step[0]).value) + step[1];
      show();
      event.preventDefault();
    } else if (event.key === "Enter" && (from.column !== Number(field("column").value) || from.row !== Number(field("row").value))) {
      form.requestSubmit();
      event.preventDefault();
    }
  });
  form.addEventListener("input", show);
};

if (place && form) begin();
