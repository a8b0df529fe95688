"""What came of an application, for its applicant: parts of a paper, another organ, each under the first code."""

from datetime import date

import pytest

from gongkai.applications import actions
from tests import factories
from tests.applications import builders
from tests.applications.builders import at, particulars, token

STATUS = "/apply/status/"


@pytest.fixture(autouse=True)
def _monday():
    with at(date(2025, 3, 3)):
        yield


@pytest.fixture
def town(db):
    return factories.organ("liutang")


@pytest.fixture
def sent(organ):
    return actions.submit(organ, particulars(), token=token())


def text(response):
    return response.content.decode()


def opens(client, taken):
    typed = {"number": taken.application.number, "code": taken.code}
    return text(client.post(STATUS, typed, follow=True))


def test_the_parts_of_a_split_application_are_read_with_the_code_of_the_first(sent, handler, client):
    [part] = actions.split(sent.application, by=handler, parts=["2024年预算", "2024年决算"])
    page = opens(client, sent)
    assert part.application.number in page

    other = text(client.get(f"{STATUS}{part.application.number}/"))
    assert "2024年决算" in other
    assert sent.application.number in other


def test_the_code_of_a_part_opens_the_others_too(sent, handler, client):
    [part] = actions.split(sent.application, by=handler, parts=["2024年预算", "2024年决算"])

    assert sent.application.number in opens(client, part)


def test_nobody_else_s_application_opens_with_it(sent, organ, handler, client):
    actions.split(sent.application, by=handler, parts=["2024年预算", "2024年决算"])
    strange = builders.submitted(organ)
    opens(client, sent)

    refused = client.get(f"{STATUS}{strange.number}/")
    assert refused.url == f"{STATUS}?number={strange.number}"


def test_the_applicant_is_told_where_it_went_and_why(sent, town, handler, client):
    actions.transfer(sent.application, town, by=handler, reason="由柳塘镇制作")
    page = opens(client, sent)

    assert "2025-03-03 由青禾市财政局转送柳塘镇人民政府办理，理由：由柳塘镇制作" in page


def test_what_was_handed_over_is_found_from_the_first(organ, town, handler, client):
    taken = actions.submit(organ, particulars(), token=token())
    one = taken.application
    actions.register(one, by=handler, confirmed_on=date(2025, 3, 3))
    contents = {"reason": "由柳塘镇制作", "responsible_organ": "柳塘镇人民政府"}
    builders.replied(one, by=handler, kind="other_organ", contents=contents)
    made = actions.hand_over(one, town, by=handler, consent="电话同意").application

    assert "向柳塘镇人民政府代为提出，编号 LIUTANG-2025-0001" in opens(client, taken)
    assert "由青禾市财政局经您同意代为提出" in text(client.get(f"{STATUS}{made.number}/"))
