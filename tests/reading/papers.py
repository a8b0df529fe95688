"""Reports made up for the tests: the same figures laid out in every way the web is known to leave them."""

import html
import io
import zipfile
from collections.abc import Callable, Mapping

import opencc
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.law.reports import evaluate, form
from gongkai.law.reports.grid import GridCell

HEADINGS = {
    "proactive": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "remedies": "四、政府信息公开行政复议、行政诉讼情况",
}
OPENING = (
    "清河县水务局{year}年政府信息公开工作年度报告",
    "本报告由清河县水务局编制。所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。",
    "一、总体情况",
    "{year}年，我局主动公开政府信息120条，其中工作动态70条，通知公告30条，其他信息20条。",
)
CLOSING = (
    "五、存在的主要问题及改进情况",
    "解读形式还不够丰富，将继续改进。",
    "六、其他需要报告的事项",
    "无。",
)
YEARS = {"2021": 2023, "2019": 2020}

Figures = Mapping[str, object]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = {
    "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
    f'Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
    '<sheet name="年报" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
    f'Type="{RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def filled(name: str, **entered: int) -> dict[str, object]:
    """A balanced report in which everything but the given rows is 0."""
    values: dict[str, int] = dict.fromkeys(form(name).entered, 0)
    for key, value in entered.items():
        values[key.replace("__", ".")] = value
    return dict(evaluate(form(name), values).values)


def sample(name: str) -> dict[str, object]:
    """A report with figures of one to four digits in many cells."""
    values: dict[str, int] = dict.fromkeys(form(name).entered, 0)
    for at, address in enumerate(form(name).entered):
        if address.startswith("applications.results.") or address.startswith("remedies."):
            values[address] = (at * 7) % 13 if at % 3 == 0 else 0
        elif address.startswith("proactive."):
            values[address] = (at * 37) % 2000
    done = evaluate(form(name), values).values
    for column in ("natural", "commercial", "research", "social", "legal", "other"):
        values[f"applications.received.{column}"] = int(done[f"applications.results_total.{column}"] or 0)
    return dict(evaluate(form(name), values).values)


def cell_words(cell: GridCell, figures: Figures) -> str:
    if cell.address is None:
        return cell.text.zh if cell.text else ""
    value = figures.get(cell.address)
    return "" if value is None else str(value)


def tables(name: str, figures: Figures) -> dict[str, list[list[str]]]:
    return {
        table.id: [[cell_words(cell, figures) for cell in row] for row in table.grid()]
        for table in form(name).tables
    }


def paper(name: str, lay_out: Callable[[list[list[str]]], str], figures: Figures) -> str:
    year = YEARS[name]
    parts = [line.format(year=year) for line in OPENING]
    for table, rows in tables(name, figures).items():
        parts += [HEADINGS[table], lay_out(rows)]
    return "\n".join([*parts, *CLOSING])


def is_figure(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdecimal()


def one_cell_a_line(rows: list[list[str]]) -> str:
    return "\n\n".join(cell for row in rows for cell in row)


def pipe_after_each_cell(rows: list[list[str]]) -> str:
    return "\n".join("\n".join(f"{cell} |" for cell in row) + "\n|||" for row in rows)


def pipe_rows(rows: list[list[str]]) -> str:
    return "\n".join(" | ".join(row) + " | " for row in rows)


def markdown(rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |\n|" + "---|" * len(row) for row in rows)


def tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def spaces(rows: list[list[str]]) -> str:
    return "\n".join(" ".join(row) for row in rows)


def one_line(rows: list[list[str]]) -> str:
    return " ".join(" ".join(row) for row in rows)


def glued(rows: list[list[str]]) -> str:
    return "".join("".join(row) for row in rows)


def with_pinyin(text: str) -> str:
    sounds = {"數": "shù", "務": "wù", "業": "yè", "處": "chù", "發": "fā", "條": "tiáo", "鄉": "xiāng"}
    return "".join(f"{char}({sounds[char]})" if char in sounds else char for char in text)


def traditional(text: str) -> str:
    return with_pinyin(opencc.OpenCC("s2t").convert(text))


def as_html(name: str, figures: Figures) -> str:
    """A page in which the whole report stands in a layout table, with merged cells and words split over spans."""
    year = YEARS[name]
    parts = [f"<p>{line.format(year=year)}</p>" for line in OPENING]
    for table in form(name).tables:
        rows = "".join(f"<tr>{''.join(_td(cell, figures) for cell in row)}</tr>" for row in table.grid())
        parts.append(f"<p><b>{HEADINGS[table.id]}</b></p><table border=1><tbody>{rows}</tbody></table>")
    body = "".join([*parts, *(f"<p>{line}</p>" for line in CLOSING)])
    return (
        "<html><head><meta charset='utf-8'><title>清河县</title><script>var a = '一、2024年';</script></head>"
        f"<body><div><a>首页</a> &gt; <a>年报</a></div><table><tr><td>{body}</td></tr></table></body></html>"
    )


def _td(cell: GridCell, figures: Figures) -> str:
    words = cell_words(cell, figures)
    half = len(words) // 2
    inner = (
        f"<p><span>{html.escape(words[:half])}</span><span>{html.escape(words[half:])}</span></p>"
        if words
        else "&nbsp;"
    )
    return f"<td colspan={cell.colspan} rowspan={cell.rowspan}>{inner}</td>"


def as_docx(name: str, figures: Figures) -> bytes:
    document = Document()
    for line in OPENING:
        document.add_paragraph(line.format(year=YEARS[name]))
    for table in form(name).tables:
        document.add_paragraph(HEADINGS[table.id])
        _word_table(document, table.grid(), table.width, figures)
    for line in CLOSING:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _word_table(document, grid, width, figures):
    """The grid with Word's own merged cells."""
    rows = [[""] * width for _ in grid]
    for at, column, cell in placed(grid, width):
        span = f'<w:gridSpan w:val="{cell.colspan}"/>'
        down = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        rows[at][column] = _word_cell(span + down, cell_words(cell, figures))
        for below in range(1, cell.rowspan):
            rows[at + below][column] = _word_cell(span + "<w:vMerge/>", "")
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    document.element.body.append(parse_xml(f"<w:tbl {nsdecls('w')}>{body}</w:tbl>"))


def _word_cell(properties, words):
    shown = f"<w:r><w:t>{html.escape(words)}</w:t></w:r>" if words else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{shown}</w:p></w:tc>"


def placed(grid, width):
    """Every cell with the row and column of its upper left corner."""
    taken = set()
    for at, row in enumerate(grid):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            taken |= {
                (at + down, column + across) for down in range(cell.rowspan) for across in range(cell.colspan)
            }
            yield at, column, cell


def as_xlsx(name: str, figures: Figures) -> bytes:
    """The official grid in a workbook, its merged cells merged."""
    lines: list[tuple[int, int, str]] = []
    merges: list[str] = []
    row = 0
    for words in OPENING:
        lines.append((row, 0, words.format(year=YEARS[name])))
        row += 1
    for table in form(name).tables:
        lines.append((row, 0, HEADINGS[table.id]))
        row += 1
        for at, column, cell in placed(table.grid(), table.width):
            lines.append((row + at, column, cell_words(cell, figures)))
            if cell.rowspan > 1 or cell.colspan > 1:
                end = _name(row + at + cell.rowspan - 1, column + cell.colspan - 1)
                merges.append(f"{_name(row + at, column)}:{end}")
        row += len(table.grid())
    return workbook(lines, merges)


def _name(row: int, column: int) -> str:
    return f"{chr(65 + column)}{row + 1}"


def workbook(cells: list[tuple[int, int, str]], merges: list[str]) -> bytes:
    """A workbook of one sheet in the smallest form that Excel accepts."""
    rows: dict[int, list[str]] = {}
    for row, column, words in cells:
        value = f"<v>{words}</v>" if words.isdecimal() else f"<is><t>{html.escape(words)}</t></is>"
        kind = "" if words.isdecimal() else ' t="inlineStr"'
        rows.setdefault(row, []).append(f'<c r="{_name(row, column)}"{kind}>{value if words else ""}</c>')
    data = "".join(f'<row r="{row + 1}">{"".join(words)}</row>' for row, words in sorted(rows.items()))
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in PACKAGE.items():
            archive.writestr(path, content)
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells></worksheet>'
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return buffer.getvalue()


def as_pdf(lines: list[str]) -> bytes:
    """A PDF with a Chinese text layer, one page."""
    shown = " ".join(f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in lines)
    stream = f"BT /F1 10 Tf 14 TL 40 800 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
        "/Ordering (GB1) /Supplement 2 >> /DW 1000 >>",
    ]
    return _pdf(objects, "")


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    noise = "<" + "5a" * 32 + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [] /Count 0 >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {noise} /U {noise} /P -4 >>",
    ]
    return _pdf(objects, f"/Encrypt 3 0 R /ID [{noise} {noise}]")


def _pdf(objects: list[str], trailer: str) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for at, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{at} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return f"{body}{end}startxref\n{len(body)}\n%%EOF\n".encode("latin-1")
