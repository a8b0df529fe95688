"""Sites: who opens them, how many, under which names; one installation answers to all of them."""

import pytest
from django.core.exceptions import ValidationError

from gongkai.accounts.queries import Duty
from gongkai.channels.actions import describe_site, open_site
from gongkai.channels.queries import all_sites, site_at
from gongkai.foundation.ledger import SYSTEM, history_of
from gongkai.foundation.workflow import Refused, Stale
from tests import factories


def opened(organ, **fields):
    return open_site(organ, by=SYSTEM, **{"domain": "czj.example.gov.cn", "name": "市财政局网站", **fields})


def test_a_site_is_opened_and_the_ledger_says_so(organ):
    site = opened(organ, identification="1304000009", look="red")

    [entry] = history_of(site)
    assert (entry.verb, entry.after["domain"], entry.after["organ"]) == (
        "channels.open_site",
        "czj.example.gov.cn",
        organ.pk,
    )


def test_guide_to_government_websites_a_township_opens_none(db):
    with pytest.raises(Refused, match="乡镇、街道不开设网站"):
        opened(factories.organ(factories.TOWN))


def test_guide_to_government_websites_an_organ_opens_one_at_most(organ):
    opened(organ)

    with pytest.raises(Refused, match="最多开设一个"):
        opened(organ, domain="other.example.gov.cn")


@pytest.mark.parametrize("duty", [one for one in Duty if one != Duty.SYSTEM_ADMIN])
def test_only_the_system_administrator_opens_and_describes_sites(organ, duty):
    site, by = opened(organ), factories.actor(organ, duty)

    with pytest.raises(Refused):
        describe_site(site, by=by, name="别的名称")
    with pytest.raises(Refused):
        open_site(organ, by=by, domain="a.gov.cn", name="甲")


@pytest.mark.parametrize(
    "wrong",
    [
        {"identification": "130400000"},
        {"identification": "bm1234567"},
        {"domain": "HTTP://x.gov.cn"},
        {"domain": "../x"},
        {"look": "pink"},
        {"name": ""},
    ],
    ids=str,
)
def test_what_is_not_well_formed_is_not_taken(organ, wrong):
    with pytest.raises(ValidationError):
        opened(organ, **wrong)


def test_e_03_codes_of_a_ministry_are_taken(organ):
    assert opened(organ, identification="bm07000001").pk


def test_a_domain_belongs_to_one_site(organ):
    opened(organ)
    other = opened(factories.organ(factories.CITY), domain="www.example.gov.cn")

    with pytest.raises(Refused, match="已被其他网站使用"):
        describe_site(other, by=SYSTEM, domain="czj.example.gov.cn")


def test_the_second_to_change_it_is_told(organ):
    site = opened(organ)
    describe_site(site, by=SYSTEM, seen=0, name="新名称")

    with pytest.raises(Stale):
        describe_site(site, by=SYSTEM, seen=0, name="更新的名称")


def test_each_name_leads_to_its_site_and_an_unknown_one_to_the_first(organ):
    first = opened(organ)
    second = opened(factories.organ(factories.CITY), domain="www.example.gov.cn")

    assert [
        site_at(host) for host in ("www.example.gov.cn", "WWW.example.gov.cn:8443", "localhost:8000")
    ] == [
        second,
        second,
        first,
    ]
    assert all_sites() == [first, second]


def test_before_a_site_is_opened_there_is_none(db):
    assert site_at("localhost") is None
