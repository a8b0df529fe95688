"""What a merged organ still owed or was asked is for the organ that takes over."""

from gongkai.disclosure import actions
from gongkai.disclosure.models import Agreement
from gongkai.disclosure.queries import open_debts
from gongkai.foundation.ledger import SYSTEM
from gongkai.organs.actions import merge_organ
from tests import factories
from tests.disclosure import builders
from tests.disclosure.desk import FRIDAY


def test_the_looks_owed_and_the_answers_asked_for_go_to_the_successor(staff):
    heir, other = factories.organ("development"), factories.organ(factories.TOWN)
    urgent = builders.item(staff, title="汛情通报")
    actions.publish_at_once(urgent, by=staff.signer, reason="突发汛情")
    town = builders.office(factories.TOWN)
    joint, twice = builders.item(town, title="联合通知"), builders.item(town, title="又一份联合通知")
    actions.ask_co_makers(joint, organs=[factories.organ()], by=town.submitter)
    actions.ask_co_makers(twice, organs=[factories.organ(), heir], by=town.submitter)
    own = builders.item(staff, title="与承接机关联合的通知")
    actions.ask_co_makers(own, organs=[heir, other], by=staff.submitter)

    merge_organ(factories.organ(), into=heir, on=FRIDAY.date(), by=SYSTEM)

    assert [one.version.item_id for one in open_debts(heir.pk)] == [urgent.pk]
    asked = Agreement.objects.order_by("item", "organ").values_list("item__title", "organ__code")
    assert list(asked) == [
        ("联合通知", "development"),
        ("又一份联合通知", "development"),
        ("与承接机关联合的通知", factories.TOWN),
    ]
