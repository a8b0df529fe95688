"""Make the fonts that are shipped: subsets of free Chinese faces, small enough to go into the repository.

    apt-get install fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai unicode-data
    uv run --no-project --with fonttools tools/make_fonts.py

The body face holds every character that a document can be expected to need; the faces for titles and
headings hold the common ones, and a rarer one is drawn from the body face. All are renamed: the licence
reserves the original names, and an installed full font must not be mistaken for one of these.
"""

import bz2
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FONTS = Path(__file__).resolve().parent.parent / "src" / "gongkai" / "foundation" / "fonts"
UNIHAN = Path("/usr/share/unicode")
NOTO = Path("/usr/share/fonts/opentype/noto")
KAI = Path("/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf")

# The Table of General Standard Chinese Characters (2013) numbers its characters by how common they are.
FIRST_LEVEL, SECOND_LEVEL, WHOLE_TABLE = 3500, 6500, 8105
# In names and notices, and in none of the tables below.
ALSO = "囍〇羴猋骉曌㙍䶮龑頔喆堃"
SYMBOLS = [(0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2040), (0x20AC, 0x20AC), (0x2103, 0x2103), (0x2116, 0x2116)]
SYMBOLS += [(0x2150, 0x217F), (0x2190, 0x2193), (0x221A, 0x221A), (0x2236, 0x2236), (0x2248, 0x2265)]
SYMBOLS += [(0x2460, 0x249B), (0x25A0, 0x25CF), (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2717)]
SYMBOLS += [
    (0x3000, 0x301F),
    (0x3220, 0x3229),
    (0x338E, 0x33D5),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF5E),
    (0xFFE5, 0xFFE5),
]


def standard_table(upto: int) -> set[int]:
    """The characters of the standard table with a number up to ``upto``, from Unicode's Unihan database."""
    found = set()
    with bz2.open(UNIHAN / "Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            code, _tab, rest = line.partition("\t")
            if rest.startswith("kTGH\t2013:") and int(rest.partition(":")[2]) <= upto:
                found.add(int(code[2:], 16))
    return found


def encodable(codec: str, leads: range) -> set[int]:
    """The characters of a double-byte character set whose first byte is in ``leads``."""
    texts = (bytes((lead, trail)).decode(codec, "ignore") for lead in leads for trail in range(0x40, 0xFF))
    return {ord(text) for text in texts if len(text) == 1}


def traditional_forms(characters: set[int]) -> set[int]:
    """The traditional forms of these characters: they stand in the names of people and of old papers."""
    found = set()
    with bz2.open(UNIHAN / "Unihan_Variants.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            code, _tab, rest = line.partition("\t")
            if rest.startswith("kTraditionalVariant\t") and int(code[2:], 16) in characters:
                found |= {int(form[2:], 16) for form in rest.split()[1:]}
    return found


def symbols() -> set[int]:
    return {code for first, last in SYMBOLS for code in range(first, last + 1)} | encodable(
        "gb2312", range(0xA1, 0xAA)
    )


def simplified_face(collection: Path) -> TTFont:
    """The proportional face for mainland China in a Noto CJK collection."""
    faces = TTCollection(collection).fonts
    return next(
        face for face in faces if (face["name"].getDebugName(1) or "").split(" CJK ")[-1].startswith("SC")
    )


def make(face: TTFont, characters: set[int], family: str, style: str, source: str) -> None:
    """Write the subset of ``face`` under its new name."""
    options = subset.Options()
    options.layout_features = ["kern", "locl", "ccmp"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "DSIG"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(face)
    rename(face, family, style, source)
    file = FONTS / f"{family.replace(' ', '')}-{style}.otf"
    face.save(file)
    print(f"{file.name}: {len(face.getBestCmap())} characters, {file.stat().st_size / 1e6:.2f} MB")


def rename(face: TTFont, family: str, style: str, source: str) -> None:
    face.recalcTimestamp = False  # the same file each time it is made
    plain = f"{family} {style}".replace(" ", "")
    for number, text in {
        1: family,
        2: style,
        3: f"{plain}; from {source}",
        4: f"{family} {style}",
        6: plain,
    }.items():
        face["name"].setName(text, number, 3, 1, 0x409)
    if "CFF " in face:
        table = face["CFF "].cff
        table.fontNames = [plain]
        table.topDictIndex[0].FullName = table.topDictIndex[0].FamilyName = family


def main() -> None:
    FONTS.mkdir(exist_ok=True)
    signs = symbols()
    gb2312 = encodable("gb2312", range(0xB0, 0xF8))
    body = signs | gb2312 | standard_table(WHOLE_TABLE) | {ord(char) for char in ALSO}
    body |= traditional_forms(standard_table(FIRST_LEVEL))
    common = signs | standard_table(SECOND_LEVEL)
    serif = NOTO / "NotoSerifCJK-Regular.ttc"
    make(simplified_face(serif), body, "Gongkai Song", "Regular", "Noto Serif CJK SC Regular")
    serif = NOTO / "NotoSerifCJK-SemiBold.ttc"
    make(simplified_face(serif), common, "Gongkai Song", "Bold", "Noto Serif CJK SC SemiBold")
    sans = NOTO / "NotoSansCJK-Medium.ttc"
    make(simplified_face(sans), common, "Gongkai Hei", "Regular", "Noto Sans CJK SC Medium")
    make(TTFont(KAI), signs | standard_table(FIRST_LEVEL), "Gongkai Kai", "Regular", "LXGW WenKai Regular")


if __name__ == "__main__":
    main()
