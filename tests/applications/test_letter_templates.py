"""An office's own form of a letter: checked, proven, put in use, filled; hostile ones are turned away."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from django.core.files.base import ContentFile
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from hypothesis import given
from hypothesis import strategies as st

from gongkai.accounts.models import Duty
from gongkai.applications import actions, queries
from gongkai.applications.documents import numbered, reply_letter
from gongkai.applications.documents.templates import (
    TEMPLATED,
    check_template,
    example_letter,
    fill,
    lacking,
    required,
    standard_template,
)
from gongkai.foundation.documents import as_pdf
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.file_texts import text_of
from gongkai.foundation.files import open_file
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from tests import factories
from tests.applications import builders, letters


def edited(kind, change):
    """The standard docx of a kind after somebody has worked on it."""
    word = docx.Document(BytesIO(standard_template(kind)))
    change(word)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def line(word, name):
    return next(one for one in word.paragraphs if "{{" + name + "}}" in one.text)


def repacked(content, **parts):
    """The package with parts written anew or put in."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, None) or old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def own(word):
    """What an office may do: its own words and faces, a place in a sentence, a line of its own at the end."""
    line(word, "引言").runs[0].text = "{{称谓}}{{申请日期}}的申请（编号{{申请编号}}），本机关已收悉。"
    line(word, "联系方式").runs[0].text = "咨询请到政务大厅3号窗口。"
    for run in line(word, "正文").runs:
        run.font.size = Pt(15)


def upload(organ, kind, content, by):
    return actions.upload_template(organ, kind, file=ContentFile(content, name="模板.docx"), by=by)


def words(stored, kind):
    with open_file(stored) as file:
        content = file.read()
    text = text_of(FileKind(kind), content)
    return re.sub(r"—\s*\d+\s*—|\s+", "", text)


@pytest.mark.parametrize("kind", TEMPLATED)
def test_the_standard_docx_of_every_kind_passes_and_says_all_in_docx_and_pdf(organ, kind):
    standard = standard_template(kind)
    example = example_letter(organ, kind)
    filled = fill(standard, example)

    assert check_template(standard, kind) == []
    assert lacking(example, kind, docx=filled.docx, pdf=as_pdf(filled.document)) == []


@pytest.mark.parametrize("kind", TEMPLATED)
def test_a_template_without_a_required_part_is_refused_and_told_which(kind):
    for name in required(kind):

        def drop(word, name=name):
            line(word, name)._p.getparent().remove(line(word, name)._p)

        assert f"缺少{{{{{name}}}}}：这种文书必须有这一项。" in check_template(edited(kind, drop), kind)


def test_an_unknown_place_and_one_that_would_name_the_applicant_to_others_are_refused():
    def ask(name):
        return lambda word: word.paragraphs[-1].insert_paragraph_before("见{{" + name + "}}") and None

    for kind, name in (
        ("reply", "用途"),
        ("consultation", "称谓"),
        ("assistance", "申请日期"),
        ("receipt", "救济"),
    ):
        [told, *_rest] = check_template(edited(kind, ask(name)), kind)
        assert told.startswith(f"不认识占位符“{{{{{name}}}}}”")


@pytest.mark.parametrize(
    "text", ["{% for x in y %}", "{{ 7 * 7 }}", "{{正文|safe}}", "{{a.__class__}}", "{# #}", "{{"]
)
def test_expressions_are_no_places(text):
    content = edited("reply", lambda word: line(word, "联系方式").insert_paragraph_before(text))

    assert check_template(content, "reply") != []


def test_the_parts_stand_in_their_order_and_the_seal_has_its_place():
    def swap(first, second):
        return lambda word: line(word, first)._p.addprevious(line(word, second)._p)

    for first, second, told in (
        ("正文", "救济", "{{正文}}、{{救济}}、{{附件}}要依次排列。"),
        ("标题", "文号", "开头三段依次是{{标题}}、{{文号}}、{{收件人}}，之间和之前不能有其他文字。"),
        ("署名", "日期", "最后两段依次是{{署名}}、{{日期}}，用来盖章，之间和之后不能有其他文字。"),
        ("署名", "联系方式", "{{附件}}要紧接在{{署名}}之前。"),
    ):
        assert told in check_template(edited("reply", swap(first, second)), "reply")


