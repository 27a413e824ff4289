// The browser's own voice reads the sentence of help where nobody has recorded it: only where it has a voice for the language
// of the page. Android tells its voices late, so they are asked for again when they come.
const language = document.documentElement.lang;

const voice = () =>
  window.speechSynthesis?.getVoices().find((one) => one.lang.toLowerCase().replace("_", "-").split("-")[0] === language);

const speak = (sentence) => {
  const words = new SpeechSynthesisUtterance(sentence);
  words.voice = voice();
  words.lang = words.voice.lang;
  words.rate = 0.9;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
};

const offer = () => {
  for (const button of document.querySelectorAll("[data-speak]")) button.hidden = !voice();
};

if (window.speechSynthesis) {
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-speak]");
    if (button) speak(button.closest(".screen-help").querySelector("[data-help-sentence]").textContent);
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
}
