"""What people type: dates and numbers in any writing, pinyin, quotation marks, wrong characters; and what hits are."""

from datetime import date

import pytest

from gongkai.foundation import search
from gongkai.foundation.search import Doc, Filters
from gongkai.foundation.search.sounds import sounding_like, sounds_of, syllables


def doc(number, title, **fields):
    return Doc(id=f"item:{number}", kind=fields.pop("kind", "item"), title=title, url=f"/{number}/", **fields)


def found(words, **asked):
    return [int(hit.id.partition(":")[2]) for hit in search.find(words, **asked).hits]


@pytest.fixture
def land():
    search.index(
        [
            doc(
                1,
                "征地补偿安置方案公告",
                body="二〇二五年三月起施行。自2025年3月1日起公示。",
                keywords=["青政发〔2025〕3号"],
            ),
            doc(2, "重庆银行网点名单", body="附件另附。", files="网点 补偿 电话"),
            doc(3, "最低生活保障标准", body="征地的补偿另行规定。", keywords=["2025-03-01"]),
        ]
    )


@pytest.mark.parametrize(
    "typed",
    [
        "青政发〔2025〕3号",
        "青政发[2025]3号",
        "青政发（2025）3号",
        "青政发【2025】3号",
        "青政发2025 3号",
        "靑政發〔２０２５〕３號",
    ],
)
def test_a_document_number_is_found_in_whatever_brackets(land, typed):
    assert found(typed) == [1]


@pytest.mark.parametrize("typed", ["2025年3月1日", "2025-03-01", "2025.3.1", "2025/3/1", "2025年03月01日"])
def test_a_day_is_found_in_whatever_writing(land, typed):
    assert sorted(found(typed)) == [1, 3]


@pytest.mark.parametrize("typed", ["zhengdi", "zhengdibuchang", "zdbc", "ZhengDi", "zhengdi 安置"])
def test_pinyin_and_its_first_letters_find_a_title(land, typed):
    assert found(typed) == [1]


def test_a_character_is_read_as_in_its_pair(land):
    assert sounds_of("重庆银行") == ["chong", "qing", "yin", "hang"]
    assert (found("chongqing"), found("yinhang")) == ([2], [2])


@pytest.mark.parametrize(
    ("typed", "apart"),
    [("zhengdi", ("zheng", "di")), ("xian", ("xian",)), ("xyz", ()), ("zhuangx", ()), ("", ())],
)
def test_letters_are_taken_apart_into_syllables_or_not_at_all(typed, apart):
    assert syllables(typed) == apart


def test_quotation_marks_want_it_exactly_so(land):
    assert sorted(found("征地补偿")) == [1]
    assert found("征地 补偿") == [1, 3]
    assert found("“征地补偿”") == [1]
    assert search.find("“征地补尝安置”").total == 0


def test_the_text_of_attachments_is_found_after_titles(land):
    assert found("补偿") == [1, 3, 2] or found("补偿") == [1, 2, 3]
    assert found("网点 电话") == [2]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("正地补偿", "征地补偿"), ("征地补尝", "征地补偿"), ("征地补赏", "征地补偿"), ("地征补偿", "征地补偿")],
)
def test_a_wrong_character_is_noticed(land, typed, meant):
    page = search.find(typed)

    assert page.meant == meant


def test_what_is_found_as_it_was_typed_is_not_corrected(land):
    assert search.find("征地补偿").meant == ""
    assert search.find("魑魅魍魉").meant == ""


def test_characters_that_sound_alike():
    assert "偿" in sounding_like("尝")
    assert "尝" not in sounding_like("尝")


def test_hits_are_counted_by_what_they_are():
    search.index(
        [
            doc(
                1,
                "补偿一",
                organ_id=7,
                organ_line=[1, 7],
                column_ids=[3, 4],
                on=date(2024, 1, 1),
                formats=["pdf", "pdf"],
            ),
            doc(
                2,
                "补偿二",
                organ_id=8,
                organ_line=[1, 8],
                column_ids=[3],
                on=date(2025, 1, 1),
                standing="in_force",
            ),
            doc(
                3, "补偿三", organ_id=7, organ_line=[1, 7], column_ids=[3], on=date(2025, 6, 1), kind="rules"
            ),
        ]
    )

    told = search.find("补偿", facets=["organ", "column", "kind", "year", "standing", "format"]).facets

    assert told == {
        "organ": {"7": 2, "8": 1},
        "column": {"3": 3, "4": 1},
        "kind": {"item": 2, "rules": 1},
        "year": {"2025": 2, "2024": 1},
        "standing": {"in_force": 1},
        "format": {"pdf": 1},
    }


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(organ_ids=[1]), [1, 2]),
        (Filters(organ_ids=[8]), [2]),
        (Filters(years=[2024]), [1]),
        (Filters(formats=["pdf"], standings=["in_force"]), []),
        (Filters(standings=["in_force"]), [2]),
    ],
    ids=str,
)
def test_hits_are_narrowed_by_what_they_are(filters, left):
    search.index(
        [
            doc(1, "补偿一", organ_id=7, organ_line=[1, 7], on=date(2024, 1, 1), formats=["pdf"]),
            doc(2, "补偿二", organ_id=8, organ_line=[1, 8], on=date(2025, 1, 1), standing="in_force"),
        ]
    )

    assert sorted(found("补偿", filters=filters)) == left


def test_titles_are_proposed_while_one_types(land):
    assert search.suggest("征") == [("征地补偿安置方案公告", "/1/")]
    assert search.suggest("zhengd") == [("征地补偿安置方案公告", "/1/")]
    assert search.suggest("zdb") == [("征地补偿安置方案公告", "/1/")]
    assert search.suggest("青政发") == [("征地补偿安置方案公告", "/1/")]
    assert search.suggest("  ") == []


def test_no_title_is_proposed_twice():
    search.index([doc(n, "征地公告") for n in range(5)])

    assert len(search.suggest("征地")) == 1