def test_a_block_place_stands_alone_and_once():
    beside = edited("reply", lambda word: line(word, "正文").add_run("以上。"))
    twice = edited("reply", lambda word: line(word, "正文").insert_paragraph_before("{{正文}}"))

    assert check_template(beside, "reply") == ["{{正文}}要单独成段，前后不能有其他文字。"]
    assert check_template(twice, "reply") == ["{{正文}}只能出现一次。"]


def field(word):
    run = line(word, "联系方式").add_run()
    code = OxmlElement("w:instrText")
    code.text = ' INCLUDETEXT "C:\\\\secret.docx" '
    run._r.append(code)


def link(word):
    made = OxmlElement("w:hyperlink")
    made.append(OxmlElement("w:r"))
    line(word, "联系方式")._p.append(made)


def hidden(word):
    line(word, "救济").runs[0].font.hidden = True


def white(word):
    line(word, "救济").runs[0].font.color.rgb = RGBColor(255, 255, 255)


def tiny(word):
    line(word, "救济").runs[0].font.size = Pt(1)


def struck(word):
    line(word, "救济").runs[0].font.strike = True


def tracked(word):
    made = OxmlElement("w:del")
    made.append(OxmlElement("w:r"))
    line(word, "救济")._p.append(made)


def numbered_line(word):
    properties = line(word, "联系方式")._p.get_or_add_pPr()
    properties.append(OxmlElement("w:numPr"))


def table(word):
    line(word, "联系方式")._p.addprevious(word.add_table(1, 1)._tbl)


def headed(word):
    word.sections[0].header.paragraphs[0].text = "内部资料"


def boxed(word):
    line(word, "联系方式").runs[0]._r.append(OxmlElement("w:pict"))


def controlled(word):
    word.element.body.insert(0, OxmlElement("w:sdt"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (field, "超链接或者域"),
        (link, "超链接或者域"),
        (hidden, "隐藏、划去、白色或者过小的文字"),
        (white, "隐藏、划去、白色或者过小的文字"),
        (tiny, "隐藏、划去、白色或者过小的文字"),
        (struck, "隐藏、划去、白色或者过小的文字"),
        (tracked, "未接受的修订"),
        (numbered_line, "自动编号"),
        (table, "不能自己加表格"),
        (headed, "页眉、页脚里除页码外不能有文字"),
        (boxed, "图片、文本框或者对象"),
        (controlled, "不能识别的内容（sdt）"),
    ],
)
def test_what_acts_hides_or_would_not_be_printed_is_refused(change, told):
    reasons = check_template(edited("reply", change), "reply")

    assert any(told in reason for reason in reasons)


@pytest.mark.parametrize(
    "tie",
    [
        '<Relationship Id="x" Type="{office}attachedTemplate" Target="http://evil.example/a.dotm" TargetMode="External"/>',
        '<Relationship Id="x" Type="{office}oleObject" Target="embeddings/o.bin"/>',
        '<Relationship Id="x" Type="{office}aFChunk" Target="chunk.html"/>',
        '<Relationship Id="x" Type="{office}image" Target="http://evil.example/a.png" TargetMode="External"/>',
        '<Relationship Id="x" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="v.bin"/>',
    ],
)
def test_a_tie_to_outside_or_to_something_embedded_is_refused(tie):
    content, name = standard_template("reply"), "word/_rels/document.xml.rels"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    with zipfile.ZipFile(BytesIO(content)) as package:
        ties = package.read(name).decode()
    made = repacked(
        content, **{name: ties.replace("</Relationships>", tie.format(office=office) + "</Relationships>")}
    )

    assert check_template(made, "reply") == [
        "模板引用了外部内容，或者嵌入了图片、对象、批注、字体等。请删除后再上传。"
    ]


def test_a_document_type_with_entities_is_never_expanded():
    bomb = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "啊">]><w>&a;</w>'
    made = repacked(standard_template("reply"), **{"word/document.xml": bomb})

    assert check_template(made, "reply") == [
        "模板无法读取。请从下载的标准模板开始修改，另存为 docx 后再上传。"
    ]


