"""A published report at the desk: read, looked at, confirmed, and what the records begin with."""

from datetime import date
from importlib.resources import files

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.accounts.queries import Duty
from gongkai.annual_reports import actions, queries
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.organs.models import Kind, Level
from tests import factories
from tests.annual_reports.builders import CLASSES
from tests.applications.builders import at
from tests.applications.desk import sign_in

HERE = "/desk/reports/import/"
SEEDS = files("gongkai.example") / "seeds"
BAIYA = (SEEDS / "004_9f08b052b3757a26.txt").read_text("utf-8")


@pytest.fixture(autouse=True)
def _january():
    with at(date(2026, 1, 5)):
        yield


@pytest.fixture
def baiya(db):
    told = {"name": "阆中市柏垭镇人民政府", "short_name": "柏垭镇"}
    return factories.organ("baiya", **told, kind=Kind.GOVERNMENT, level=Level.TOWNSHIP)


@pytest.fixture
def clerk(baiya):
    return factories.actor(baiya, Duty.REPORT_CLERK)


@pytest.fixture
def office(baiya):
    return factories.actor(factories.organ(factories.CITY), Duty.OFFICE_HEAD)


def shown(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def confirmed(client, looked_at, **typed):
    token = looked_at.context["confirm"].initial["token"]
    return client.post(HERE, {"token": token, **typed})


def test_a_pasted_report_is_shown_before_it_is_kept(client, clerk, baiya):
    sign_in(client, clerk)

    looked_at = client.post(HERE, {"text": BAIYA, "source": "https://www.example.gov.cn/nb/2019"})

    page = shown(looked_at)
    assert "阆中市柏垭镇人民政府 · 2019年度" in page
    assert "现在还什么都没有保存" in page
    assert "其他核对结果" in page
    assert not queries.has_report(baiya, 2019)

    done = confirmed(client, looked_at)

    report = queries.public_report("baiya", 2019)
    assert done.url == f"/desk/reports/imported/{report.pk}/"
    assert (report.source_name, report.imported) == ("https://www.example.gov.cn/nb/2019", True)
    assert report.source_text.startswith("阆中市柏垭镇2019年度政府信息公开工作年度报告")
    assert report.reading["findings"]
    assert history_of(report).get().actor_name == clerk.name


def test_a_file_is_named_as_its_own_source(client, clerk, baiya):
    sign_in(client, clerk)
    paper = SimpleUploadedFile("柏垭镇2019.txt", BAIYA.encode("gbk", "replace"))

    confirmed(client, client.post(HERE, {"file": paper}))

    assert queries.public_report("baiya", 2019).source_name == "柏垭镇2019.txt"


def test_the_office_above_leaves_it_to_the_paper_whose_it_is(client, office, baiya):
    sign_in(client, office)

    looked_at = client.post(HERE, {"text": BAIYA})

    assert looked_at.context["chosen"] == baiya
    confirmed(client, looked_at)
    assert queries.has_report(baiya, 2019)


def errors(response) -> list[str]:
    form = response.context["confirm"] or response.context["form"]
    return [error for several in form.errors.values() for error in several]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"text": BAIYA, "year": 2018}, "文件是2019年度的报告，与所选的2018年度不同。"),
        (
            {"text": BAIYA, "organ": "白鹭镇"},
            "本机关和下级机关中没有叫这个名称的，或者不止一个。请填写全称。",
        ),
        (
            {"text": BAIYA.replace("柏垭镇", "白鹭镇")},
            "报告里写的机关是“阆中市白鹭镇”，在本机关和下级机关中没有认出。请填写机关名称。",
        ),
        ({"text": "今天天气很好。"}, "这份文件不是政府信息公开工作年度报告。文中没有说到政府信息公开。"),
        ({}, "请上传一个文件，或者粘贴文字，两者选一。"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 broken")}, None),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, office, baiya, typed, why):
    sign_in(client, office)

    response = client.post(HERE, typed)

    assert response.context["confirm"] is None
    assert errors(response) == [why] if why else errors(response)
    if "text" in typed:
        assert response.context["form"]["text"].value() == typed["text"]
    assert not queries.has_report(baiya, 2019)


def test_another_organ_wants_a_reason(client, office, baiya):
    sign_in(client, office)
    town = factories.organ(factories.TOWN)

    looked_at = client.post(HERE, {"text": BAIYA, "organ": "柳塘镇"})
    assert "报告写的是“阆中市柏垭镇”，所选的是“柳塘镇人民政府”。" in shown(looked_at)
    refused = confirmed(client, looked_at)

    assert errors(refused) == ["文件是“阆中市柏垭镇”的报告，不是所选的“柳塘镇人民政府”的。"]
    assert not queries.has_report(town, 2019)

    confirmed(client, looked_at, otherwise_named="当时叫柏垭镇。")
    assert (
        history_of(queries.public_report(town.code, 2019)).get().facts["otherwise_named"] == "当时叫柏垭镇。"
    )


def test_a_report_that_is_there_is_not_taken_again(client, clerk, baiya):
    sign_in(client, clerk)
    looked_at = client.post(HERE, {"text": BAIYA})
    confirmed(client, looked_at)

    assert errors(confirmed(client, looked_at)) == ["阆中市柏垭镇人民政府2019年度的报告已经有了。"]


def test_what_was_looked_at_is_nobody_elses_and_not_altered(client, clerk, office, baiya):
    sign_in(client, clerk)
    token = client.post(HERE, {"text": BAIYA}).context["confirm"].initial["token"]

    assert errors(client.post(HERE, {"token": token[:-2] + "xx"})) == ["预览已过期，请重新选择文件。"]
    sign_in(client, office)
    assert errors(client.post(HERE, {"token": token})) == ["预览已过期，请重新选择文件。"]


def test_it_is_for_clerks_and_heads(client, baiya):
    sign_in(client, factories.actor(baiya, Duty.SIGNER))

    assert client.get(HERE).status_code == 403


# --- what the records begin with ------------------------------------------------------------------------------------


@pytest.fixture
def historical(baiya):
    reading = {
        "is_annual_report": True,
        "organ": baiya.name,
        "year": 2024,
        "form": "2021",
        "applications": {"carried_forward": dict.fromkeys(CLASSES, 2)},
        "narrative": {"published_total": 70},
        "findings": [{"rule": "B-50", "severity": "error", "text": "对不上"}],
    }
    return actions.import_reading(baiya, 2024, reading, by=SYSTEM)


def test_the_head_confirms_what_the_records_begin_with(client, baiya, historical):
    sign_in(client, factories.actor(baiya, Duty.OFFICE_HEAD))
    here = f"/desk/reports/imported/{historical.pk}/"
    page = shown(client.get(here))
    assert "结转下年度的申请，作为下一年度的上年结转：12" in page
    assert "这份报告没有写明历年累计。" in page
    assert "对不上" in page

    sent = {"seen": historical.revision, "carried": "on", "disclosed": "on"}
    assert client.post(f"{here}take-opening/", sent).url == here

    page = shown(client.get(here))
    assert "已经取用过了。" in page
    assert "2024年的期初数已经填写，不再取用。" in page
    assert "确认取用勾选的期初数" not in page


def test_nothing_ticked_is_said_on_the_page(client, baiya, historical):
    sign_in(client, factories.actor(baiya, Duty.OFFICE_HEAD))

    response = client.post(
        f"/desk/reports/imported/{historical.pk}/take-opening/", {"seen": historical.revision}
    )

    assert "请勾选要取用的数。" in shown(response)


def test_the_office_above_sees_it_and_leaves_the_opening_to_the_organ(client, office, historical):
    sign_in(client, office)

    page = shown(client.get(f"/desk/reports/imported/{historical.pk}/"))

    assert "由该机关的公开工作机构负责人确认取用。" in page
    assert "确认取用勾选的期初数" not in page


def test_a_historical_report_of_a_stranger_does_not_exist(client, historical):
    sign_in(client, factories.actor(factories.organ(factories.TOWN), Duty.OFFICE_HEAD))

    assert client.get(f"/desk/reports/imported/{historical.pk}/").status_code == 404


def test_the_list_leads_to_the_historical_report(client, clerk, historical):
    sign_in(client, clerk)

    assert client.get("/desk/reports/2024/").url == f"/desk/reports/imported/{historical.pk}/"


def test_a_historical_report_costs_the_same_however_much_there_is(
    client, baiya, historical, django_assert_num_queries
):
    sign_in(client, factories.actor(baiya, Duty.OFFICE_HEAD))
    here = f"/desk/reports/imported/{historical.pk}/"
    client.get(here)

    with django_assert_num_queries(9):
        client.get(here)
