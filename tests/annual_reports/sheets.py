"""Tables as they come out of Excel: the official grid with its labels, or the figures alone."""

import io

import xlsxwriter

from gongkai.law.reports import form

OF_2021 = form("2021")


def grid(table, values):
    """The rows of a table of the form with these values (0 where none is given); what a merge covers is empty."""
    rows, covered = [], set()
    for at, row in enumerate(OF_2021.table(table).grid()):
        line = []
        for cell in row:
            while (at, len(line)) in covered:
                line.append("")
            covered |= {
                (at + down, len(line) + right)
                for down in range(1, cell.rowspan)
                for right in range(cell.colspan)
            }
            told = str(values.get(cell.address, 0)) if cell.address else cell.text.zh if cell.text else ""
            line += [told, *[""] * (cell.colspan - 1)]
        rows.append(line)
    return rows


def copied(rows):
    """As Excel puts cells on the clipboard."""
    return "\n".join("\t".join(row) for row in rows)


def figures(table, values):
    """The figures of a table alone."""
    rows = (
        [str(values.get(cell.address, 0)) for cell in row if cell.address]
        for row in OF_2021.table(table).grid()
    )
    return copied([row for row in rows if row])


def book(*sheets):
    """A workbook; each sheet is a list of rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for rows in sheets:
            sheet = made.add_worksheet()
            for at, row in enumerate(rows):
                for column, told in enumerate(row):
                    if told:
                        sheet.write(at, column, int(told) if told.isdecimal() else told)
    return out.getvalue()
