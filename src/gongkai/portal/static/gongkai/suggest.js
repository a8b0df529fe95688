// Titles while one types: a combobox as the ARIA practices describe it. The form works without.
(() => {
  const WAIT = 180;
  let number = 0;

  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  const attach = (field) => {
    const list = make("ul", { id: `suggestions-${(number += 1)}`, className: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
    field.after(list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", list.id);
    field.setAttribute("aria-expanded", "false");
    let waiting = 0;
    let asked = null;
    let at = -1;

    const options = () => [...list.children];
    const close = () => {
      list.hidden = true;
      at = -1;
      field.setAttribute("aria-expanded", "false");
      field.removeAttribute("aria-activedescendant");
    };
    const mark = (next) => {
      const all = options();
      at = (next + all.length) % all.length;
      all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
      field.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    };
    const show = (titles) => {
      list.replaceChildren(
        ...titles.map(({ title, url }, place) => {
          const option = make("li", { id: `${list.id}-${place}`, className: "suggestions__one", textContent: title });
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.dataset.url = url;
          return option;
        }),
      );
      at = -1;
      list.hidden = titles.length === 0;
      field.setAttribute("aria-expanded", String(titles.length > 0));
    };
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const words = field.value.trim();
      if (words.length < 2) return close();
      try {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: asked.signal });
        if (answer.ok && document.activeElement === field) show((await answer.json()).titles);
      } catch {
        // Nothing is proposed; the search itself still works.
      }
      return undefined;
    };

    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, WAIT);
    });
    field.addEventListener("keydown", (event) => {
      if (list.hidden) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        mark(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
      } else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        location.assign(options()[at].dataset.url);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      }
    });
    list.addEventListener("pointerdown", (event) => {
      const option = event.target.closest("[data-url]");
      if (option) {
        event.preventDefault();
        location.assign(option.dataset.url);
      }
    });
    field.addEventListener("blur", close);
  };

  document.querySelectorAll("[data-suggest]").forEach(attach);
})();
