"""An example or more of every component: what the gallery shows and the tests draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.template import engines
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.fields import DayField
from gongkai.foundation.paging import KeyPage
from gongkai.foundation.previews import Preview, PreviewKind
from gongkai.foundation.tables import table_part
from gongkai.foundation.templatetags.shown import FileLink, Moment
from gongkai.foundation.todo import Todo
from gongkai.law.clock import Event, run_clock
from gongkai.law.rulebook import rule


@dataclass(frozen=True)
class Example:
    """One component as a page would write it; ``given`` is what the page hands to the template."""

    component: str
    title: Any
    source: str
    given: Callable[[], dict[str, Any]] = dict

    def drawn(self, request: HttpRequest | None = None) -> str:
        """The HTML of the example."""
        return engines["django"].from_string("{% load ui %}" + self.source).render(self.given(), request)


class SampleForm(forms.Form):
    """A field of each sort."""

    name = forms.CharField(label=_("名称"), help_text=_("与文件标题一致。"))
    formed_on = DayField(label=_("成文日期"))
    column = forms.ChoiceField(label=_("栏目"), choices=[("", _("请选择")), ("plans", _("规划计划"))])
    form = forms.ChoiceField(
        label=_("提供形式"),
        choices=[("paper", _("纸质")), ("email", _("电子邮件"))],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(
        label=_("发布渠道"),
        choices=[("site", _("网站")), ("gazette", _("公报"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    body = forms.CharField(label=_("正文"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    file = forms.FileField(label=_("附件"), required=False)
    agreed = forms.BooleanField(label=_("已核对全部内容"))


def _filled_in() -> dict[str, Any]:
    return {"form": SampleForm({"name": "", "column": "plans", "form": "paper"})}


def _clocks() -> dict[str, Any]:
    received, today = Event("received", date(2024, 9, 2)), date(2024, 9, 20)
    asked = Event("consultation_served", date(2024, 9, 9), id="c1", party="third_party")
    return {
        "running": run_clock([received], today=today),
        "pressing": run_clock([received], today=date(2024, 9, 27)),
        "late": run_clock([received], today=date(2024, 10, 30)),
        "suspended": run_clock([received, asked], today=date(2024, 9, 12)),
        "stopped": run_clock([received, Event("replied", date(2024, 9, 18))], today=today),
    }


def _moments() -> dict[str, Any]:
    return {
        "moments": [
            Moment(date(2024, 9, 2), _("收到申请"), by=_("申请人"), cite="regulation-2019:31"),
            Moment(
                datetime(2024, 9, 9, 2, 30, tzinfo=UTC),
                _("征求第三方意见"),
                by=_("李文静"),
                text=_("期间不计入答复期限。"),
            ),
            Moment(date(2024, 9, 24), _("答复"), by=_("李文静"), cite="regulation-2019:36"),
        ]
    }


def _files() -> dict[str, Any]:
    return {
        "files": [
            FileLink("2024年度部门决算公开表.xlsx", "#", "XLSX", 48_230),
            FileLink("关于印发《青禾市公共租赁住房管理办法》的通知.pdf", "#", "PDF", 1_204_000),
        ]
    }


def _previewed() -> dict[str, Any]:
    table = "<table><caption>名单</caption><tbody><tr><td>姓名</td><td>金额（元）</td></tr></tbody></table>"
    left_out = str(_("另有%(n)s个隐藏的工作表，这里没有显示。") % {"n": 1})
    return {"shown": Preview(PreviewKind.HTML, html=table, left_out=left_out)}


def _rows() -> dict[str, Any]:
    return {
        "rows": [
            (_("索引号"), "11340881MB1234567X/202411-00012"),
            (_("发文机关"), _("青禾市财政局")),
            (_("成文日期"), date(2024, 11, 5)),
        ]
    }


EXAMPLES = (
    Example(
        "button",
        _("按钮"),
        '<div class="buttons"><button class="button button--primary">报送审核</button><button class="button">保存草稿'
        '</button><button class="button button--danger">撤回</button><button class="button button--quiet">取消</button></div>',
    ),
    Example("field", _("表单字段"), "{{ form.as_div }}", lambda: {"form": SampleForm(prefix="plain")}),
    Example(
        "field",
        _("有错误的表单字段"),
        "{{ form.name.as_field_group }}{{ form.agreed.as_field_group }}",
        _filled_in,
    ),
    Example("error_summary", _("错误提示"), "{% error_summary form %}", _filled_in),
    Example(
        "status_tag",
        _("状态标签"),
        '{% status_tag "起草中" %} {% status_tag "已公开" "good" %} {% status_tag "待审核" "info" %} '
        '{% status_tag "待补正" "warning" %} {% status_tag "已逾期" "danger" %}',
    ),
    Example(
        "deadline_tag",
        _("期限标签"),
        "{% deadline_tag running %} {% deadline_tag pressing %} {% deadline_tag late %} {% deadline_tag suspended %} "
        "{% deadline_tag stopped %}",
        _clocks,
    ),
    Example("cite", _("依据"), '{% cite "regulation-2019:33" %}'),
    Example("cite", _("依据与要旨"), "{% cite reply %}", lambda: {"reply": rule("deadlines.reply").latest}),
    Example("timeline", _("经过"), "{% timeline moments %}", _moments),
    Example("timeline", _("期限计算过程"), "{% timeline suspended.steps %}", _clocks),
    Example("facts", _("要素表"), "{% facts rows %}", _rows),
    Example("file_list", _("附件"), "{% file_list files %}", _files),
    Example("file_preview", _("附件预览"), "{% file_preview shown %}", _previewed),
    Example(
        "notice",
        _("提示"),
        '{% notice title="本件已更正" %}<p>2024年11月8日更正了附表中的一处数字。</p>{% endnotice %}'
        '{% notice tone="warning" %}<p>补正只能要求一次，请一次写明全部需要补正的内容。</p>{% endnotice %}',
    ),
    Example(
        "card",
        _("卡片"),
        '{% card title="依申请公开" href="#" %}<p>没有主动公开的信息，可以向机关申请获取。</p>{% endcard %}',
    ),
    Example(
        "scrolling",
        _("表格"),
        '{% scrolling "决算收支" %}<table class="table"><thead><tr><th scope="col">科目</th><th scope="col" class="number">'
        '预算数（万元）</th><th scope="col" class="number">决算数（万元）</th></tr></thead><tbody><tr><th scope="row">一般公共'
        '服务支出</th><td class="number">1,204.50</td><td class="number">1,187.32</td></tr></tbody></table>{% endscrolling %}',
    ),
    Example(
        "table--stack",
        _("手机上变为卡片的表格"),
        '<table class="table table--stack"><thead><tr><th scope="col">编号</th><th scope="col">申请人</th><th scope="col">期限'
        '</th></tr></thead><tbody><tr><th scope="row">依申请〔2024〕18号</th><td data-label="申请人">张某</td>'
        '<td data-label="期限">10月9日到期</td></tr></tbody></table>',
    ),
    Example(
        "fold",
        _("折叠"),
        '{% fold "延长答复期限" %}<p>延长答复期限须经政府信息公开工作机构负责人同意并告知申请人。</p>{% endfold %}',
    ),
    Example(
        "tabs",
        _("页签"),
        '{% tabs items "办理情况" %}',
        lambda: {"items": [(_("办理中"), "#", True), (_("已答复"), "#", False), (_("全部"), "#", False)]},
    ),
    Example(
        "steps",
        _("步骤"),
        "{% steps labels 2 %}",
        lambda: {"labels": [_("填写申请"), _("核对"), _("取得回执")]},
    ),
    Example(
        "figures",
        _("数字"),
        "{% figures tiles %}",
        lambda: {
            "tiles": [(_("主动公开"), "1,284", ""), (_("收到申请"), "37", "#"), (_("按期答复"), "37", "")]
        },
    ),
    Example(
        "task_list",
        _("待办事项"),
        "{% task_list todos %}",
        lambda: {
            "todos": [
                Todo(_("待审核"), 3, "workbench:gallery", "info"),
                Todo(_("即将到期"), 1, "workbench:gallery", "danger"),
                Todo(_("退回修改"), 0, "workbench:gallery"),
            ]
        },
    ),
    Example(
        "breadcrumbs",
        _("当前位置"),
        '{% breadcrumbs trail "市财政局" %}',
        lambda: {"trail": [(_("首页"), "/")]},
    ),
    Example("empty", _("没有内容"), '{% empty "没有待办事项" hint="有新的事项时会列在这里。" %}'),
    Example(
        "pagination",
        _("翻页"),
        "{% pagination page %}",
        lambda: {"page": Paginator(range(230), 20).page(4)},
    ),
    Example(
        "key_pages",
        _("按键翻页"),
        "{% key_pages page %}",
        lambda: {"page": KeyPage((), after="bmV4dA", before="cHJldg", total=102_400)},
    ),
    Example(
        "sorted_table",
        _("可以排序的表格"),
        "{% sorted_table part '补贴名单' %}",
        lambda: {
            "part": table_part(
                [("village", _("村（社区）"), False), ("amount", _("补贴金额（元）"), True)],
                [["临河村", "1200"], ["青石村", "860"]],
                QueryDict("sort=village"),
            )
        },
    ),
    Example(
        "document",
        _("公文正文"),
        '<div class="document"><h2>一、总体要求</h2><p>坚持以公开为常态、不公开为例外，'
        "遵循公正、公平、合法、便民的原则。</p></div>",
    ),
)
