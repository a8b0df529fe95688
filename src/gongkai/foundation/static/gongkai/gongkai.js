// Comforts only: every page works without this file.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print]");
  if (button) window.print();
});

document.querySelectorAll("[data-with-script]").forEach((element) => {
  element.hidden = false;
});

// What went wrong is read first, also by those who do not see it.
document.querySelector("#error-summary")?.focus();
