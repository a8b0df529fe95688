// Another column was chosen and what it asks for has arrived: what was kept for it is put in, and the text folds away
// where it only adds to the elements. Without this file the fields are there once the draft is saved.
"use strict";

document.querySelectorAll("form[data-draft]").forEach((form) => {
  const part = form.querySelector("#elements");
  const text = form.querySelector("[data-text]");
  part.addEventListener("htmx:afterSettle", (event) => {
    if (event.target !== part) return;
    const folds = part.querySelector("[data-folds-text]").dataset.foldsText === "yes";
    text.classList.toggle("fold", folds);
    text.open = !folds || form.elements.body.value.trim() !== "";
    form.dispatchEvent(new CustomEvent("fields-arrived"));
  });
});
