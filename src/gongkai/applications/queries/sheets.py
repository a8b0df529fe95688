"""A workbook of applications: how it is laid out, and what each of its rows says or lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.applications.models import ApplicantKind, Channel, DeliveryWay, IdentityKind, SupplyForm
from gongkai.applications.models import identity_fault as _identity_fault
from gongkai.applications.queries.intake import Expected, expected_receipt
from gongkai.foundation.moment import today
from gongkai.foundation.workbooks import Grid, read_workbook
from gongkai.foundation.workflow import Refused
from gongkai.law.rulebook import rule

MOST_ROWS = 500
LONGEST_DESCRIPTION = 5_000
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_YES = ("是", "有", "√", "1", "Y", "YES")


@dataclass(frozen=True)
class Column:
    """A column of the sheet: the field, its heading, and what may stand in it."""

    name: str
    heading: Any
    width: int
    choices: type[TextChoices] | None = None
    longest: int = 100
    required: bool = False
    hint: Any = ""


COLUMNS = (
    Column("channel", gettext_lazy("提交方式"), 22, Channel, required=True),
    Column("arrived_on", gettext_lazy("收到日期"), 12, required=True, hint=gettext_lazy("例如：2026-11-23")),
    Column(
        "confirmed_on",
        gettext_lazy("与申请人确认的日期"),
        18,
        hint=gettext_lazy("平常信函、传真、电子邮件填写；还没有确认的留空"),
    ),
    Column("applicant_kind", gettext_lazy("申请人类别"), 16, ApplicantKind, required=True),
    Column("name", gettext_lazy("姓名或者名称"), 20, required=True),
    Column("contact_person", gettext_lazy("联系人"), 12, longest=50),
    Column("identity_kind", gettext_lazy("证件类型"), 20, IdentityKind),
    Column("identity_number", gettext_lazy("证件号码"), 22, longest=50, hint=gettext_lazy("按文本填写")),
    Column("phone", gettext_lazy("联系电话"), 16, longest=30, hint=gettext_lazy("按文本填写")),
    Column("email", gettext_lazy("电子邮箱"), 22),
    Column("postal_address", gettext_lazy("通信地址"), 30, longest=200),
    Column(
        "description",
        gettext_lazy("所需信息的名称、文号或者其他特征描述"),
        50,
        longest=LONGEST_DESCRIPTION,
        required=True,
    ),
    Column("supply_form", gettext_lazy("提供形式"), 14, SupplyForm, required=True),
    Column("delivery_way", gettext_lazy("获取方式"), 16, DeliveryWay, required=True),
    Column("needs_help", gettext_lazy("需要阅读、视听方面的帮助"), 14, hint=gettext_lazy("需要的填“是”")),
)
_DAYS = ("arrived_on", "confirmed_on")


@dataclass
class SheetRow:
    """A row: its place in the sheet, what it says by field, the day of receipt, and what is wrong with it."""

    line: int
    values: dict[str, Any]
    faults: list[str] = field(default_factory=list)
    expected: Expected | None = None

    @property
    def is_sound(self) -> bool:
        return not self.faults


def intake_template() -> bytes:
    """An empty workbook with the headings, hints and lists to choose from."""
    into = BytesIO()
    with xlsxwriter.Workbook(into, {"in_memory": True}) as book:
        sheet = book.add_worksheet(str(_("申请")))
        head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E8EEF7"})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        for at, column in enumerate(COLUMNS):
            sheet.set_column(at, at, column.width, text)
            sheet.write_string(0, at, f"{column.heading}{'*' if column.required else ''}", head)
            if column.hint:
                sheet.write_comment(0, at, str(column.hint))
            if column.choices:
                labels = [str(label) for _value, label in _choices(column)]
                sheet.data_validation(1, at, MOST_ROWS, at, {"validate": "list", "source": labels})
        sheet.freeze_panes(1, 0)
    return into.getvalue()


def read_intake_sheet(name: str, content: bytes, *, organ: Any) -> list[SheetRow]:
    """The rows of an uploaded workbook, each with its faults in plain words. Raises Refused for what is none."""
    grid = read_workbook(name, content)[0]
    at, places = _headings(grid)
    rows = [_row(grid, line, places, organ) for line in range(at + 1, len(grid.rows)) if any(grid.rows[line])]
    if not rows:
        raise Refused(_("表里没有申请。请从表头的下一行起，一行填写一件。"))
    if len(rows) > MOST_ROWS:
        raise Refused(_("一次最多录入%(most)s件，请分成几个文件。") % {"most": MOST_ROWS})
    _note_twins(rows)
    return rows


def _headings(grid: Grid) -> tuple[int, dict[str, int]]:
    """In which row the headings stand, and in which column each field is."""
    wanted = {str(column.heading): column.name for column in COLUMNS}
    for at, cells in enumerate(grid.rows[:10]):
        found = {
            wanted[head]: place for place, cell in enumerate(cells) if (head := cell.rstrip("*＊ ")) in wanted
        }
        if "description" in found:
            missing = [str(one.heading) for one in COLUMNS if one.required and one.name not in found]
            if missing:
                raise Refused(
                    _("表头缺少：%(what)s。请使用模板，不要删改表头。") % {"what": "、".join(missing)}
                )
            return at, found
    raise Refused(_("没有找到表头。请下载模板，在模板里填写后再上传。"))


def _row(grid: Grid, at: int, places: dict[str, int], organ: Any) -> SheetRow:
    cells = {name: grid.rows[at][place] for name, place in places.items()}
    row = SheetRow(grid.top + at + 1, {})
    for column in COLUMNS:
        row.values[column.name] = _value(row, column, cells.get(column.name, ""))
    if not row.faults:
        _check(row, organ)
    return row


def _value(row: SheetRow, column: Column, cell: str) -> Any:
    if column.required and not cell:
        row.faults.append(_("“%(head)s”没有填写。") % {"head": column.heading})
    if column.name == "needs_help":
        return cell.upper() in _YES
    if column.name in _DAYS:
        return _day(row, column, cell)
    if column.choices:
        return _chosen(row, column, cell)
    if len(cell) > column.longest:
        row.faults.append(_("“%(head)s”超过%(most)s字。") % {"head": column.heading, "most": column.longest})
    return cell


def _day(row: SheetRow, column: Column, cell: str) -> date | None:
    found = _DAY.fullmatch(cell)
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
    except ValueError:
        found = None
    if cell:
        told = {"head": column.heading, "cell": cell[:20]}
        row.faults.append(_("“%(head)s”里的“%(cell)s”不是日期，请写成 2026-11-23 的样子。") % told)
    return None


def _chosen(row: SheetRow, column: Column, cell: str) -> str:
    for value, label in _choices(column):
        if cell in (value, str(label)) or (cell and str(label).startswith(cell)):
            return str(value)
    if cell:
        told = {"head": column.heading, "cell": cell[:20]}
        row.faults.append(_("“%(head)s”里的“%(cell)s”不在可选项中，请从下拉列表中选择。") % told)
    return ""


def _choices(column: Column) -> Iterator[tuple[str, Any]]:
    """What may be chosen; what came by the website is there already and not keyed in."""
    for value, label in column.choices.choices if column.choices else ():
        if value != Channel.ONLINE or column.name != "channel":
            yield value, label


def _check(row: SheetRow, organ: Any) -> None:
    said = row.values
    if said["identity_number"] and (fault := _identity_fault(said["identity_kind"], said["identity_number"])):
        row.faults.append(str(fault))
    if said["email"]:
        try:
            validate_email(said["email"])
        except ValidationError:
            row.faults.append(_("“电子邮箱”的写法不对，请核对。"))
    arrived, confirmed = said["arrived_on"], said["confirmed_on"]
    if arrived > today() or (confirmed and confirmed > today()):
        row.faults.append(_("收到日期和确认日期不能晚于今天。"))
    if arrived < rule("receipt.day").versions[0].since:
        row.faults.append(_("收到日期早于《政府信息公开条例》施行之日，请核对。"))
    if confirmed and confirmed < arrived:
        row.faults.append(_("与申请人确认的日期不能早于收到日期。"))
    if row.is_sound:
        row.expected = expected_receipt(said["channel"], arrived, confirmed, organ=organ)


def _note_twins(rows: list[SheetRow]) -> None:
    """The same application twice in a sheet is a slip of the hand."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(str(row.values[name]) for name in ("name", "identity_number", "phone", "description"))
        line = first.setdefault(key, row.line)
        if line != row.line and row.is_sound:
            row.faults.append(_("与第%(line)s行是同一件申请，请删去其中一行。") % {"line": line})
