// A photo chosen or taken, seen in a square that it can be moved and turned in, and made small enough for a bad network.
// Without scripts the plain field sends the file as it is.
const LONGEST = 1600;
const LARGEST = 350_000;
const WORKED = 2400;
const QUALITIES = [0.82, 0.72, 0.6, 0.45];
const VIEW = 640;
const STEP = 24;
const CLOSER = 1.25;
const MOST = 6;
// What shows beside a picture that does not fill the square: the colour of the page.
const PAPER = "#fbf6ec";

const canvasOf = (width, height) => Object.assign(document.createElement("canvas"), { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) });
const asJpeg = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

// Upright, and no larger than is worth working on.
const read = async (file) => {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, WORKED / Math.max(picture.width, picture.height));
  const canvas = canvasOf(picture.width * scale, picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  return canvas;
};

const turned = (source) => {
  const canvas = canvasOf(source.height, source.width);
  const context = canvas.getContext("2d");
  context.translate(canvas.width, 0);
  context.rotate(Math.PI / 2);
  context.drawImage(source, 0, 0);
  return canvas;
};

class Frame {
  constructor(source) {
    this.show(source);
  }

  // It fills the square at first, its middle in the middle.
  show(source) {
    this.source = source;
    this.x = source.width / 2;
    this.y = source.height / 2;
    this.side = Math.min(source.width, source.height);
  }

  // `side` is how much of the picture the square shows, at most the whole of it.
  zoom(by) {
    const longest = Math.max(this.source.width, this.source.height);
    const shortest = Math.min(this.source.width, this.source.height) / MOST;
    this.side = Math.max(shortest, Math.min(longest, this.side / by));
    this.move(0, 0);
  }

  // By parts of the square; the picture stays in it.
  move(across, down) {
    const within = (at, length) => (length <= this.side ? length / 2 : Math.max(this.side / 2, Math.min(length - this.side / 2, at)));
    this.x = within(this.x + across * this.side, this.source.width);
    this.y = within(this.y + down * this.side, this.source.height);
  }

  draw(canvas) {
    const context = canvas.getContext("2d");
    const scale = canvas.width / this.side;
    context.fillStyle = PAPER;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.source, canvas.width / 2 - this.x * scale, canvas.height / 2 - this.y * scale, this.source.width * scale, this.source.height * scale);
    return canvas;
  }

  async file() {
    const size = Math.min(LONGEST, Math.round(this.side));
    const canvas = this.draw(canvasOf(size, size));
    let blob = null;
    for (const quality of QUALITIES) {
      blob = await asJpeg(canvas, quality);
      if (blob && blob.size <= LARGEST) break;
    }
    return blob && new File([blob], "photo.jpg", { type: "image/jpeg" });
  }
}

// The picture goes the way of the arrow, as it does under a finger.
const MOVES = { ArrowUp: [0, STEP], ArrowDown: [0, -STEP], ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0] };

export class PhotoField {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=file]");
    this.editor = document.querySelector("template[data-photo-editor]").content.firstElementChild.cloneNode(true);
    this.canvas = this.editor.querySelector("canvas");
    this.canvas.width = this.canvas.height = VIEW;
    this.frame = null;
    this.blob = null;
    this.working = Promise.resolve();
    this.fingers = new Map();
    root.append(this.editor);
    // Its label is the button from now on; the field itself says "choose a file" in the words of the browser.
    root.classList.add("is-enhanced");
    this.input.addEventListener("focus", () => root.classList.toggle("is-focused", this.input.matches(":focus-visible")));
    this.input.addEventListener("blur", () => root.classList.remove("is-focused"));
    this.editor.hidden = true;
    this.input.addEventListener("change", () => this.input.files[0] && !this.own && this.open(this.input.files[0]));
    this.listen();
  }

  listen() {
    const acts = { turn: () => this.frame.show(turned(this.frame.source)), closer: () => this.frame.zoom(CLOSER), farther: () => this.frame.zoom(1 / CLOSER) };
    this.editor.addEventListener("click", (event) => {
      const act = acts[event.target.closest("[data-do]")?.dataset.do];
      if (act) this.change(act);
    });
    this.canvas.addEventListener("keydown", (event) => {
      const move = MOVES[event.key];
      const act = move ? () => this.frame.move(move[0] / VIEW, move[1] / VIEW) : { "+": acts.closer, "=": acts.closer, "-": acts.farther, r: acts.turn }[event.key];
      if (!act) return;
      event.preventDefault();
      this.change(act);
    });
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      this.fingers.set(event.pointerId, event);
    });
    this.canvas.addEventListener("pointermove", (event) => this.drag(event));
    for (const end of ["pointerup", "pointercancel"]) this.canvas.addEventListener(end, (event) => this.fingers.delete(event.pointerId) && this.finish());
  }

  // One finger moves the picture, two bring it closer.
  drag(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const width = this.canvas.clientWidth || VIEW;
    const other = [...this.fingers.entries()].find(([id]) => id !== event.pointerId)?.[1];
    const apart = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
    if (other) this.frame.zoom(apart(event) / apart(before));
    else this.frame.move((before.clientX - event.clientX) / width, (before.clientY - event.clientY) / width);
    this.fingers.set(event.pointerId, event);
    this.frame.draw(this.canvas);
  }

  change(act) {
    if (!this.frame) return;
    act();
    this.frame.draw(this.canvas);
    this.finish();
  }

  async open(file) {
    this.root.dataset.state = "reading";
    try {
      const source = await read(file);
      this.frame = new Frame(source);
      this.frame.draw(this.canvas);
      this.editor.hidden = false;
      await this.finish();
      this.root.dataset.state = "ready";
    } catch {
      // Of a kind that this browser cannot draw: the server may, and gets it as it is.
      this.frame = null;
      this.blob = file;
      this.editor.hidden = true;
      this.root.dataset.state = "plain";
    }
    this.root.dispatchEvent(new CustomEvent("photo", { bubbles: true }));
  }

  // The small picture takes the place of the large one in the field.
  finish() {
    const frame = this.frame;
    if (!frame) return this.working;
    this.working = this.working
      .then(() => frame.file())
      .then((file) => {
        if (!file || frame !== this.frame) return;
        this.blob = file;
        const carrier = new DataTransfer();
        carrier.items.add(file);
        this.own = true;
        this.input.files = carrier.files;
        this.own = false;
      });
    return this.working;
  }

  // What is sent: once all that was done to it is done.
  async value() {
    await this.working;
    return this.blob;
  }

  clear() {
    this.frame = this.blob = null;
    this.input.value = "";
    this.editor.hidden = true;
    delete this.root.dataset.state;
  }
}

// Fields of plain forms; a form waits until its photo is made.
export const enhancePhotos = (root) => {
  for (const node of root.querySelectorAll("[data-photo]")) {
    const field = new PhotoField(node);
    node.closest("form")?.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.dataset.photoReady || !field.frame) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      field.working.then(() => {
        form.dataset.photoReady = "yes";
        // Not before the event is over: a form that is being submitted is not submitted again.
        setTimeout(() => form.requestSubmit(event.submitter ?? undefined));
      });
    });
  }
};
