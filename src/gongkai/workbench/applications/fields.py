"""Fields that the forms of the desk share."""

from __future__ import annotations

from typing import Any

from django import forms

LONG = {"rows": 4}
NOT_CHOSEN = [("", "—")]


class DayField(forms.DateField):
    """A day, picked or typed."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files at once; a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        chosen = [super(ManyFilesField, self).clean(file, initial) for file in data or [] if file]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return chosen
