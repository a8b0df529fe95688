// Comforts for those who look at items: the words marked with the mouse go into a remark; all boxes at a stroke.
let chosen = { words: "", field: "" };
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const text = selection.toString().trim();
  const place = selection.anchorNode?.parentElement?.closest("[data-passages]");
  if (text && place) chosen = { words: text.slice(0, 200), field: place.dataset.passages };
});

const fieldOf = (row, name) => row.querySelector(`[name$="_${name}"]`);

const addRow = (pins) => {
  const rows = pins.querySelectorAll("[data-pin]");
  if (rows.length >= 20) return;
  const fresh = rows[rows.length - 1].cloneNode(true);
  fresh.innerHTML = fresh.innerHTML.replaceAll(`pin_${rows.length - 1}_`, `pin_${rows.length}_`);
  fresh.querySelectorAll("input, select").forEach((input) => {
    input.value = "";
  });
  fresh.querySelector("legend").textContent = fresh.querySelector("legend").textContent.replace(rows.length, rows.length + 1);
  rows[rows.length - 1].after(fresh);
  fieldOf(fresh, "field").focus();
};

document.addEventListener("click", (event) => {
  const take = event.target.closest("[data-take]");
  if (take && chosen.words) {
    const row = take.closest("[data-pin]");
    fieldOf(row, "field").value = chosen.field;
    fieldOf(row, "quote").value = chosen.words;
    fieldOf(row, "text").focus();
  }
  if (event.target.closest("[data-more-pins]")) addRow(event.target.closest("[data-pins]"));
  if (event.target.closest("[data-choose-all]")) {
    event.target.closest("form").querySelectorAll('[name="chosen"]').forEach((box) => {
      box.checked = !box.disabled;
    });
  }
});
