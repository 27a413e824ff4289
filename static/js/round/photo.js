// A photograph of the notebook, made small enough for a bad network; nothing but the picture itself is kept of it.
const LONGEST = 1280;
const LARGEST = 1_900_000;

const asJpeg = (canvas, quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

export const small = async (file) => {
  // Turned the way that the camera was held.
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  for (const quality of [0.8, 0.6, 0.4]) {
    const blob = await asJpeg(canvas, quality);
    if (blob && blob.size <= LARGEST) return blob;
  }
  return null;
};

// The picture on the page: drawn, since a page may show only what comes from the server.
export const drawn = async (blob, label) => {
  const picture = await createImageBitmap(blob);
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d").drawImage(picture, 0, 0);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  canvas.className = "round-photo";
  return canvas;
};

// As text, for the file in which all that lies on the tablet is saved.
export const asBase64 = (blob) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
