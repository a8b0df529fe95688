"""Small files of every kind, made in memory: what an uploader might send, good and bad."""

import io
import zipfile

import docx
import openpyxl
import typst

OFFICE = "application/vnd.openxmlformats-officedocument."
SHEET = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>单位</t></si><si><r><t>新收</t></r><r><t>申请</t></r></si></sst>"
)
FAR = '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="n"><v>2</v></c></row></sheetData></worksheet>'
MACRO_TYPES = (
    '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
DEEP = ("word/document.xml", "<w:body>", "<w:body>" + "<w:tbl>" * 3000)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(members, *, compression=zipfile.ZIP_DEFLATED):
    """A zip archive with these members (name → text or bytes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def types(main):
    return f'<Types><Override PartName="/x" ContentType="{OFFICE}{main}.main+xml"/></Types>'


def word(*paragraphs, **more):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    if not more:
        return buffer.getvalue()
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return package(members | more)


def changed(content, member, old, new):
    """The package with something in one of its members put in the place of something else."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = members[member].replace(old.encode(), new.encode())
    return package(members)


def workbook(**more):
    members = {"[Content_Types].xml": types("spreadsheetml.sheet"), "xl/workbook.xml": "<workbook/>"}
    return package(members | {"xl/sharedStrings.xml": SHEET} | more)


def sheet_of(rows, name="名单", **more):
    """A workbook as a program writes it; ``more`` are further sheets."""
    book = openpyxl.Workbook()
    book.active.title = name
    for row in rows:
        book.active.append(row)
    for title, lines in more.items():
        sheet = book.create_sheet(title)
        for row in lines:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def slides():
    text = '<s xmlns:a="urn:a"><a:p><a:r><a:t>政策解读</a:t></a:r></a:p></s>'
    members = {"[Content_Types].xml": types("presentationml.presentation"), "ppt/presentation.xml": "<p/>"}
    return package(members | {"ppt/slides/slide1.xml": text})


def ofd():
    page = '<Page xmlns:ofd="urn:ofd"><ofd:TextCode>版式文件</ofd:TextCode></Page>'
    return package({"OFD.xml": "<OFD/>", "Doc_0/Pages/Page_0/Content.xml": page})


def pdf(text="Disclosure 2024"):
    return typst.compile(text.encode(), ignore_system_fonts=True)


def locked_pdf():
    """A PDF whose user password is not the empty one."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"11" * 32 + b">/U<" + b"22" * 32 + b">>>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<33><33>]>>\nstartxref\n%d\n%%%%EOF" % len(body)
    return body + table + trailer


def with_password_flag(content):
    """The same archive with every member marked as encrypted."""
    marked = bytearray(content)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            marked[at + offset] |= 1
            at = content.find(signature, at + 4)
    return bytes(marked)
