import pytest

from gongkai.guard.files import scan_file
from tests.guard.files.leaks import CHECKSUM_KINDS
from tests.guard.planted import planted

PLANTED = planted()


def test_the_table_is_long_enough():
    assert len(PLANTED) >= 200
    assert {one.leak.kind for one in PLANTED} >= set(CHECKSUM_KINDS)


@pytest.mark.parametrize("one", PLANTED, ids=str)
def test_every_planted_leak_is_found(one):
    name, content = one.file()
    findings = scan_file(name, content).findings
    found = [
        finding for finding in findings if (finding.kind, finding.value) == (one.leak.kind, one.leak.value)
    ]
    assert found, [(f.kind, f.masked, f.place.label) for f in findings]
    assert all(finding.place.label for finding in found)
    if one.leak.kind in CHECKSUM_KINDS:
        assert {str(finding.severity) for finding in found} & {"block", "warn"}
