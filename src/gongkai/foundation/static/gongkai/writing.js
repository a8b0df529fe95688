// Puts the writing field of editor.js in the place of the text box, with its row of tools and its way of pasting.
"use strict";

document.querySelectorAll("[data-writing]").forEach((box) => {
  const pm = window.prosemirror;
  const { schema, read, write, COMMANDS, KEYS, isOn } = window.writingField;
  const source = box.querySelector("textarea");
  const tools = box.querySelector("[data-tools]");
  const tableTools = box.querySelector("[data-table-tools]");
  const linkRow = box.querySelector("[data-link]");
  const blocks = tools.querySelector("select");
  const label = box.querySelector("label");
  const form = source.form;

  const STYLED = /\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;
  const holder = document.createElement("div");
  holder.className = "writing__holder";
  source.before(holder);
  const id = source.id;
  source.id = `${id}_source`;
  source.hidden = true;
  label.removeAttribute("for");
  label.id = `${id}_label`;

  const tidied = async (view, html) => {
    posting.say(box, "tidying");
    const data = new FormData();
    data.append("html", html);
    const { status, told } = await posting.send(box.dataset.paste, data);
    insert(status === 200 ? told.html : withoutLook(html));
    view.focus();
    posting.say(box, told.pictures ? "pictures" : "", told.pictures);
  };

  // Into an empty line whole paragraphs are put as they are; elsewhere the first and the last join what stands there.
  const insert = (html) => {
    const { $from, empty } = view.state.selection;
    if (empty && $from.depth === 1 && $from.parent.isTextblock && $from.parent.content.size === 0) {
      view.dispatch(view.state.tr.replaceWith($from.before(), $from.after(), read(html).content).scrollIntoView());
      return;
    }
    view.pasteHTML(html);
  };

  // Without the server: the schema keeps structure only, and the lists of Word stay paragraphs.
  const withoutLook = (html) =>
    html
      .replace(/<!--[\s\S]*?-->|<(style|script|title)\b[\s\S]*?<\/\1>/gi, "")
      .replace(STYLED, "");

  const attach = (files) => {
    if (!files?.length) return false;
    form.dispatchEvent(new CustomEvent("files", { detail: [...files] }));
    posting.say(box, "attached");
    return true;
  };

  const view = new pm.EditorView(holder, {
    state: stateOf(source.value),
    attributes: {
      id,
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": label.id,
      "aria-describedby": `${id}_helptext`,
      class: "document writing__page",
      spellcheck: "false",
    },
    // Before anything reads it: what it says by style would only be refused by the page's own policy.
    handleDOMEvents: {
      paste: (shown, event) => {
        const html = event.clipboardData?.getData("text/html") ?? "";
        if (html.includes("data-pm-slice") || !(html || attach(event.clipboardData?.files))) return false;
        event.preventDefault();
        if (html) tidied(shown, html);
        return true;
      },
    },
    transformPastedHTML: (html) => html.replace(STYLED, ""),
    handleDrop: (_shown, event, _slice, moved) => {
      if (moved || !attach(event.dataTransfer?.files)) return false;
      event.preventDefault();
      return true;
    },
    dispatchTransaction: (change) => {
      view.updateState(view.state.apply(change));
      if (change.docChanged) {
        source.value = write(view.state.doc);
        source.dispatchEvent(new Event("input", { bubbles: true }));
      }
      show();
    },
  });

  function stateOf(text) {
    const plugins = [pm.history(), pm.keymap(KEYS), pm.keymap(pm.baseKeymap), pm.gapCursor(), pm.tableEditing(), foundMarks.plugin];
    return pm.EditorState.create({ doc: read(text), plugins });
  }

  function show() {
    const { state } = view;
    const [first] = [state.selection.$from.parent];
    blocks.value = first.type === schema.nodes.heading ? String(first.attrs.level) : "p";
    tools.querySelectorAll("[aria-pressed]").forEach((button) => {
      button.setAttribute("aria-pressed", String(isOn(state, button.dataset.do)));
    });
    tableTools.hidden = !pm.isInTable(state);
  }

  box.addEventListener("click", (event) => {
    const command = COMMANDS[event.target.closest("[data-do]")?.dataset.do];
    if (!command) return;
    command(view.state, view.dispatch, view);
    view.focus();
  });
  blocks.addEventListener("change", () => {
    const level = Number(blocks.value);
    const type = level ? schema.nodes.heading : schema.nodes.paragraph;
    pm.setBlockType(type, level ? { level } : {})(view.state, view.dispatch);
    view.focus();
  });
  label.addEventListener("click", () => view.focus());

  // One stop for the Tab key; arrows lead from tool to tool.
  const stops = () => [...tools.querySelectorAll("button, select")];
  const stopAt = (chosen) => stops().forEach((one) => (one.tabIndex = one === chosen ? 0 : -1));
  stopAt(stops()[0]);
  tools.addEventListener("focusin", (event) => stopAt(event.target));
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = stops();
    all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
    event.preventDefault();
  });

  // A link
  const address = linkRow.querySelector("input");
  const closeLink = () => {
    linkRow.hidden = true;
    view.focus();
  };
  tools.querySelector("[data-open-link]").addEventListener("click", () => {
    const mark = schema.marks.link.isInSet(view.state.selection.$from.marks());
    address.value = mark?.attrs.href ?? "";
    linkRow.hidden = false;
    address.focus();
  });
  linkRow.querySelector("[data-set-link]").addEventListener("click", () => {
    const { from, to, empty } = view.state.selection;
    const href = address.value.trim();
    const change = view.state.tr;
    if (/^(https?:|mailto:|tel:)/i.test(href)) {
      const mark = schema.marks.link.create({ href });
      if (empty) change.insert(from, schema.text(href, [mark]));
      else change.addMark(from, to, mark);
    } else if (href === "") {
      change.removeMark(from, to, schema.marks.link);
    } else {
      posting.say(box, "address");
      return;
    }
    posting.say(box, "");
    view.dispatch(change);
    closeLink();
  });
  linkRow.querySelector("[data-close-link]").addEventListener("click", closeLink);
  linkRow.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      linkRow.querySelector("[data-set-link]").click();
    }
    if (event.key === "Escape") closeLink();
  });

  // What the check found (wording.js): marked, put right, or shown where it stands.
  source.addEventListener("found", (event) => foundMarks.show(view, event.detail));
  source.addEventListener("put-right", ({ detail: mark }) => {
    const change = view.state.tr;
    foundMarks
      .all(view)
      .filter((one) => one.spec.mark.text === mark.text)
      .sort((a, b) => b.from - a.from)
      .forEach((one) => change.insertText(mark.instead, one.from, one.to));
    view.dispatch(change);
  });
  source.addEventListener("go-to", ({ detail: mark }) => {
    const found = foundMarks.all(view).find((one) => one.spec.mark.id === mark.id);
    if (!found) return;
    const chosen = pm.TextSelection.create(view.state.doc, found.from, found.to);
    view.focus();
    view.dispatch(view.state.tr.setSelection(chosen).scrollIntoView());
  });

  // Something else has put another text into the text box.
  source.addEventListener("renewed", () => view.updateState(stateOf(source.value)));
  tools.hidden = false;
  show();
});
