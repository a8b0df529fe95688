"""Numbers that prove themselves are found wherever they stand, and masked so that nothing of them is found again."""

from gongkai.guard.text import mask_text, scan_text

IDENTITY = "510922199001011237"


def test_an_identity_number_is_found_and_masked():
    text = f"张三，{IDENTITY}，文井镇"
    findings = scan_text(text, part="body", label="正文")
    assert [(f.kind, f.severity, f.value, f.masked) for f in findings] == [
        ("identity_number", "block", IDENTITY, "51*************237")
    ]
    assert mask_text(text, findings) == "张三，51*************237，文井镇"
    assert (findings[0].place.part, findings[0].place.label) == ("body", "正文")
