"""A column of the organ's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.catalogue.queries import Block, Origin, board_columns
from gongkai.organs.queries import Organ


class ColumnForm(forms.Form):
    """What a local column is called and where it stands."""

    parent_code = forms.ChoiceField(
        label=_("设在哪个栏目之下"), help_text=_("国家规定的栏目不能改名或者删除，只能在其下增设。")
    )
    name = forms.CharField(label=_("名称"), max_length=50)
    description = forms.CharField(
        label=_("说明"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tops = [branch.column for block in board_columns(organ) for branch in block.branches]
        standard = [top for top in tops if top.block == Block.STATUTORY and top.origin == Origin.NATIONAL]
        choices = [("", _("请选择")), *((top.code, top.name) for top in standard)]
        self.fields["parent_code"].choices = choices  # type: ignore[attr-defined]
