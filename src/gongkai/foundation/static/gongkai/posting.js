// How the comforts of a form speak with the server: one request at a time, with a token that is fresh even after
// somebody has signed in again in another window. Every page works without this file.
"use strict";

window.posting = (() => {
  const token = () =>
    document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ??
    document.querySelector("[name=csrfmiddlewaretoken]").value;

  // The server refuses a record that has moved on: two savings of our own must not overtake each other.
  let last = Promise.resolve();
  const inTurn = (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => {});
    return mine;
  };

  // Answers {status, told}; status 0 when the line is lost. 401 instead of the page for signing in.
  const send = (url, data, { progress, started } = {}) =>
    new Promise((resolve) => {
      const request = new XMLHttpRequest();
      request.open("POST", url);
      request.setRequestHeader("X-CSRFToken", token());
      request.setRequestHeader("HX-Request", "true");
      request.timeout = data instanceof FormData && [...data.values()].some((one) => one instanceof File) ? 0 : 15000;
      request.onload = () => {
        let told = {};
        try {
          told = JSON.parse(request.responseText);
        } catch {
          // A page for people, from a proxy or after an error: its status says enough.
        }
        resolve({ status: request.status, told });
      };
      request.onerror = request.ontimeout = request.onabort = () => resolve({ status: 0, told: {} });
      if (progress) request.upload.onprogress = (event) => progress(event.loaded, event.total);
      started?.(request);
      request.send(data);
    });

  // Show one of several sentences that the template holds ready, and hide the others.
  const say = (box, what, detail = "") => {
    box.querySelectorAll("[data-say]").forEach((line) => {
      line.hidden = line.dataset.say !== what;
      const place = line.querySelector("[data-detail]");
      if (place && !line.hidden) place.textContent = detail;
    });
  };

  return { token, inTurn, send, say };
})();
