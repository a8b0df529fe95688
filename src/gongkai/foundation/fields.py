"""Form fields that Django does not have and every room needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, picked or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ManyFilesInput(forms.ClearableFileInput):
    """A file input in which several files can be chosen."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files at once, at most ``most``; cleaned to a list, which is empty when none was chosen."""

    widget = ManyFilesInput

    def __init__(self, *, most: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = [super(ManyFilesField, self).clean(file, initial) for file in data or [] if file]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if self.most is not None and len(chosen) > self.most:
            raise forms.ValidationError(_("一次最多上传%(n)s个文件。") % {"n": self.most}, code="too_many")
        return chosen
