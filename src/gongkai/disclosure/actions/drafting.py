"""Writing an item: what a draft may hold, and handing it in for review."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.accounts.queries import Duty
from gongkai.catalogue.queries import Audience, all_columns, column_takes, elements_of, genres, themes
from gongkai.catalogue.queries.values import UnreadableValue, canonical
from gongkai.disclosure.actions.body import clean_body
from gongkai.disclosure.actions.looking import screen
from gongkai.disclosure.actions.moving import move
from gongkai.disclosure.models import CONTENT_FIELDS, InformationItem
from gongkai.disclosure.queries import grounds, opening
from gongkai.disclosure.workflow import Attribute
from gongkai.foundation.files import StoredFile, store_upload
from gongkai.foundation.ledger import Actor, record
from gongkai.foundation.moment import now, today
from gongkai.foundation.numbering import next_number
from gongkai.foundation.workflow import Refused, lock
from gongkai.organs.queries import Organ, organ

CITE = "regulation-2019:12"
LONGEST_TYPED = 5000
LONGEST_SUMMARY = 100
# What decides from which day the limit runs.
LIMIT_FIELDS = ("column_id", "kind", "elements", "sheet_id")
Files = Iterable[File[Any]]


@transaction.atomic
def draft(*, by: Actor, key: UUID | None = None, files: Files = (), **content: Any) -> InformationItem:
    """Begin an item of the submitter's organ and give it its index number.

    ``content`` are fields of :class:`Content` (``column_id`` for the column); only the title is needed yet.
    The same ``key`` again answers the draft made the first time, so a second click makes no second item.
    """
    if by.duty != Duty.SUBMITTER or by.organ_id is None:
        raise Refused(_("信息由本机关的信息报送员起草。"), cite=CITE)
    key = key or uuid4()
    own = InformationItem.objects.filter(draft_key=key, organ_id=by.organ_id)
    try:
        with transaction.atomic():
            return own.first() or _begin(by, key, files, content)
    except IntegrityError:
        if twin := own.first():
            return twin
        raise Refused(_("这张表单已经用过，请重新打开起草页面。"), cite=CITE) from None


@transaction.atomic
def edit(
    item: InformationItem,
    *,
    by: Actor,
    seen: int | None = None,
    files: Files = (),
    stored: Collection[StoredFile] = (),
    drop: Collection[UUID] = (),
    **content: Any,
) -> None:
    """Change a draft: fields, files to add (uploads, or such as are stored already), keys of attachments to take off.

    Saving what already stands there changes nothing and is no act. The ledger is told which fields changed
    and the digest of the result, not the text: a draft may hold what must not be kept for good.
    """
    lock(item)
    if "body" in content:
        # A summary that somebody wrote outlives the text; one that was taken from it follows it.
        content.setdefault("summary", "" if item.summary == opening(item.body) else item.summary)
    fields = _checked(content, item.organ, item.column_id)
    if fields.get("elements") and not fields.get("summary", item.summary):
        fields["summary"] = _told(fields["elements"], fields.get("column_id", item.column_id))
    fields |= _day_of_limit({name: getattr(item, name) for name in LIMIT_FIELDS} | fields)
    changed = [name for name, value in fields.items() if getattr(item, name) != value]
    files, dropped = list(files), list(item.attachments.filter(pk__in=drop))
    if not (changed or files or stored or dropped):
        return
    lock(item, seen=seen)
    for name in changed:
        setattr(item, name, fields[name])
    item.save(update_fields=changed)
    item.attachments.remove(*dropped)
    item.attachments.add(*stored)
    _attach(item, files, by)
    move(item, "edit", by=by, seen=seen, facts={"changed": changed, "digest": item.content_digest()})


def submit(item: InformationItem, *, by: Actor, seen: int | None = None) -> None:
    """Hand the draft in for review. It must be complete now, and not before (arts. 12, 17)."""
    screen(item)
    with transaction.atomic():
        move(item, "submit", by=by, seen=seen)


def _begin(by: Actor, key: UUID, files: Files, content: dict[str, Any]) -> InformationItem:
    publisher = organ(by.organ_id or 0)
    fields = _checked(content, publisher)
    item = InformationItem.objects.create(
        organ=publisher,
        draft_key=key,
        index_number=_index_number(publisher),
        author_id=by.user_id,
        author_name=by.name,
        drafted_at=now(),
        changed_at=now(),
        **fields | _day_of_limit(fields),
    )
    _attach(item, files, by)
    facts = {"version": 1, "digest": item.content_digest()}
    record(item, "disclosure.draft", by=by, cite=CITE, after={"index_number": item.index_number}, facts=facts)
    return item


def _index_number(publisher: Organ) -> str:
    """Every item gets one, public or not, so that paper and screen can name it from the first day."""
    year = today().year
    code = publisher.credit_code or publisher.code
    return f"{code}/{year}-{next_number(f'index:{code}', year):05d}"


def _checked(content: dict[str, Any], publisher: Organ, present_column: int | None = None) -> dict[str, Any]:
    """The fields as they may be stored. Raises TypeError for what is no field, ValidationError or Refused for
    what cannot be stored."""
    if unknown := set(content) - set(CONTENT_FIELDS):
        raise TypeError(f"not content of an item: {sorted(unknown)}")
    fields: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value for name, value in content.items()
    }
    if "title" in fields and not fields["title"]:
        raise Refused(_("请填写名称。"), cite=CITE)
    if "body" in fields:
        fields["body"] = clean_body(content["body"])
        fields["summary"] = fields.get("summary") or opening(fields["body"])
    _check(fields)
    if column_id := fields.get("column_id"):
        column = all_columns().get(pk=column_id)
        fields["kind"] = fields.get("kind") or column.item_kind
        if reason := column_takes(column, publisher, fields["kind"], today()):
            raise Refused(reason, cite=CITE)
    if "elements" in fields:
        fields["elements"] = _kept_values(fields["elements"], fields.get("column_id", present_column))
    if not fields.get("kind", True):
        del fields["kind"]
    if fields.get("attribute") == Attribute.PROACTIVE:
        fields.update(attribute_ground="", attribute_reason="")
    return fields


def _day_of_limit(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Where an element of the column says from which day the limit runs, that day: nobody is asked for it twice."""
    after = InformationItem(**{name: fields[name] for name in LIMIT_FIELDS if name in fields})
    return {"limit_from": after.day_told()} if after.limit_element else {}


