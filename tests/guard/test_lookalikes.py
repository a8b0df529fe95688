from itertools import groupby

import pytest

from gongkai.guard.files import scan_file
from gongkai.guard.findings import Severity
from tests.guard.harmless import harmless
from tests.guard.lookalikes import lookalikes

ALL = sorted([*lookalikes(), *harmless()], key=lambda one: one[:2])
GROUPS = {key: [one[2] for one in group] for key, group in groupby(ALL, key=lambda one: one[:2])}


def test_there_are_enough_of_them():
    assert len(ALL) >= 600


@pytest.mark.parametrize("group", GROUPS.values(), ids=["-".join(key) for key in GROUPS])
def test_no_look_alike_is_blocked(group):
    blocked = [
        (finding.kind, finding.excerpt)
        for name, content in group
        for finding in scan_file(name, content).findings
        if finding.severity is Severity.BLOCK
    ]
    assert blocked == []
