"""Publishing without a review record is impossible, by any way in (art. 17)."""

import pytest
from django.db import IntegrityError, transaction

from gongkai.disclosure import actions
from gongkai.disclosure.models import (
    CONTENT_FIELDS,
    Content,
    InformationItem,
    ItemVersion,
    Review,
    Unreviewed,
)
from gongkai.disclosure.queries import public_items
from gongkai.disclosure.workflow import Result, State, Step
from gongkai.foundation.workflow import Refused
from tests.disclosure import builders


def refused_by_the_database(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def version_of(item, **looks):
    content = {name: getattr(item, name) for name in CONTENT_FIELDS}
    given = {
        "item": item,
        "number": 1,
        "organ_id": item.organ_id,
        "by_name": "某人",
        "first_published_at": item.drafted_at,
        "digest": item.content_digest(),
    }
    return ItemVersion(**(given | content | looks))


def test_a_raw_save_of_the_published_state_is_refused_by_the_database(staff):
    item = builders.item(staff)
    item.state = State.PUBLISHED

    refused_by_the_database(item.save)


def test_a_raw_update_of_the_published_state_is_refused_by_the_database(staff):
    item = builders.item(staff)

    refused_by_the_database(lambda: InformationItem.objects.filter(pk=item.pk).update(state=State.PUBLISHED))


def test_a_raw_insert_in_the_published_state_is_refused_by_the_database(staff):
    organ = builders.item(staff).organ

    refused_by_the_database(
        lambda: InformationItem.objects.bulk_create(
            [InformationItem(organ=organ, title="直接写入", index_number="x", state=State.PUBLISHED)]
        )
    )


def test_a_version_without_its_review_rows_is_refused_by_the_database(staff):
    item = builders.item(staff)

    for insert in (ItemVersion.save_base, lambda version: version.save_base(force_insert=True)):
        refused_by_the_database(lambda insert=insert: insert(version_of(item)))


def test_versions_cannot_be_written_around_their_guard(staff):
    item = builders.item(staff)

    for write in (
        lambda: ItemVersion.objects.bulk_create([version_of(item)]),
        lambda: ItemVersion.objects.update(title="改"),
        lambda: ItemVersion.objects.all().delete(),
        lambda: Review.objects.update(result=Result.PASSED),
    ):
        with pytest.raises(TypeError):
            write()


def looks(item):
    return {
        "review": item.reviews.get(step=Step.REVIEW),
        "confidentiality_review": item.reviews.get(step=Step.CONFIDENTIALITY),
        "sign_off": item.reviews.get(step=Step.SIGN_OFF),
    }


def test_review_rows_of_another_item_carry_no_version(staff):
    signed, other = builders.signed(staff), builders.item(staff, title="没有审查过的信息")

    with pytest.raises(Unreviewed):
        version_of(other, **looks(signed)).save()


def test_one_review_row_does_not_stand_for_three(staff):
    signed = builders.signed(staff)
    only = signed.reviews.get(step=Step.REVIEW)

    with pytest.raises(Unreviewed):
        version_of(signed, review=only, confidentiality_review=only, sign_off=only).save()


def test_a_version_that_differs_from_what_was_reviewed_is_refused(staff):
    signed = builders.signed(staff)
    version = version_of(signed, **looks(signed))
    version.body = "<p>审查之后换上的内容</p>"

    with pytest.raises(Unreviewed):
        version.save()


def test_publish_refuses_content_that_was_changed_behind_the_reviews(staff):
    item = builders.signed(staff)
    InformationItem.objects.filter(pk=item.pk).update(body="<p>审查之后换上的内容</p>")

    with pytest.raises(Refused, match="缺少对现有内容的审核、保密审查、签发记录"):
        actions.publish(item, by=staff.signer)

    assert list(public_items()) == []


def test_publish_refuses_a_draft_pushed_into_the_signed_state(staff):
    item = builders.item(staff)
    InformationItem.objects.filter(pk=item.pk).update(state=State.SIGNED)

    with pytest.raises(Refused, match="缺少对现有内容的审核、保密审查、签发记录"):
        actions.publish(item, by=staff.signer)


def test_publish_refuses_an_attachment_hung_on_behind_the_reviews(staff, make_file):
    item = builders.signed(staff)
    item.attachments.add(make_file("附表.txt", b"behind the reviews"))

    with pytest.raises(Refused, match="缺少对现有内容"):
        actions.publish(item, by=staff.signer)


def test_what_is_not_proactive_never_becomes_public(staff):
    item = builders.signed(staff, **builders.WITHHELD)

    with pytest.raises(Refused, match="不得发布"):
        actions.publish(item, by=staff.signer)
    refused_by_the_database(lambda: version_of(item, **looks(item)).save_base(force_insert=True))


def test_published_records_and_reviews_are_never_changed_or_removed(staff):
    item = builders.published(staff)

    for record in (item.current_version, item.reviews.first()):
        for write in (record.save, record.delete):
            with pytest.raises(TypeError):
                write()


def test_the_digest_covers_every_field_of_the_content():
    fields = {field.attname for field in Content._meta.local_fields}

    assert set(CONTENT_FIELDS) == fields
