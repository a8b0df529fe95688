"""The forms of the annual report (Regulation, arts. 49-50): cells, layout, sums and consistency rules.

    >>> from gongkai.law.reports import evaluate, form, form_for_year
    >>> form("2021").cell("applications.received.natural").label.zh
    '一、本年新收政府信息公开申请数量 · 自然人'

**Addresses.** A figure is named by one dotted string, its path in the published JSON layout:
``applications.received.natural``, ``applications.results.denied.state_secret.total``,
``applications.results_total.natural``, ``applications.carried_forward.total``,
``remedies.litigation_after.pending``, ``proactive.行政许可.本年处理决定数量``, ``pre2019.<row>.year``.
``form.cells`` holds every address of a form in the official order. ``values`` are flat mappings
``{address: int | Decimal | None}``; ``to_document`` and ``from_document`` turn them into the nested layout and back.
Amounts of money stand in the unit of their cell (万元).

**Unknown.** A cell that is absent or None is unknown and never zero. ``evaluate`` does not judge a rule with an
unknown member; it lists it under ``Evaluation.unjudged``.

**Layout.** ``form.tables[i].grid()`` is the official grid as rows of ``GridCell`` (text, colspan, rowspan, kind,
address), ready for HTML, docx and PDF.

**Sums.** ``total(form, {unit: values})`` adds reports cell by cell and names the gaps; ``convert`` maps 2021 onto 2019
for comparisons over the years (B-70).

**Very many.** ``evaluate_many(form, matrix)`` judges the rows of a matrix at once, with the findings of ``evaluate``.
**Copies.** ``similar(text, other)`` says which share and which passages of a text stand in another.
**Marks.** ``with_figures(text, form.marks, values)`` puts the figures of the tables in the place of marks: 「｛本年新收｝」.
"""

from gongkai.law.reports.documents import from_document, to_document
from gongkai.law.reports.evaluation import Evaluation, Finding, Held, Unjudged, evaluate
from gongkai.law.reports.forms import (
    FORM_NAMES,
    Band,
    Cell,
    Column,
    Form,
    Label,
    NoSuchForm,
    Row,
    Section,
    form,
    form_for_year,
)
from gongkai.law.reports.grid import GridCell, Table
from gongkai.law.reports.likeness import Likeness, Passage, similar
from gongkai.law.reports.many import Broken, columns_of, evaluate_many, matrix_of
from gongkai.law.reports.marks import Mark, marks_in, tidied, with_figures, without_marks
from gongkai.law.reports.rules import Rule
from gongkai.law.reports.totals import Total, convert, total

__all__ = [
    "FORM_NAMES",
    "Band",
    "Broken",
    "Cell",
    "Column",
    "Evaluation",
    "Finding",
    "Form",
    "GridCell",
    "Held",
    "Label",
    "Likeness",
    "Mark",
    "NoSuchForm",
    "Passage",
    "Row",
    "Rule",
    "Section",
    "Table",
    "Total",
    "Unjudged",
    "columns_of",
    "convert",
    "evaluate",
    "evaluate_many",
    "form",
    "form_for_year",
    "from_document",
    "marks_in",
    "matrix_of",
    "similar",
    "tidied",
    "to_document",
    "total",
    "with_figures",
    "without_marks",
]
