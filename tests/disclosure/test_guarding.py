"""Nothing that must not be open gets past the guard unless somebody answers for it by name (art. 15, 17)."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from gongkai.disclosure import actions
from gongkai.disclosure.models import Patrol, PatrolFinding, SetAside
from gongkai.disclosure.queries.guarding import guarded
from gongkai.disclosure.workflow import State
from gongkai.foundation.ledger import Entry
from gongkai.foundation.moment import acting_at
from gongkai.foundation.workflow import Refused
from gongkai.screening import models as screening
from tests.disclosure import builders

IDENTITY = "110101198001010010"
DAY = datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
LEAK = {"body": f"补助对象周三，身份证号{IDENTITY}，发放300元。"}


@pytest.fixture(autouse=True)
def _today():
    with acting_at(DAY):
        yield


@pytest.fixture
def bureau(db):
    return builders.office()


def workbook(**hidden):
    book = Workbook()
    book.active.append(["户主", "金额"])
    book.active.append(["周某", 300])
    if hidden:
        sheet = book.create_sheet("底册")
        sheet.append(list(hidden.values()))
        sheet.sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("补助名单.xlsx", content.getvalue())


def test_a_draft_with_an_identity_number_is_not_handed_in_and_keeps_what_was_typed(bureau):
    item = builders.item(bureau, **LEAK)

    with pytest.raises(Refused, match="正文（居民身份证号码）"):
        actions.submit(item, by=bureau.submitter)

    item.refresh_from_db()
    assert (item.state, IDENTITY in item.body) == (State.DRAFT, True)


def test_one_click_covers_it_and_the_way_is_free(bureau):
    item = builders.item(bureau, **LEAK)

    actions.mask(item, by=bureau.submitter)
    actions.submit(item, by=bureau.submitter)

    assert IDENTITY not in item.body and "补助对象周" in item.body
    assert guarded(item).blocking == 0
    assert item.state == State.IN_REVIEW


def test_a_hidden_sheet_is_found_and_the_file_is_replaced_by_a_clean_copy(bureau):
    item = builders.item(bureau, files=[workbook(name="周三", number=IDENTITY)])
    with pytest.raises(Refused, match=r"补助名单.xlsx.*底册"):
        actions.submit(item, by=bureau.submitter)

    replaced = actions.mask(item, by=bureau.submitter)
    actions.submit(item, by=bureau.submitter)

    assert replaced == ["补助名单.xlsx"]
    assert [IDENTITY in file.text for file in item.attachments.all()] == [False]


def test_the_author_answers_up_to_the_review_and_another_for_the_publication(bureau):
    item = builders.item(bureau, **LEAK)
    mark = guarded(item).findings[0].seen.fingerprint
    actions.set_aside(item, by=bureau.submitter, fingerprints=[mark], reason="当事人申请公开本人信息")
    builders.clear(item, bureau)
    actions.sign_off(item, by=bureau.signer)
    with pytest.raises(Refused, match="不得公开的内容"):
        actions.publish(item, by=bureau.signer)

    actions.set_aside(item, by=bureau.signer, fingerprints=[mark], reason="已核实当事人书面同意")
    actions.publish(item, by=bureau.signer)

    assert item.state == State.PUBLISHED
    assert [one.by_name for one in SetAside.objects.order_by("pk")] == [
        bureau.submitter.name,
        bureau.signer.name,
    ]
    kept = str(list(SetAside.objects.values())) + str(list(Entry.objects.values()))
    assert IDENTITY not in kept


@pytest.mark.parametrize(("marks", "reason"), [([], "理由"), (["0" * 64], "理由"), (None, "  ")])
def test_what_is_set_aside_is_chosen_and_has_a_reason(bureau, marks, reason):
    item = builders.item(bureau, **LEAK)
    marks = [guarded(item).findings[0].seen.fingerprint] if marks is None else marks

    with pytest.raises(Refused):
        actions.set_aside(item, by=bureau.submitter, fingerprints=marks, reason=reason)


def test_an_emergency_is_no_reason_to_publish_a_leak(bureau):
    item = builders.item(bureau, **LEAK)

    with pytest.raises(Refused, match="不得公开的内容"):
        actions.publish_at_once(item, reason="正在发生的汛情", by=bureau.signer)


def test_a_number_under_its_heading_in_a_table_of_the_text_is_found_and_covered(bureau):
    body = "<p>名单</p><table><tr><th>户主</th><th>银行账号</th></tr><tr><td>周某</td><td>6222020200112233446</td></tr></table>"
    item = builders.item(bureau, body=body)
    before = {one.seen.kind for one in guarded(item).findings if one.seen.blocks}

    actions.mask(item, by=bureau.submitter)

    assert before == {"bank_card"}
    assert "6222020200112233446" not in item.body
    assert "<th>银行账号</th>" in item.body


def test_a_wrong_word_is_shown_replaced_or_left_with_a_trace(bureau):
    item = builders.item(bureau, title="关于布署防汛工作的通知", body="<p>现将布署<em>情况</em>公布。</p>")
    shown = guarded(item)

    actions.replace_word(item, by=bureau.submitter, wrong="布署", right="部署")

    assert {(one.word.wrong, one.word.right) for one in shown.words} == {("布署", "部署")}
    assert (item.title, item.body) == ("关于部署防汛工作的通知", "<p>现将部署<em>情况</em>公布。</p>")
    assert guarded(item).words == ()


def test_a_word_that_is_left_says_who_left_it_and_why(bureau):
    item = builders.item(bureau, title="关于布署防汛工作的通知")
    mark = guarded(item).words[0].word.fingerprint

    actions.set_aside(item, by=bureau.submitter, fingerprints=[mark], reason="引用原文件名称")

    (word,) = guarded(item).words
    assert [(one.by_name, one.reason) for one in word.said] == [(bureau.submitter.name, "引用原文件名称")]


def published_leak(bureau):
    """Something that was public before the guard knew better: its scans are forgotten, its reasons, too."""
    item = builders.item(bureau, **LEAK)
    mark = guarded(item).findings[0].seen.fingerprint
    actions.set_aside(item, by=bureau.submitter, fingerprints=[mark], reason="旧规则")
    builders.clear(item, bureau)
    actions.sign_off(item, by=bureau.signer)
    actions.set_aside(item, by=bureau.signer, fingerprints=[mark], reason="旧规则")
    actions.publish(item, by=bureau.signer)
    return item


def forget_reasons():
    screening.Scan.objects.all().delete()
    SetAside.objects.all()._raw_delete("default")


def test_a_patrol_takes_down_what_must_not_stay_and_reports_it(bureau):
    item = published_leak(bureau)
    clean = builders.published(bureau, title="无问题的信息")
    forget_reasons()

    run = actions.patrol()

    item.refresh_from_db(), clean.refresh_from_db()
    assert (run.read, run.found, run.taken_down) == (2, 1, 1)
    assert (item.state, clean.state) == (State.WITHDRAWN, State.PUBLISHED)
    assert item.withdrawals.first().reason == "privacy"
    assert [(one.kinds, one.taken_down) for one in PatrolFinding.objects.all()] == [
        (["identity_number"], True)
    ]
    assert IDENTITY not in str(list(PatrolFinding.objects.values())) + str(
        list(Entry.objects.values("facts", "after"))
    )


def test_a_patrol_leaves_what_somebody_answers_for_and_looks_at_nothing_twice(bureau):
    item = published_leak(bureau)
    screening.Scan.objects.all().delete()

    first, second = actions.patrol(), actions.patrol()

    item.refresh_from_db()
    assert (first.read, first.taken_down, second) == (1, 0, None)
    assert (item.state, Patrol.objects.count()) == (State.PUBLISHED, 1)


def test_what_is_taken_down_is_put_right_and_comes_back(bureau):
    item = published_leak(bureau)
    forget_reasons()
    actions.patrol()
    item.refresh_from_db()

    actions.reopen(item, reason="遮盖个人信息后重新公开", by=bureau.submitter)
    actions.mask(item, by=bureau.submitter)
    builders.clear(item, bureau)
    actions.sign_off(item, by=bureau.signer, release=True)

    assert (item.state, item.current_version.number) == (State.PUBLISHED, 2)
