"""The handbook keeps to the screen: no dead picture, no dead link, no word that a page does not say."""

import re
from pathlib import Path

from django.utils.translation import gettext, override
from PIL import Image

from tests.journeys.handbook import ALL, HANDBOOK, PHONE

SOURCE = Path(__file__).parent.parent / "src" / "gongkai"
MOST_BYTES = 150_000
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PIECE = re.compile(r"""(?<=["'>}])[^"'<>{}\n]+(?=["'<{])|(?<=zh: )[^,}\n]+""")
QUOTED = re.compile(r"“([^”]+)”")
TRANSLATED = re.compile(r"“([^”]+)” \(((?:[^()]|\([^()]*\))+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
HEADING_MARKS = re.compile(r"^(#+) ", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def pages():
    return sorted(HANDBOOK.glob("*.md"))


def test_the_handbook_shows_every_picture_and_no_dead_one():
    shown = {
        Path(link).stem
        for page in pages()
        for link in LINK.findall(page.read_text("utf-8"))
        if ".png" in link
    }
    kept = {path.stem for path in (HANDBOOK / "pictures").iterdir()}
    assert (shown, kept) == (ALL, ALL)


def test_the_pictures_are_small_and_as_wide_as_the_screen_they_were_taken_on():
    large = []
    for path in sorted((HANDBOOK / "pictures").iterdir()):
        with Image.open(path) as picture:
            wide = picture.width > (375 if path.stem in PHONE else 1280)
        if wide or path.stat().st_size > MOST_BYTES:
            large.append(path.name)
    assert large == []


def test_every_link_of_the_handbook_leads_somewhere():
    dead = [
        f"{page.name}: {link}"
        for page in pages()
        for link in LINK.findall(page.read_text("utf-8"))
        if not link.startswith("http") and not (page.parent / link.partition("#")[0]).exists()
    ]
    assert dead == []


def slug(heading):
    """How a heading is addressed on the page that GitHub and its like make of it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_every_place_that_a_page_points_to_is_there():
    dead = []
    for page in pages():
        text = page.read_text("utf-8")
        places = {slug(heading) for heading in HEADING.findall(text)}
        dead += [
            f"{page.name}: {link}" for link in LINK.findall(text) if link[0] == "#" and link[1:] not in places
        ]
    assert dead == []


def test_the_english_pages_are_built_as_the_chinese_ones():
    for chinese in (page for page in pages() if not page.name.endswith(".en.md")):
        english = chinese.with_suffix(".en.md")
        built = [
            (HEADING_MARKS.findall(text), [link for link in LINK.findall(text) if ".png" in link])
            for text in (chinese.read_text("utf-8"), english.read_text("utf-8"))
        ]
        assert built[0] == built[1], english.name


def on_the_screen():
    """Whatever the templates and the sources say in Chinese, piece by piece."""
    kinds = ("*.html", "*.py", "*.yaml")
    files = [one for kind in kinds for one in SOURCE.rglob(kind) if "example" not in one.parts]
    pieces = (PIECE.findall(one.read_text("utf-8")) for one in files)
    return {piece.strip() for found in pieces for piece in found if CHINESE.search(piece)}


def test_every_word_that_the_handbook_quotes_stands_on_the_screen():
    known = on_the_screen()
    unknown = [
        f"{page.name}: {quoted}"
        for page in pages()
        for quoted in QUOTED.findall(page.read_text("utf-8"))
        if quoted not in known
    ]
    assert unknown == []


def test_the_english_handbook_calls_things_as_the_english_screen_does():
    wrong = []
    with override("en"):
        for page in HANDBOOK.glob("*.en.md"):
            for chinese, english in TRANSLATED.findall(" ".join(page.read_text("utf-8").split())):
                # What has no English yet, the check of the catalogue tells.
                if gettext(chinese) not in (english, chinese):
                    wrong.append(f"{page.name}: {chinese} ({english}), on the screen: {gettext(chinese)}")
    assert wrong == []
