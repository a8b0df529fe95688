"""Which entries of the ledger to list."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gongkai.foundation.fields import DayField
from gongkai.foundation.ledger import Entry
from gongkai.workbench.ledger.wording import act_choices


class LedgerFilter(forms.Form):
    """All may stay empty; ``organ`` is only offered to who may read all organs."""

    verb = forms.ChoiceField(label=_("行为"), required=False)
    organ = forms.TypedChoiceField(label=_("机关"), required=False, coerce=int, empty_value=None)
    since = DayField(label=_("自"), required=False)
    until = DayField(label=_("至"), required=False)

    def __init__(self, *args: Any, organs: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verb"].choices = [("", _("全部")), *act_choices()]  # type: ignore[attr-defined]
        self.fields["organ"].choices = [("", _("全部")), *organs]  # type: ignore[attr-defined]
        if not organs:
            del self.fields["organ"]

    def narrowed(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that are asked for; a wrong filter is shown beside its field and narrows nothing."""
        self.full_clean()
        asked = self.cleaned_data
        conditions = {
            "verb": asked.get("verb"),
            "organ_id": asked.get("organ"),
            "at__date__gte": asked.get("since"),
            "at__date__lte": asked.get("until"),
        }
        return entries.filter(**{name: value for name, value in conditions.items() if value})
