// Attachments are sent as soon as they are dropped or chosen, each with its own progress, its own error and a way to
// stop it. Without this file they go with the form.
"use strict";

document.querySelectorAll("[data-uploads]").forEach((box) => {
  const form = box.closest("form");
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-attached]");
  const queue = box.querySelector("[data-queue]");
  const pattern = box.querySelector("template").content.firstElementChild;
  const limit = Number(box.dataset.limit);
  const underWay = new Set();
  box.querySelector("[data-without-script]")?.remove();

  const isStored = new Promise((resolve) => {
    if (form.dataset.attach) resolve();
    else form.addEventListener("stored", resolve, { once: true });
  });

  const take = (files) => [...files].forEach(upload);

  const upload = (file) => {
    const row = pattern.cloneNode(true);
    const bar = row.querySelector("progress");
    row.querySelector("[data-name]").textContent = file.name;
    bar.setAttribute("aria-label", file.name);
    queue.append(row);
    let request = null;
    let stopped = false;
    row.querySelector("[data-stop]").addEventListener("click", () => {
      stopped = true;
      request?.abort();
      row.remove();
      input.focus();
    });
    const fail = (what, detail) => {
      bar.remove();
      row.classList.add("uploads__item--wrong");
      posting.say(row, what, detail);
    };
    if (file.size > limit) {
      fail("too-large");
      return;
    }
    posting.say(row, form.elements.title.value.trim() ? "sending" : "waiting");
    if (!form.dataset.item) form.dispatchEvent(new CustomEvent("store-now"));
    const work = isStored
      .then(() =>
        posting.inTurn(async () => {
          if (stopped) return;
          posting.say(row, "sending");
          const data = new FormData();
          data.append("uploads", file);
          const progress = (loaded, total) => {
            bar.max = total;
            bar.value = loaded;
            if (loaded === total) posting.say(row, "checking");
          };
          const { status, told } = await posting.send(form.dataset.attach, data, {
            progress,
            started: (sent) => (request = sent),
          });
          if (stopped) return;
          if (status === 200) {
            row.remove();
            renew(told);
          } else if (status === 422) {
            fail("refused", told.errors.join(" "));
          } else {
            fail(status === 401 || status === 403 ? "signed-out" : "lost");
          }
        }),
      )
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };

  const renew = (told) => {
    list.innerHTML = told.list;
    form.dispatchEvent(new CustomEvent("moved-on", { detail: told }));
  };

  // An attachment that is stored already is taken off at once.
  list.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    const data = new FormData();
    data.append("drop", button.dataset.remove);
    const { status, told } = await posting.inTurn(() => posting.send(form.dataset.attach, data));
    if (status === 200) {
      renew(told);
      input.focus();
    }
  });

  form.uploading = () => (form.dataset.item ? Promise.all(underWay) : null);
  form.addEventListener("files", (event) => take(event.detail));
  input.addEventListener("change", () => {
    take(input.files);
    input.value = "";
  });
  let depth = 0;
  const over = (step) => {
    depth = Math.max(0, depth + step);
    box.classList.toggle("uploads--over", depth > 0);
  };
  box.addEventListener("dragenter", () => over(1));
  box.addEventListener("dragleave", () => over(-1));
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", (event) => {
    event.preventDefault();
    over(-depth);
    take(event.dataTransfer.files);
  });
});
