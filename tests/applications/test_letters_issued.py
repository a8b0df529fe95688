"""Which act sends which letter to whom."""

from datetime import date

import pytest

from gongkai.applications import actions
from gongkai.applications.workflow import APPLICANT
from gongkai.foundation.file_kinds import FileKind
from gongkai.foundation.file_texts import text_of
from gongkai.foundation.files import open_file
from tests.applications import builders
from tests.applications.builders import at


def words(stored):
    with open_file(stored) as file:
        return text_of(FileKind(stored.kind), file.read()).replace("\n", "")


def test_a_withdrawal_is_confirmed_to_the_applicant(organ, handler):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 3, 5)):
        actions.withdraw_application(one, by=APPLICANT)

    letter = one.letters.get(kind="withdrawal")
    assert letter.is_for_applicant and letter.issued_on == date(2025, 3, 5)
    assert "2025年3月5日，本机关收到你撤回上述申请的意思表示，现予确认。" in words(letter.pdf)


def test_what_was_never_received_in_law_needs_no_confirmation(organ):
    one = builders.submitted(organ)
    actions.withdraw_application(one, by=APPLICANT)

    assert not one.letters.exists()


@pytest.mark.parametrize(
    ("party", "kind", "title"),
    [
        ("third_party", "consultation", "政府信息公开第三方意见征询书"),
        ("co_maker", "co_maker", "政府信息公开共同制作机关意见征询函"),
        ("other_organ", "assistance", "政府信息公开协助函"),
    ],
)
def test_each_who_is_asked_has_a_letter_of_its_own_that_the_applicant_does_not_read(
    organ, handler, party, kind, title
):
    one = builders.handling(organ, handler, on=date(2025, 3, 3))
    with at(date(2025, 3, 4)):
        asked = actions.serve_consultation(one, by=handler, party=party, name="某某单位", question="会议纪要")

    letter = asked.letter
    assert (letter.kind, letter.is_for_applicant) == (kind, False)
    assert title in words(letter.pdf)
    for file in (letter.pdf, letter.docx):
        assert "某某单位：" in words(file)
        assert builders.APPLICANT_NAME not in words(file)
