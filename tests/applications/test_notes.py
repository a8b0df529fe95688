"""What a person at the desk writes into the ledger: a reason or a note, and nothing personal."""

import pytest

from gongkai.applications import actions
from gongkai.foundation.ledger import history_of
from gongkai.foundation.workflow import Refused
from tests.applications import builders


@pytest.mark.parametrize("text", ["110101199003078515", "致电13800138000", "138-0013-8000"])
def test_a_reason_with_a_personal_number_is_refused(organ, handler, text):
    one = builders.handling(organ, handler)
    with pytest.raises(Refused, match="不要写身份证号码"):
        actions.reveal_identity(one, by=handler, reason=text)
    with pytest.raises(Refused, match="不要写身份证号码"):
        actions.withdraw_application(one, by=handler, note=text)


def test_the_handler_says_how_the_applicant_withdrew(organ, handler):
    one = builders.handling(organ, handler)
    with pytest.raises(Refused, match="怎样撤回"):
        actions.withdraw_application(one, by=handler, note=" ")
    actions.withdraw_application(one, by=handler, note="来信撤回")

    assert one.state == "withdrawn"
    assert history_of(one).last().facts["note"] == "来信撤回"
