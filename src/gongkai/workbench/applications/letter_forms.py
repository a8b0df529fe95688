"""What the forms of letters ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    upload = forms.FileField(
        label=_("修改好的模板"),
        help_text=_(
            "docx 文件。先检查必备内容和安全，再用示例生成文书核对；通过后保存为新的版本，尚不启用。"
        ),
    )


class ActOnTemplate(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
