// Areas drawn on the pages of a file, by mouse, finger, pen or keyboard; they travel in the form's field "drawn".
const form = document.querySelector("[data-redact-form]");
const field = form?.querySelector('[name="drawn"]');
const count = form?.querySelector("[data-redact-count]");
const SVG = "http://www.w3.org/2000/svg";
const STEP = 10;
const SMALLEST = 4;
const drawn = [];

const tell = () => {
  field.value = drawn.map(({ page, box }) => [page, ...box.map((side) => (side / 1000).toFixed(4))].join(",")).join(";");
  count.textContent = drawn.length ? count.dataset.words.replace("#", drawn.length) : "";
};

const show = (rect, [left, top, right, bottom]) => {
  rect.setAttribute("x", left);
  rect.setAttribute("y", top);
  rect.setAttribute("width", right - left);
  rect.setAttribute("height", bottom - top);
};

const within = (side) => Math.min(Math.max(side, 0), 1000);

const ready = (page) => {
  const picture = page.querySelector("img");
  const layer = page.querySelector("svg");
  let running = null;

  const fit = () => layer.setAttribute("height", picture.clientHeight);
  new ResizeObserver(fit).observe(picture);
  page.tabIndex = 0;

  const at = (event) => {
    const frame = picture.getBoundingClientRect();
    return [
      within(((event.clientX - frame.left) / frame.width) * 1000),
      within(((event.clientY - frame.top) / frame.height) * 1000),
    ];
  };
  const begin = (box) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.classList.add("redact__new");
    layer.append(rect);
    running = { rect, box };
    show(rect, box);
  };
  const end = (keep) => {
    if (!running) return;
    const { rect, box } = running;
    running = null;
    if (!keep || box[2] - box[0] < SMALLEST || box[3] - box[1] < SMALLEST) {
      rect.remove();
      return;
    }
    drawn.push({ page: page.dataset.redactPage, box, rect });
    tell();
  };

  page.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.target !== picture) return;
    event.preventDefault();
    page.focus({ preventScroll: true });
    picture.setPointerCapture(event.pointerId);
    const [x, y] = at(event);
    begin([x, y, x, y]);
    running.from = [x, y];
  });
  page.addEventListener("pointermove", (event) => {
    if (!running?.from) return;
    const [x, y] = at(event);
    const [fromX, fromY] = running.from;
    running.box = [Math.min(x, fromX), Math.min(y, fromY), Math.max(x, fromX), Math.max(y, fromY)];
    show(running.rect, running.box);
  });
  page.addEventListener("pointerup", () => running?.from && end(true));
  page.addEventListener("pointercancel", () => end(false));

  page.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      if (running) end(true);
      else begin([400, 450, 600, 500]);
    } else if (event.key === "Escape") {
      if (running) end(false);
      else if (drawn.at(-1)?.page === page.dataset.redactPage) {
        drawn.pop().rect.remove();
        tell();
      }
    } else if (running && event.key.startsWith("Arrow")) {
      event.preventDefault();
      const across = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key] ?? 0;
      const down = { ArrowUp: -STEP, ArrowDown: STEP }[event.key] ?? 0;
      const [left, top, right, bottom] = running.box;
      const moved = event.shiftKey
        ? [left, top, right + across, bottom + down]
        : [left + across, top + down, right + across, bottom + down];
      if (moved.every((side) => side >= 0 && side <= 1000) && moved[2] > moved[0] && moved[3] > moved[1]) {
        running.box = moved;
        show(running.rect, moved);
      }
    }
  });
};

if (form && field) {
  document.querySelectorAll("[data-redact-page]").forEach(ready);
  document.querySelectorAll("[data-redact-how]").forEach((how) => {
    how.hidden = false;
  });
}
