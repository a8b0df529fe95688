// Nothing typed is lost: it is kept on this machine at once, on the server every few seconds, and offered again after
// a lost line, a closed window or a sign-in that has ended. What is kept here goes when it is safe on the server, when
// somebody signs out and after a day (gongkai.js), for an office shares its machines.
"use strict";

document.querySelectorAll("form[data-draft]").forEach((form) => {
  const PREFIX = `gongkai.draft.${form.dataset.user}.`;
  const AFTER_TYPING = 4000;
  const LONGEST_WAIT = 20000;
  const told = document.querySelector("[data-kept]");
  const offer = document.querySelector("[data-offer-kept]");
  const lacks = document.querySelector("[data-lacks]");
  const missing = document.querySelector("[data-missing]");

  // What somebody types or chooses; not what steers the form, and no files.
  const STEERING = ["csrfmiddlewaretoken", "key", "seen", "drop", "uploads", "word", "do", "table"];
  const fields = () => [...form.elements].filter((one) => one.name && !STEERING.includes(one.name));
  // Fields that are not on the page yet: those of a column that was chosen a moment ago (elements.js).
  let awaited = {};
  const values = () => {
    const all = { ...awaited };
    fields().forEach((one) => {
      const choice = one.type === "radio" || one.type === "checkbox";
      if (!choice || one.checked) (all[one.name] ??= []).push(one.value);
    });
    return all;
  };
  const put = (one, mine) => {
    if (one.type === "radio" || one.type === "checkbox") one.checked = mine.includes(one.value);
    else one.value = mine[0] ?? "";
    one.dispatchEvent(new CustomEvent("renewed"));
  };
  const fill = (kept) => {
    awaited = Object.fromEntries(Object.entries(kept).filter(([name]) => !form.elements[name]));
    fields().forEach((one) => put(one, kept[one.name] ?? []));
  };
  form.addEventListener("fields-arrived", () => {
    const arrived = awaited;
    awaited = {};
    fields().forEach((one) => arrived[one.name] && put(one, arrived[one.name]));
    mark();
    if (Object.keys(arrived).length && !leaving) typed();
  });
  const same = (a, b) => JSON.stringify(a).replaceAll("\\r\\n", "\\n") === JSON.stringify(b).replaceAll("\\r\\n", "\\n");

  // On this machine
  let name = PREFIX + (form.dataset.item || `new.${form.elements.key.value}`);
  const keepHere = () => {
    try {
      const entry = { at: Date.now(), seen: form.elements.seen.value, key: form.elements.key.value, values: values() };
      localStorage.setItem(name, JSON.stringify(entry));
      return true;
    } catch {
      return false; // no room, or not allowed: the server's copy is then the only one
    }
  };
  const forget = () => localStorage.removeItem(name);
  const kept = (which) => JSON.parse(localStorage.getItem(which) ?? "null");
  const names = () => Object.keys(localStorage).filter((one) => one.startsWith("gongkai.draft."));
  names()
    .filter((one) => !one.startsWith(PREFIX))
    .forEach((one) => localStorage.removeItem(one));

  // What was kept and is not in the form: offered, never put over what stands there.
  const found = form.dataset.item
    ? name
    : names()
        .filter((one) => one.startsWith(`${PREFIX}new.`))
        .sort((a, b) => kept(b).at - kept(a).at)[0];
  const entry = found && kept(found);
  if (entry && !same(entry.values, values())) {
    const moved = form.dataset.item && entry.seen !== form.elements.seen.value;
    offer.querySelector("[data-when]").textContent = new Date(entry.at).toLocaleString([], {
      month: "numeric",
      day: "numeric",
      hour: "2-digit",
      minute: "2-digit",
    });
    offer.querySelector("[data-moved]").hidden = !moved;
    offer.hidden = false;
    offer.querySelector("[data-restore]").addEventListener("click", () => {
      name = found;
      fill(entry.values);
      // Saving goes on from what was seen then, so that what others did since is shown before anything is put over it.
      form.elements.seen.value = entry.seen;
      if (entry.key) form.elements.key.value = entry.key;
      offer.hidden = true;
      form.elements.title.focus();
      typed();
    });
    offer.querySelector("[data-discard]").addEventListener("click", () => {
      localStorage.removeItem(found);
      offer.hidden = true;
      form.elements.title.focus();
    });
  }

  // On the server
  let dirty = false;
  let stopped = false;
  let leaving = false;
  let timer = 0;
  let waitingSince = 0;
  const LOST = { 0: "local", 400: "too-long", 413: "too-long", 401: "signed-out", 403: "signed-out", 409: "stale", 422: "not-yet" };
  const say = (what, detail) => posting.say(told, what, detail);

  const save = (extra = {}) =>
    posting.inTurn(async () => {
      const data = new FormData(form);
      ["uploads", "word", "do"].forEach((one) => data.delete(one));
      Object.entries(extra).forEach(([one, value]) => data.set(one, value));
      dirty = false;
      waitingSince = 0;
      const answer = await posting.send(form.dataset.keep, data);
      if (answer.status === 200) stored(answer.told);
      else dirty = true;
      return answer;
    });

  const stored = (now) => {
    form.elements.seen.value = now.revision;
    if (now.lacks && lacks) lacks.innerHTML = now.lacks;
    if (form.dataset.item) return;
    forget();
    name = PREFIX + now.item;
    Object.assign(form.dataset, { item: now.item, keep: now.keep, attach: now.attach, words: now.words, ignore: now.ignore });
    form.action = now.edit;
    history.replaceState(null, "", now.edit);
    form.dispatchEvent(new CustomEvent("stored"));
  };

  const autosave = async () => {
    clearTimeout(timer);
    if (!dirty || stopped) return;
    if (!form.elements.title.value.trim()) {
      say("untitled");
      return;
    }
    say("saving");
    const { status, told: now } = await save();
    if (status === 200 && !dirty) forget();
    if (status === 200) {
      say(now.left?.length ? "partly" : "saved", now.left?.length ? now.left.join("、") : clock());
    } else {
      stopped = status === 409;
      say(LOST[status] ?? "local", now.errors?.join(" "));
      if (![400, 413, 422].includes(status) && !stopped) timer = setTimeout(autosave, LONGEST_WAIT);
    }
  };
  const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });

  const typed = () => {
    dirty = true;
    keepHere();
    mark();
    waitingSince ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(autosave, Math.max(0, Math.min(AFTER_TYPING, waitingSince + LONGEST_WAIT - Date.now())));
  };
  form.addEventListener("input", (event) => {
    if (!STEERING.includes(event.target.name) && event.target.name) typed();
  });
  form.addEventListener("renewed-all", typed);
  form.addEventListener("store-now", autosave);
  form.addEventListener("moved-on", (event) => {
    // Our own upload was the only act since: go on from there.
    if (Number(form.elements.seen.value) === event.detail.revision - 1) {
      form.elements.seen.value = event.detail.revision;
    }
    if (event.detail.lacks && lacks) lacks.innerHTML = event.detail.lacks;
  });
  window.addEventListener("online", autosave);

  // What is still missing follows the typing, before the server is asked.
  function mark() {
    const open = [...(lacks?.querySelectorAll("[data-need]") ?? [])].filter((line) => {
      const isMet = !!form.elements[line.dataset.need]?.value.trim();
      line.classList.toggle("lacks__item--met", isMet);
      return !isMet;
    });
    missing.hidden = open.length === 0;
    missing.querySelector("[data-detail]").textContent = open
      .map((line) => line.querySelector("a").textContent)
      .join("、");
  }
  mark();

  // The last click: saved behind the page first, so that a line or a sign-in that is gone costs nothing.
  form.addEventListener("submit", async (event) => {
    const wanted = event.submitter?.value ?? "";
    form.elements.csrfmiddlewaretoken.value = posting.token();
    if (wanted === "read_word" || event.submitter?.formNoValidate || !form.reportValidity()) return;
    event.preventDefault();
    clearTimeout(timer);
    keepHere();
    say("saving");
    await form.uploading?.();
    const { status, told: now } = await save({ final: "1", do: wanted });
    if (status === 200) {
      dirty = false;
      leaving = true;
      forget();
      // The Back button leads to the draft, and not to an empty form that would begin a second one.
      history.replaceState(null, "", now.edit);
      location.assign(now.next);
    } else if (status === 409 || status === 422) {
      // Said on the page by the server, beside the fields or with both wordings side by side.
      if (now.edit && !form.dataset.item) form.action = now.edit;
      form.elements.seen.value ||= now.edit ? "0" : "";
      HTMLFormElement.prototype.submit.call(form);
    } else {
      dirty = true;
      say(LOST[status] ?? "local");
    }
  });

  document.querySelectorAll("[data-forget]").forEach((way) => way.addEventListener("click", forget));
});
