// Records a sentence in the browser: how loud it is, stop, listen, again. What was recorded becomes the form's file, so that it
// is sent like a chosen one. Without a microphone the file alone stays.
const KINDS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const BITS = 48_000;

const kind = () => KINDS.find((one) => MediaRecorder.isTypeSupported(one));

const nameFor = (type) => (type.includes("ogg") ? "help.ogg" : type.includes("mp4") ? "help.m4a" : "help.webm");

const watchLevel = (stream, meter) => {
  const sound = new AudioContext();
  const analyser = sound.createAnalyser();
  sound.createMediaStreamSource(stream).connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(wave);
    meter.value = Math.min(1, Math.hypot(...wave) / Math.sqrt(wave.length) * 4);
  }, 80);
  return () => {
    clearInterval(timer);
    meter.value = 0;
    sound.close();
  };
};

const clock = (output, most, over) => {
  const began = Date.now();
  return setInterval(() => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    output.querySelector("bdi").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= most) over();
  }, 250);
};

const prepare = (form) => {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [start, stop, listen, refused] = ["start", "stop", "listen", "refused"].map(part);
  const file = form.querySelector('input[type="file"]');
  const most = Number(form.dataset.mostSeconds) - 1;

  const keep = (pieces, type) => {
    const made = new File(pieces, nameFor(type), { type });
    const carried = new DataTransfer();
    carried.items.add(made);
    file.files = carried.files;
    if (listen.src) URL.revokeObjectURL(listen.src);
    listen.src = URL.createObjectURL(made);
    listen.hidden = false;
  };

  const record = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } });
    const recorder = new MediaRecorder(stream, { mimeType: kind(), audioBitsPerSecond: BITS });
    const pieces = [];
    const quiet = watchLevel(stream, part("level"));
    const timer = clock(part("time"), most, () => recorder.state === "recording" && recorder.stop());
    recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      quiet();
      stream.getTracks().forEach((track) => track.stop());
      keep(pieces, recorder.mimeType);
      [start.disabled, stop.disabled] = [false, true];
      listen.focus();
    });
    stop.onclick = () => recorder.state === "recording" && recorder.stop();
    recorder.start();
    [start.disabled, stop.disabled, listen.hidden, refused.hidden] = [true, false, true, true];
    stop.focus();
  };

  start.addEventListener("click", () => record().catch(() => { refused.hidden = false; }));
  part("recorder-tools").hidden = false;
};

if (window.MediaRecorder && navigator.mediaDevices && kind()) document.querySelectorAll("[data-recorder]").forEach(prepare);
