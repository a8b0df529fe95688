import pytest

from gongkai.guard.files import scan_file
from gongkai.guard.text import mask_text, scan_text
from tests.guard.files.leaks import CHECKSUM_KINDS
from tests.guard.planted import is_found, planted
from tests.guard.spellings import SPELLINGS

PLANTED = planted()


def test_the_table_is_long_enough():
    assert len(PLANTED) >= 400
    assert {one.leak.kind for one in PLANTED} >= set(CHECKSUM_KINDS)


@pytest.mark.parametrize("one", PLANTED, ids=str)
def test_every_planted_leak_is_found(one):
    findings = scan_file(*one.file()).findings
    assert is_found(one), [(f.kind, f.masked, f.place.label) for f in findings]
    found = [finding for finding in findings if finding.kind == one.leak.kind]
    assert all(finding.place.label for finding in found)
    if one.leak.kind in CHECKSUM_KINDS:
        assert {str(finding.severity) for finding in found} & {"block", "warn"}


@pytest.mark.parametrize("name", SPELLINGS)
def test_a_number_in_any_spelling_stops_the_publication_until_it_is_masked(name):
    kind, text = SPELLINGS[name]
    findings = scan_text(text)
    assert [(one.kind, one.severity) for one in findings] == [(kind, "block")]
    assert scan_text(mask_text(text, findings)) == []
