"""A report printed as a PDF with real tables: merged cells, wrapped labels, tables parted by page breaks."""

from importlib.resources import files

import typst

from gongkai.law.reports import form

from . import papers

FONTS = files("gongkai.foundation") / "fonts"
_SPECIAL = "#*_`$<>@[]\\~/=-+"


def as_pdf(name, figures, *, footer="none"):
    year = papers.YEARS[name]
    parts = [f'#set page(paper: "a4", margin: 2cm, numbering: {footer})', "#set text(size: 9pt)"]
    parts += [_escaped(line.format(year=year)) for line in papers.OPENING]
    for table in form(name).tables:
        parts += [papers.HEADINGS[table.id], _table(table, figures)]
    source = "\n\n".join([*parts, *papers.CLOSING])
    return typst.compile(source.encode(), font_paths=[str(FONTS)])


def _table(table, figures):
    cells = ", ".join(
        f"table.cell(colspan: {cell.colspan}, rowspan: {cell.rowspan})"
        f"[{_escaped(papers.cell_words(cell, figures))}]"
        for row in table.grid()
        for cell in row
    )
    columns = ", ".join(["1fr"] * table.width)
    return f"#table(columns: ({columns}), {cells})"


def _escaped(words):
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in words)
