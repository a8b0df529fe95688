// The writing field: a text box that shows headings, lists and tables while they are written. Without this file the
// plain text box stays. What it sends is cleaned by the server whatever it is.
"use strict";

(() => {
  const pm = window.prosemirror;
  const PLACES = ["center", "right", "flush"];

  const placed = {
    attrs: { place: { default: "" } },
    content: "inline*",
    group: "block",
  };
  const placeOf = (dom) => PLACES.find((place) => dom.classList.contains(place)) ?? "";
  const inClass = (node) => (node.attrs.place ? { class: node.attrs.place } : {});

  const nodes = {
    doc: { content: "block+" },
    paragraph: {
      ...placed,
      parseDOM: [{ tag: "p", getAttrs: (dom) => ({ place: placeOf(dom) }) }],
      toDOM: (node) => ["p", inClass(node), 0],
    },
    heading: {
      ...placed,
      attrs: { place: { default: "" }, level: { default: 2 } },
      defining: true,
      parseDOM: [2, 3, 4].map((level) => ({
        tag: `h${level}`,
        getAttrs: (dom) => ({ level, place: placeOf(dom) }),
      })),
      toDOM: (node) => [`h${node.attrs.level}`, inClass(node), 0],
    },
    blockquote: {
      content: "block+",
      group: "block",
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", 0],
    },
    horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
    ordered_list: {
      attrs: { start: { default: 1 } },
      content: "list_item+",
      group: "block",
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: dom.start }) }],
      toDOM: (node) => ["ol", node.attrs.start === 1 ? {} : { start: node.attrs.start }, 0],
    },
    bullet_list: {
      content: "list_item+",
      group: "block",
      parseDOM: [{ tag: "ul" }],
      toDOM: () => ["ul", 0],
    },
    list_item: {
      content: "paragraph block*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    ...pm.tableNodes({ tableGroup: "block", cellContent: "block+", cellAttributes: {} }),
    text: { group: "inline" },
    hard_break: {
      inline: true,
      group: "inline",
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
  };
  const marks = {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => ({ href: dom.getAttribute("href") }) }],
      toDOM: (mark) => ["a", { href: mark.attrs.href }, 0],
    },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    sub: { excludes: "sup", parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
    sup: { excludes: "sub", parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
  };
  const schema = new pm.Schema({ nodes, marks });
  const reader = pm.DOMParser.fromSchema(schema);
  const writer = pm.DOMSerializer.fromSchema(schema);

  // The text box holds plain lines as long as there is nothing but paragraphs, else HTML.
  const read = (text) => {
    const holder = document.implementation.createHTMLDocument("").body;
    if (/<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>/i.test(text)) {
      holder.innerHTML = text.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "");
      holder.querySelectorAll("caption").forEach((caption) => {
        const line = holder.ownerDocument.createElement("p");
        line.append(...caption.childNodes);
        caption.closest("table").before(line);
        caption.remove();
      });
    } else {
      text.split("\n").forEach((line) => {
        const paragraph = holder.ownerDocument.createElement("p");
        paragraph.textContent = line;
        holder.append(paragraph);
      });
    }
    return reader.parse(holder);
  };

  const write = (doc) => {
    if (doc.textContent.trim() === "" && doc.childCount === 1 && doc.firstChild.isTextblock) return "";
    const holder = document.createElement("div");
    holder.append(writer.serializeFragment(doc.content));
    holder.querySelectorAll("li > p:first-child, td > p:only-child, th > p:only-child").forEach((line) => {
      if (!line.className) line.replaceWith(...line.childNodes);
    });
    return holder.innerHTML;
  };

  // What the buttons do.
  const { paragraph, heading, ordered_list, bullet_list, list_item } = schema.nodes;

  const place = (where) => (state, dispatch) => {
    const { from, to } = state.selection;
    const change = state.tr;
    state.doc.nodesBetween(from, to, (node, at) => {
      if ("place" in node.attrs) {
        change.setNodeAttribute(at, "place", node.attrs.place === where ? "" : where);
      }
    });
    if (!change.docChanged) return false;
    dispatch?.(change);
    return true;
  };

  const list = (type) => (state, dispatch) => {
    const inList = ancestor(state, [ordered_list, bullet_list]);
    if (inList?.node.type === type) return pm.liftListItem(list_item)(state, dispatch);
    if (inList) {
      dispatch?.(state.tr.setNodeMarkup(inList.at, type));
      return true;
    }
    return pm.wrapInList(type)(state, dispatch);
  };

  const ancestor = (state, types) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      if (types.includes($from.node(depth).type)) return { node: $from.node(depth), at: $from.before(depth) };
    }
    return null;
  };

  const plain = (state, dispatch) => {
    const { from, to } = state.selection;
    const change = state.tr;
    Object.values(schema.marks).forEach((mark) => change.removeMark(from, to, mark));
    state.doc.nodesBetween(from, to, (node, at) => {
      if (node.type === heading || (node.type === paragraph && node.attrs.place)) {
        change.setBlockType(at + 1, at + 1, paragraph, { place: "" });
      }
    });
    dispatch?.(change.setStoredMarks([]));
    return true;
  };

  const table = (state, dispatch) => {
    const row = (type) =>
      schema.nodes.table_row.create(null, [0, 1, 2].map(() => schema.nodes[type].createAndFill()));
    const made = schema.nodes.table.create(null, [row("table_header"), row("table_cell"), row("table_cell")]);
    if (!dispatch) return !pm.isInTable(state);
    const change = state.tr.replaceSelectionWith(made);
    const inside = Math.max(0, change.selection.from - made.nodeSize);
    dispatch(change.setSelection(pm.TextSelection.near(change.doc.resolve(inside + 3))).scrollIntoView());
    return true;
  };

  const linebreak = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(schema.nodes.hard_break.create()).scrollIntoView());
    return true;
  };

  const COMMANDS = {
    bold: pm.toggleMark(schema.marks.strong),
    ordered: list(ordered_list),
    bullets: list(bullet_list),
    center: place("center"),
    right: place("right"),
    flush: place("flush"),
    table,
    plain,
    undo: pm.undo,
    redo: pm.redo,
    "row-after": pm.addRowAfter,
    "column-after": pm.addColumnAfter,
    "delete-row": pm.deleteRow,
    "delete-column": pm.deleteColumn,
    "merge-cells": pm.mergeCells,
    "split-cell": pm.splitCell,
    "header-row": pm.toggleHeaderRow,
    "delete-table": pm.deleteTable,
  };

  const KEYS = {
    "Mod-b": COMMANDS.bold,
    "Mod-z": pm.undo,
    "Mod-y": pm.redo,
    "Shift-Mod-z": pm.redo,
    Enter: pm.splitListItem(list_item),
    "Shift-Enter": linebreak,
    // Where there is nothing to do, the key leaves the field as everywhere else.
    Tab: pm.chainCommands(pm.sinkListItem(list_item), pm.goToNextCell(1)),
    "Shift-Tab": pm.chainCommands(pm.liftListItem(list_item), pm.goToNextCell(-1)),
  };

  const isOn = (state, name) => {
    const { $from, from, to, empty } = state.selection;
    if (name === "bold") {
      const strong = schema.marks.strong;
      return empty ? !!strong.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, strong);
    }
    if (PLACES.includes(name)) return $from.parent.attrs.place === name;
    if (name === "ordered" || name === "bullets") {
      return ancestor(state, [ordered_list, bullet_list])?.node.type === (name === "ordered" ? ordered_list : bullet_list);
    }
    return false;
  };

  window.writingField = { schema, read, write, COMMANDS, KEYS, isOn };
})();
