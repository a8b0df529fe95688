// The reader's comforts: larger pages for older readers, type size, contrast, pointer, reading aloud.
(() => {
  const root = document.documentElement;
  const bar = document.querySelector("[data-comforts]");
  if (!bar) return;

  const keep = () => {
    const { elder, size, contrast, pointer } = root.dataset;
    try {
      localStorage.setItem("gongkai.comfort", JSON.stringify({ elder, size, contrast, pointer }));
    } catch {
      // The choice then holds for this page only.
    }
  };
  const mirror = () => {
    bar.querySelectorAll("[data-comfort]").forEach((button) => {
      button.setAttribute("aria-pressed", String(Boolean(root.dataset[button.dataset.comfort])));
    });
  };
  const toggle = (name) => {
    if (root.dataset[name]) delete root.dataset[name];
    else root.dataset[name] = "on";
  };
  const SIZES = [undefined, "large", "larger", "largest"];
  const resize = (step) => {
    const at = Math.min(Math.max(SIZES.indexOf(root.dataset.size) + step, 0), SIZES.length - 1);
    if (SIZES[at]) root.dataset.size = SIZES[at];
    else delete root.dataset.size;
  };

  // Reading aloud with the browser's own voice, a sentence at a time; what is read is marked by nothing but the voice.
  const voice = window.speechSynthesis;
  const reader = bar.querySelector("[data-read]");
  let reading = false;
  const sentences = () =>
    (document.querySelector("article, #main")?.innerText ?? "").match(/[^。！？；\n]+[。！？；]?/g) ?? [];
  const stop = () => {
    reading = false;
    voice.cancel();
    reader.setAttribute("aria-pressed", "false");
  };
  const read = (left) => {
    if (!reading || left.length === 0) return stop();
    const said = new SpeechSynthesisUtterance(left[0]);
    said.lang = root.lang === "en" ? "en" : "zh-CN";
    said.onend = () => read(left.slice(1));
    said.onerror = stop;
    voice.speak(said);
    return undefined;
  };
  if (reader && voice) {
    reader.hidden = false;
    reader.addEventListener("click", () => {
      if (reading) return stop();
      reading = true;
      reader.setAttribute("aria-pressed", "true");
      read(sentences());
      return undefined;
    });
    window.addEventListener("pagehide", () => voice.cancel());
  }

  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.comfort) toggle(button.dataset.comfort);
    else if (button?.dataset.size) resize(Number(button.dataset.size));
    else if (button && "plain" in button.dataset) ["elder", "size", "contrast", "pointer"].forEach((name) => delete root.dataset[name]);
    else return;
    mirror();
    keep();
  });
  bar.hidden = false;
  mirror();
})();
