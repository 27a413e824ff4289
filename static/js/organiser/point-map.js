// Touching the map writes the point into its field, and a point that is typed is drawn on the map.
// Without JavaScript the map stays hidden: the field is enough.
const WRITTEN = /(-?\d{1,2}[.,]\d+)\s*[,;،\s]\s*(-?\d{1,2}[.,]\d+)/;
const NEAREST = 8;

const read = (text) => {
  const found = WRITTEN.exec(text ?? "");
  return found && found.slice(1).map((part) => Number(part.replace(",", ".")));
};

for (const map of document.querySelectorAll("[data-point-map]")) {
  const field = document.getElementById(map.dataset.field);
  const svg = map.querySelector("svg");
  const mark = svg.querySelector("circle");
  const [west, north, scale, squeeze] = map.dataset.projection.split(" ").map(Number);
  const near = read(map.dataset.near);
  let view = null;

  const onPicture = ([latitude, longitude]) => [(longitude * squeeze - west) * scale, (north - latitude) * scale];
  const onGround = (x, y) => [north - y / scale, (x / scale + west) / squeeze];

  const show = () => {
    svg.setAttribute("viewBox", view.join(" "));
    const chosen = read(field.value);
    const drawn = chosen ?? near;
    mark.toggleAttribute("hidden", !drawn);
    mark.classList.toggle("is-chosen", Boolean(chosen));
    if (!drawn) return;
    const [x, y] = onPicture(drawn);
    mark.setAttribute("cx", x);
    mark.setAttribute("cy", y);
    mark.setAttribute("r", view[2] / 45);
  };

  const zoom = (factor) => {
    const middle = read(field.value) ?? near;
    const [x, y] = middle ? onPicture(middle) : [view[0] + view[2] / 2, view[1] + view[3] / 2];
    const width = Math.max(NEAREST, view[2] * factor);
    const height = width * (view[3] / view[2]);
    view = [x - width / 2, y - height / 2, width, height];
    show();
  };

  map.hidden = false;
  const box = (svg.querySelector("[data-here]") ?? svg).getBBox();
  const side = Math.max(box.width, box.height) * 1.15;
  view = [box.x + box.width / 2 - side / 2, box.y + box.height / 2 - side / 2, side, side];
  show();

  svg.addEventListener("click", (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    field.value = onGround(at.x, at.y).map((number) => number.toFixed(5)).join(", ");
    show();
  });
  field.addEventListener("input", show);
  map.querySelector("[data-nearer]").addEventListener("click", () => zoom(0.5));
  map.querySelector("[data-farther]").addEventListener("click", () => zoom(2));
  map.querySelector("[data-take-near]")?.addEventListener("click", () => {
    field.value = near.map((number) => number.toFixed(5)).join(", ");
    show();
  });
}
