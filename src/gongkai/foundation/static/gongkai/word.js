// A Word file is read by the server and what was found is offered, field by field; nothing is put over what stands
// there unless its box is ticked. Without this file the button sends the form.
"use strict";

document.querySelectorAll("[data-word]").forEach((box) => {
  const form = box.closest("form");
  const input = box.querySelector("input[type=file]");
  const offer = box.querySelector("template").content.firstElementChild;
  const lines = [...offer.querySelectorAll("[data-offered]")];
  let told = {};

  const shown = (name) => (name === "body" ? told.opening : told[name]);

  const put = (name, value) => {
    const field = form.elements[name];
    field.value = value;
    field.dispatchEvent(new CustomEvent("renewed"));
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    offer.remove();
    posting.say(box, "reading");
    const data = new FormData();
    data.append("word", file);
    const answer = await posting.send(box.dataset.word, data);
    input.value = "";
    told = answer.told;
    if (answer.status !== 200) {
      const lost = answer.status === 401 || answer.status === 403 ? "signed-out" : "lost";
      posting.say(box, answer.status === 422 ? "refused" : lost, told.errors?.join(" "));
      return;
    }
    posting.say(box, told.pictures ? "pictures" : "", told.pictures);
    lines.forEach((line) => {
      const name = line.dataset.offered;
      const value = form.elements[name].value.trim();
      line.hidden = !shown(name) || value === told[name];
      line.querySelector("[data-value]").textContent = shown(name);
      line.querySelector("[data-over]").hidden = !value;
      line.querySelector("input").checked = !value && !line.hidden;
    });
    if (lines.every((line) => line.hidden || line.querySelector("input").checked)) {
      fill();
      return;
    }
    box.append(offer);
    offer.focus();
  });

  const fill = () => {
    const taken = lines.filter((line) => line.querySelector("input").checked).map((line) => line.dataset.offered);
    taken.forEach((name) => {
      // The title stands in its field; where another stands there, the text keeps its own head.
      const own = taken.includes("title") || form.elements.title.value.trim() === told.title;
      put(name, name === "body" && !own ? told.head + told.body : told[name]);
    });
    offer.remove();
    posting.say(box, told.pictures ? "pictures" : taken.length ? "filled" : "", told.pictures);
    form.elements.title.focus();
  };
  offer.querySelector("[data-fill]").addEventListener("click", fill);
  offer.querySelector("[data-leave]").addEventListener("click", () => {
    offer.remove();
    posting.say(box, "");
    form.elements.title.focus();
  });
  box.querySelector("[data-without-script]").hidden = true;
});
