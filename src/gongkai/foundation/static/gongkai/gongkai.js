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

// A request behind the page failed: say so, and leave everything as it was typed.
const tellLost = (what) => {
  document.querySelectorAll("[data-lost]").forEach((line) => {
    line.hidden = line.dataset.lost !== what;
  });
};
document.addEventListener("htmx:sendError", () => tellLost("connection"));
document.addEventListener("htmx:timeout", () => tellLost("connection"));
document.addEventListener("htmx:responseError", (event) => {
  tellLost(event.detail.xhr.status === 401 ? "signed-out" : "server");
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) tellLost("");
});

// A part that was replaced took the focus with it: go on where the new part begins.
document.addEventListener("htmx:afterSettle", (event) => {
  if (document.activeElement === document.body) event.detail.target.focus({ preventScroll: true });
});

// What autosave.js kept on this machine goes after a day, and when somebody signs out.
const forgetDrafts = (isOver) => {
  Object.keys(localStorage)
    .filter((name) => name.startsWith("gongkai.draft.") && isOver(JSON.parse(localStorage.getItem(name))))
    .forEach((name) => localStorage.removeItem(name));
};
forgetDrafts((entry) => Date.now() - entry.at > 24 * 60 * 60 * 1000);
document.querySelector('form[action$="/sign-out/"]')?.addEventListener("submit", () => forgetDrafts(() => true));
