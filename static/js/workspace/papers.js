// A photographed page is made smaller on the telephone and sent at once; without scripts the form sends it as it is.
const LONGEST = 2000;
const QUALITY = 0.82;
// Below this, drawing anew would cost more than sending.
const SMALL_BYTES = 700_000;

const smaller = async (file) => {
  if (!file.type.startsWith("image/") || file.size < SMALL_BYTES) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return drawn && drawn.size < file.size ? new File([drawn], file.name, { type: "image/jpeg" }) : file;
  } catch {
    // What this telephone cannot read, the other side may; if not, it says so.
    return file;
  }
};

for (const form of document.querySelectorAll("form[data-photographs]")) {
  const input = form.querySelector("input[type=file]");
  const sending = form.querySelector("[data-sending]");
  if (typeof DataTransfer === "undefined") continue;
  // Choosing sends: what is left to touch is the large picture of a camera.
  input.classList.add("visually-hidden");
  form.querySelector("button[type=submit]").hidden = true;
  input.addEventListener("change", async () => {
    if (!input.files.length) return;
    sending.hidden = false;
    const kept = new DataTransfer();
    for (const file of input.files) kept.items.add(await smaller(file));
    input.files = kept.files;
    form.requestSubmit();
  });
}