def _kept_values(values: Mapping[str, Any], column_id: int | None) -> dict[str, str]:
    """What was filled in, in its one form where it can be read; what cannot stays as typed until it is handed in."""
    kept: dict[str, str] = {}
    for element in elements_of(column_id) if column_id else ():
        written = values.get(element.code, "")
        try:
            value = canonical(element, written)
        except UnreadableValue:
            value = str(written).strip()[:LONGEST_TYPED]
        if value:
            kept[element.code] = value
    return kept


def _told(values: Mapping[str, str], column_id: int | None) -> str:
    """A record says in its summary what its elements say; what is only for inside stays out."""
    told = [
        f"{one.name}：{values[one.code]}"
        for one in elements_of(column_id or 0)
        if one.code in values and one.audience == Audience.PUBLIC
    ]
    return "；".join(told)[:LONGEST_SUMMARY]


def _check(fields: dict[str, Any]) -> None:
    """Raises ValidationError by field for what is too long or no choice."""
    for name, value in fields.items():
        if value and not name.endswith("_id"):
            try:
                InformationItem._meta.get_field(name).clean(value, None)  # type: ignore[union-attr]
            except ValidationError as wrong:
                raise ValidationError({name: wrong.error_list}) from wrong
    known = {"theme": themes().labels, "genre": genres().labels, "attribute_ground": dict(grounds())}
    for name, codes in known.items():
        if (code := fields.get(name)) and code not in codes:
            raise ValidationError({name: _("所选的项目不存在，请重新选择。")})


def _attach(item: InformationItem, files: Files, by: Actor) -> None:
    item.attachments.add(*[store_upload(file, by=by) for file in files])
