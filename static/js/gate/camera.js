// Codes that the camera sees: read by the browser where it can, else by the decoder that lies beside this page.
const EVERY = 220;
const WIDEST = 640;

const nativeReader = async () => {
  if (!("BarcodeDetector" in globalThis)) return null;
  const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
};

const drawnReader = async () => {
  await import("../vendor/jsqr.js");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const scale = Math.min(1, WIDEST / video.videoWidth);
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return globalThis.jsQR(data, width, height)?.data ?? null;
  };
};

// Shows the camera in `video` and calls `found(text)` for each code; what it answers ends the camera.
export const watch = async (video, found) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  const read = (await nativeReader()) ?? (await drawnReader());
  video.srcObject = stream;
  await video.play();
  let timer = null;
  const look = async () => {
    const text = video.videoWidth ? await read(video).catch(() => null) : null;
    if (text) await found(text);
    if (timer !== null) timer = setTimeout(look, EVERY);
  };
  timer = setTimeout(look, 0);
  return () => {
    clearTimeout(timer);
    timer = null;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
};
