// What the check finds in a text while it is written: marked in the writing field, told in a list under it, put right
// with one click. Without this file the same stands on the page of the draft once it is saved.
"use strict";

// Keeps the marks in their places while the text around them changes.
window.foundMarks = (() => {
  const pm = window.prosemirror;
  const plugin = new pm.Plugin({
    state: {
      init: () => pm.DecorationSet.empty,
      apply: (change, marks) => change.getMeta(plugin) ?? marks.map(change.mapping, change.doc),
    },
    props: { decorations: (state) => plugin.getState(state) },
  });

  // The signs that are seen, with their places: the server knows the text by them, whatever its markup.
  const signsOf = (doc) => {
    const places = [];
    const run = [];
    doc.descendants((node, at) => {
      const text = node.text ?? "";
      for (let n = 0; n < text.length; n += 1) {
        if (/\s/.test(text[n])) continue;
        places.push(at + n);
        run.push(text[n]);
      }
    });
    return { places, run: run.join("") };
  };

  const show = (view, marks) => {
    const { places, run } = signsOf(view.state.doc);
    const found = marks.flatMap((mark) => {
      const words = mark.text.replace(/\s/g, "");
      const start = run.startsWith(words, mark.start) ? mark.start : run.indexOf(words, Math.max(0, mark.start - 50));
      if (start < 0 || !words) return [];
      const [from, to] = [places[start], places[start + words.length - 1] + 1];
      const look = { nodeName: "mark", class: `noted noted--${mark.tone}`, title: mark.told };
      return [pm.Decoration.inline(from, to, { ...look, "aria-describedby": `find-told-${mark.id}` }, { mark })];
    });
    view.dispatch(view.state.tr.setMeta(plugin, pm.DecorationSet.create(view.state.doc, found)));
  };

  const all = (view) => plugin.getState(view.state).find();
  return { plugin, show, all };
})();

document.querySelectorAll("form[data-draft]").forEach((form) => {
  const AFTER_TYPING = 1200;
  const FIELDS = ["title", "body", "summary", "document_number", "keywords"];
  const list = form.querySelector("[data-finds]");
  const told = form.querySelector("[data-finds-told]");
  const source = form.elements.body;
  let marks = [];
  let timer = 0;
  let asked = 0;

  const check = async () => {
    asked += 1;
    const mine = asked;
    const data = new FormData();
    FIELDS.forEach((name) => data.set(name, form.elements[name].value));
    const answer = await posting.send(form.dataset.words, data);
    // While a reason is being typed, the list stays as it is.
    if (answer.status !== 200 || mine !== asked || list.contains(document.activeElement)) return;
    marks = answer.told.marks;
    list.innerHTML = answer.told.list;
    posting.say(told, marks.length ? "found" : "", marks.length);
    source.dispatchEvent(new CustomEvent("found", { detail: marks.filter((mark) => mark.field === "body") }));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, AFTER_TYPING);
  };
  form.addEventListener("input", (event) => {
    if (FIELDS.includes(event.target.name)) soon();
  });
  form.addEventListener("renewed-all", soon);
  form.addEventListener("stored", soon);
  FIELDS.forEach((name) => form.elements[name].addEventListener("renewed", soon));

  const markOf = (element) => marks.find((mark) => String(mark.id) === element.closest("[data-find]")?.dataset.find);

  // The same words everywhere in the field: who puts one right means them all.
  const putRight = (mark) => {
    if (mark.field === "body") {
      source.dispatchEvent(new CustomEvent("put-right", { detail: mark }));
    } else {
      const field = form.elements[mark.field];
      field.value = field.value.replaceAll(mark.text, mark.instead);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  const keep = async (mark, row) => {
    const reason = row.querySelector("input");
    form.dispatchEvent(new Event("store-now"));
    const answer = await posting.inTurn(() => {
      const data = new FormData();
      data.set("fingerprint", row.dataset.keeping);
      data.set("reason", reason.value);
      data.set("seen", form.elements.seen.value);
      return posting.send(form.dataset.ignore, data);
    });
    if (answer.status === 200) {
      form.dispatchEvent(new CustomEvent("moved-on", { detail: answer.told }));
      told.focus();
      await check();
      posting.say(told, "kept");
    } else {
      posting.say(told, answer.status === 422 ? "refused" : "lost", answer.told.errors?.join(" "));
      reason.focus();
    }
  };

  list.addEventListener("click", (event) => {
    const mark = markOf(event.target);
    if (!mark) return;
    const row = event.target.closest("[data-find]").querySelector("[data-keeping]");
    if (event.target.closest("[data-instead]")) {
      putRight(mark);
      told.focus();
      check();
    } else if (event.target.closest("[data-go]")) {
      source.dispatchEvent(new CustomEvent("go-to", { detail: mark }));
    } else if (event.target.closest("[data-open-keep]")) {
      row.hidden = !row.hidden;
      event.target.closest("[data-open-keep]").setAttribute("aria-expanded", String(!row.hidden));
      if (!row.hidden) row.querySelector("input").focus();
    } else if (event.target.closest("[data-keep-word]")) {
      keep(mark, row);
    }
  });
  // The Enter key keeps the word, and does not save the draft.
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    keep(markOf(event.target), event.target.closest("[data-keeping]"));
  });
  // From the words in the text to what can be done about them.
  form.addEventListener("click", (event) => {
    const id = event.target.closest(".noted")?.getAttribute("aria-describedby")?.replace("find-told-", "find-");
    const line = id && document.getElementById(id);
    line?.scrollIntoView({ block: "nearest" });
    list.querySelectorAll(".finds__here").forEach((one) => one.classList.remove("finds__here"));
    line?.classList.add("finds__here");
  });
  check();
});