def test_a_package_whose_text_lies_elsewhere_or_twice_is_refused():
    content = standard_template("reply")
    with zipfile.ZipFile(BytesIO(content)) as package:
        ties = package.read("_rels/.rels").decode()
    elsewhere = repacked(
        content,
        **{"_rels/.rels": ties.replace('"word/document.xml"', '"word/other.xml"'), "word/other.xml": "<w/>"},
    )
    twice = BytesIO(content)
    with zipfile.ZipFile(twice, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr("word/document.xml", "<w/>")

    told = ["模板无法读取。请从下载的标准模板开始修改，另存为 docx 后再上传。"]
    assert check_template(elsewhere, "reply") == told
    assert check_template(twice.getvalue(), "reply") == told


def test_a_template_in_use_forms_the_letters_and_each_remembers_its_version(organ, handler, head):
    own_form = upload(organ, "receipt", edited("receipt", own), head)
    before = builders.handling(organ, handler)
    actions.adopt_template(own_form, by=head)
    after = builders.handling(organ, handler)
    actions.retire_template(own_form, by=head)
    later = builders.handling(organ, handler)

    made = [one.letters.get() for one in (before, after, later)]
    assert [letter.template for letter in made] == [None, own_form, None]
    for kind in ("docx", "pdf"):
        said = [words(getattr(letter, kind), kind) for letter in made]
        assert ["咨询请到政务大厅3号窗口。" in text for text in said] == [False, True, False]
        assert f"（编号{after.label}），本机关已收悉。" in said[1]
        assert after.number in said[1] and made[1].number in said[1]
    acts = [(entry.verb, entry.facts.get("version")) for entry in history_of(own_form).order_by("number")]
    assert acts == [
        ("applications.upload_template", 1),
        ("applications.adopt_template", 1),
        ("applications.retire_template", 1),
    ]


def test_the_next_version_retires_the_one_before_and_keeps_it(organ, head):
    first = upload(organ, "reply", edited("reply", own), head)
    actions.adopt_template(first, by=head)
    second = upload(organ, "reply", standard_template("reply"), head)
    actions.adopt_template(second, by=head)

    kept = queries.templates_of(head).filter(kind="reply")
    assert [(one.version, one.state) for one in kept] == [(2, "in_use"), (1, "retired")]
    assert queries.template_in_use(organ.pk, "reply") == second


def test_only_the_head_of_the_own_office_makes_templates(organ, handler, head):
    elsewhere = factories.actor(factories.organ("liutang"), Duty.OFFICE_HEAD)
    for somebody in (handler, elsewhere):
        with pytest.raises(Refused):
            upload(organ, "reply", standard_template("reply"), somebody)
    made = upload(organ, "reply", standard_template("reply"), head)
    with pytest.raises(Refused):
        actions.adopt_template(made, by=elsewhere)
    assert list(queries.templates_of(elsewhere)) == []


def test_the_office_s_own_sheet_has_no_template(organ, head):
    with pytest.raises(Refused, match="这种文书没有模板"):
        upload(organ, "registration", standard_template("reply"), head)


@pytest.mark.django_db
@given(name=st.text(alphabet="{}%#救济正文文号王a. ", min_size=1, max_size=20).filter(str.strip))
def test_what_is_put_in_is_text_and_never_read_again(name):
    one = letters.application(factories.organ(factories.CITY))
    one.name = name
    paper = numbered(
        reply_letter(one, [letters.answer("nonexistent", wanted=name)], released=[]), "青财公开〔2026〕1号"
    )
    filled = fill(standard_template("reply"), paper)

    read = "\n".join(part.text for part in docx.Document(BytesIO(filled.docx)).paragraphs)
    assert read.count("青财公开〔2026〕1号") == 1
    assert name in read
    assert filled.document.addressee == f"{name}："


def test_a_place_that_the_program_has_split_over_runs_is_filled(organ):
    def split(word):
        place = line(word, "文号")
        face = place.runs[0]
        face.text = "{"
        for part in ("{文", "号}", "}"):
            place.add_run(part)
        place.add_run().add_break(WD_BREAK.PAGE)

    paper = example_letter(organ, "reply")
    content = edited("reply", split)
    filled = fill(content, paper)

    assert check_template(content, "reply") == []
    read = [part.text.strip() for part in docx.Document(BytesIO(filled.docx)).paragraphs]
    assert paper.number in read
    assert filled.document.number == paper.number


def test_the_numbers_of_pages_may_stay(organ):
    word = docx.Document(BytesIO(standard_template("reply")))
    codes = [code.text for code in word.sections[0].footer._element.iter(qn("w:instrText"))]

    assert codes == ["PAGE"]
