"""What the guard finds, at the desk: shown without values, covered, answered for; and the lists it goes by."""

import pytest
from django.urls import reverse

from gongkai.accounts.models import Duty
from gongkai.disclosure import actions
from gongkai.disclosure.actions import patrolling
from gongkai.disclosure.models import SetAside
from gongkai.disclosure.queries.guarding import guarded
from gongkai.foundation.moment import acting_at
from gongkai.screening.models import OfficeNumber, Scan, WordEntry
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY, page, sign_in
from tests.disclosure.test_guarding import IDENTITY, LEAK


@pytest.fixture
def bureau(db):
    with acting_at(FRIDAY):
        yield builders.office()


def test_a_finding_is_shown_with_its_place_and_advice_but_never_with_its_value(client, bureau):
    item = builders.item(bureau, **LEAK)
    sign_in(client, bureau.submitter)

    shown = page(client.get(reverse("workbench:item_findings", args=[item.pk])))

    assert "居民身份证号码" in shown and "一键遮盖" in shown and "正文" in shown
    assert IDENTITY not in shown


def test_one_click_covers_and_the_page_says_that_nothing_is_left(client, bureau):
    item = builders.item(bureau, **LEAK)
    sign_in(client, bureau.submitter)

    shown = page(
        client.post(reverse("workbench:mask_item", args=[item.pk]), {"seen": item.revision}, follow=True)
    )

    assert "没有发现个人信息和涉密标志" in shown


def test_a_reason_is_asked_for_and_what_was_chosen_is_kept_with_the_name(client, bureau):
    item = builders.item(bureau, **LEAK)
    mark = guarded(item).findings[0].seen.fingerprint
    sign_in(client, bureau.submitter)
    address = reverse("workbench:set_aside", args=[item.pk])

    without = page(client.post(address, {"seen": item.revision, "fingerprints": [mark], "reason": ""}))
    told = {"seen": item.revision, "fingerprints": [mark], "reason": "当事人书面同意"}
    shown = page(client.post(address, told, follow=True))

    assert "这个字段是必填项" in without or "请填写" in without
    assert SetAside.objects.count() == 1
    assert f"{bureau.submitter.name}：保留，当事人书面同意" in shown


def test_a_suggested_word_is_written_everywhere_with_one_click(client, bureau):
    item = builders.item(bureau, title="关于布署防汛工作的通知")
    sign_in(client, bureau.submitter)
    told = {"seen": item.revision, "wrong": "布署", "right": "部署"}

    client.post(reverse("workbench:replace_word", args=[item.pk]), told)

    item.refresh_from_db()
    assert item.title == "关于部署防汛工作的通知"


def test_somebody_of_another_organ_sees_nothing_of_it(client, bureau):
    item = builders.item(bureau, **LEAK)
    sign_in(client, builders.office(factories.TOWN).submitter)

    assert client.get(reverse("workbench:item_findings", args=[item.pk])).status_code == 404
    assert client.post(reverse("workbench:mask_item", args=[item.pk]), {"seen": 0}).status_code == 404


def test_the_patrol_reports_to_the_organ_and_to_the_top(client, bureau):
    item = builders.item(bureau, **LEAK)
    mark = guarded(item).findings[0].seen.fingerprint
    for who, do in ((bureau.submitter, lambda: builders.clear(item, bureau)), (bureau.signer, lambda: None)):
        actions.set_aside(item, by=who, fingerprints=[mark], reason="旧规则")
        do()
    actions.sign_off(item, by=bureau.signer, release=True)
    SetAside.objects.all()._raw_delete("default")
    actions.patrol()
    top = factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)
    address = reverse("workbench:patrol_report")

    shown = {
        name: "市财政局内设机构职责" in page(sign_in(client, who).get(address))
        for name, who in {
            "own": bureau.head,
            "top": top,
            "other": builders.office(factories.TOWN).head,
        }.items()
    }

    assert shown == {"own": True, "top": True, "other": False}


def test_the_report_says_how_many_could_not_be_looked_at(client, bureau, monkeypatch):
    builders.published(bureau, title="市财政局内设机构职责")
    Scan.objects.all().delete()
    monkeypatch.setattr(patrolling, "findings_in", lambda _version: [].blocking())
    actions.patrol()

    shown = page(sign_in(client, bureau.head).get(reverse("workbench:patrol_report")))

    assert "检查时出错（AttributeError）" in shown
    assert "未能检查（条）" in shown


@pytest.fixture
def administrator(db):
    return factories.actor(factories.organ(factories.CITY), Duty.SYSTEM_ADMIN)


def test_the_administrator_adds_and_ends_words_and_numbers(client, administrator):
    sign_in(client, administrator)
    client.post(reverse("workbench:words"), {"wrong": "青禾县", "right": "青禾市", "category": "机构名称"})
    client.post(reverse("workbench:numbers"), {"number": "13812345678", "note": "防汛值班"})
    word, number = WordEntry.objects.get(), OfficeNumber.objects.get()

    shown = page(client.get(reverse("workbench:words"))) + page(client.get(reverse("workbench:numbers")))
    client.post(reverse("workbench:end_word", args=[word.pk]))
    client.post(reverse("workbench:forget_number", args=[number.pk]))

    assert "青禾县" in shown and "错别字" in shown and "138****5678" in shown
    assert (WordEntry.objects.get().ended, OfficeNumber.objects.count()) == (True, 0)


def test_a_department_is_told_who_keeps_the_lists_and_loses_nothing_it_typed(client, bureau):
    sign_in(client, bureau.head)

    shown = page(
        client.post(reverse("workbench:words"), {"wrong": "甲乙", "right": "", "category": "错别字"})
    )

    assert "名单由系统管理员" in shown and 'value="甲乙"' in shown
