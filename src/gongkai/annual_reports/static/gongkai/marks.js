// A figure of the tables goes into the text where one was writing. Without this file its mark is typed.
"use strict";

let place = null;
document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-takes-marks]")) place = event.target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (!button) return;
  place ??= document.querySelector("textarea[data-takes-marks]");
  place.focus();
  place.setRangeText(button.dataset.mark, place.selectionStart, place.selectionEnd, "end");
  place.dispatchEvent(new Event("input", { bubbles: true }));
});
