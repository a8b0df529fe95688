"""docs/articles.md says what the rulebook says."""

from tools.articles import PAGE, render


def test_the_index_of_articles_is_fresh():
    """If this fails, run python tools/articles.py."""
    assert PAGE.read_text("utf-8") == render()


def test_the_articles_stand_in_the_order_of_their_numbers():
    section = render().partition("`regulation-2019`")[2].partition("\n## ")[0]
    places = [
        section.index(f"| {article} |")
        for article in ("第二十条第（二）项", "第二十条第（十）项", "第三十三条")
    ]

    assert places == sorted(places)
