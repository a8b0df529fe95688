"""An office's own forms of letters: uploaded, looked at, put in use, retired; an issued letter keeps its version."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gongkai.applications.documents.templates import (
    TEMPLATED,
    check_template,
    example_letter,
    files_of,
    lacking,
)
from gongkai.applications.models import LetterTemplate
from gongkai.applications.workflow import TEMPLATES, TemplateState
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.files import read_upload, reasons_not_servable, store_upload
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import today
from gongkai.foundation.workflow import Refused, lock

CITE = "regulation-2019:36"


@transaction.atomic
def upload_template(organ: Any, kind: str, *, file: File[Any], by: Actor) -> LetterTemplate:
    """Check a docx and keep it as the next version of this organ's form; it is not in use yet.

    Refused, reason by reason, for what such a letter cannot be without and is missing, for places that are not
    known, and for whatever acts, hides or reaches outside.
    """
    made = LetterTemplate(organ=organ, kind=kind, by=by.user_id, by_name=by.name)
    if reasons := TEMPLATES.reasons_against(made, "adopt_template", by):
        raise Refused(*reasons, cite=CITE)
    if kind not in TEMPLATED:
        raise Refused(_("这种文书没有模板。"))
    lock(organ)  # two uploads at once must not become one version
    name, content, _opened = read_upload(file, kinds={FileKind.DOCX})
    if reasons := check_template(content, kind):
        raise Refused(*reasons, cite=CITE)
    newest = LetterTemplate.objects.filter(organ=organ, kind=kind).aggregate(newest=Max("version"))["newest"]
    made.version = (newest or 0) + 1
    made.file = store_upload(ContentFile(content, name=name), by=by, kinds={FileKind.DOCX})
    _prove(made)
    made.save(force_insert=True)
    facts = {"kind": kind, "version": made.version, "sm3": made.file.sm3}
    record(made, "applications.upload_template", by=by, cite=CITE, facts=facts)
    return made


@transaction.atomic
def adopt_template(template: LetterTemplate, *, by: Actor, seen: int | None = None) -> None:
    """Put a version in use from now on; the one that was in use is retired."""
    lock(template.organ)
    lock(template, seen=seen)
    if waits := reasons_not_servable([template.file]):
        raise Refused(*waits)
    same = LetterTemplate.objects.filter(organ_id=template.organ_id, kind=template.kind)
    for old in same.filter(state=TemplateState.IN_USE).exclude(pk=template.pk):
        retire_template(old, by=by)
    facts = {"kind": template.kind, "version": template.version}
    TEMPLATES.move(template, "adopt_template", by=by, changes={"since": today()}, facts=facts)


@transaction.atomic
def retire_template(template: LetterTemplate, *, by: Actor, seen: int | None = None) -> None:
    """Take a version out of use, or drop one that never was; letters go out in the next or the standard form."""
    facts = {"kind": template.kind, "version": template.version}
    changes = {"retired_on": today()}
    TEMPLATES.move(template, "retire_template", by=by, seen=seen, changes=changes, facts=facts)


def _prove(template: LetterTemplate) -> None:
    """Make an example by it and read docx and PDF again: all that is required must stand in both."""
    example = example_letter(template.organ, template.kind)
    if missing := lacking(example, template.kind, **files_of(example, template)):
        names = "、".join("{{" + name + "}}" for name in missing)
        raise Refused(
            _("按模板生成的文书里读不到：%(names)s。请从下载的标准模板开始修改。") % {"names": names},
            cite=CITE,
        )
