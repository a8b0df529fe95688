"""The forms of letters, below the letters of the desk."""

from django.urls import path

from gongkai.workbench.applications import letters

_VERSION = "templates/<slug:kind>/<int:version>"

urlpatterns = [
    path("templates/", letters.letter_templates, name="letter_templates"),
    path("templates/<slug:kind>/", letters.letter_template, name="letter_template"),
    path("templates/<slug:kind>/standard.docx", letters.standard_docx, name="standard_docx"),
    path(f"{_VERSION}.docx", letters.template_docx, name="template_docx"),
    path(f"{_VERSION}/example.<slug:form>", letters.template_example, name="template_example"),
]
urlpatterns += [
    path(f"{_VERSION}/{way}/", letters.perform_template, {"name": f"{way}_template"}, name=f"{way}_template")
    for way in ("adopt", "retire")
]
