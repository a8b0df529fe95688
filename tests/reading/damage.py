"""What the web does to a sound report: each function takes a text and a source of chance, and damages it."""

import random
import re
from collections.abc import Callable

from . import papers

Damage = Callable[[str, random.Random], str]
_WIDE = {ord(plain): wide for plain, wide in zip("0123456789", "０１２３４５６７８９", strict=True)}


def nothing(text, chance):
    return text


def traditional_with_pinyin(text, chance):
    return papers.traditional(text)


def full_width_digits(text, chance):
    return text.translate(_WIDE)


def thousands_separated(text, chance):
    return re.sub(r"(?<![\d.])(\d{1,3})(\d{3})(?![\d.])", r"\1,\2", text)


def lost_characters(text, chance):
    return "".join(char for char in text if not ("\u4e00" <= char <= "\u9fff" and chance.random() < 0.02))


def spaces_in_words(text, chance):
    return re.sub(
        r"([\u4e00-\u9fff])(?=[\u4e00-\u9fff])", lambda m: m[1] + " " * (chance.random() < 0.05), text
    )


def lost_lines(text, chance):
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        del lines[chance.randrange(len(lines) // 6, len(lines))]
    return "\n".join(lines)


def repeated_lines(text, chance):
    lines = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines) // 6, len(lines))
        lines.insert(at, lines[at])
    return "\n".join(lines)


def page_numbers(text, chance):
    lines = text.split("\n")
    for page in range(2, 5):
        printed = chance.choice([f"- {page} -", f"— {page} —", f"第{page}页 共9页", f"{page}"])
        lines.insert(chance.randrange(len(lines) // 6, len(lines)), printed)
    return "\n".join(lines)


def cut_off(text, chance):
    lines = text.split("\n")
    return "\n".join(lines[: chance.randint(len(lines) // 3, len(lines))])


def units_after_figures(text, chance):
    return re.sub(r"(?m)^(\d+)$", r"\1件", text)


HARMLESS: tuple[Damage, ...] = (
    nothing,
    traditional_with_pinyin,
    full_width_digits,
    thousands_separated,
    spaces_in_words,
)
HARMFUL: tuple[Damage, ...] = (
    lost_characters,
    lost_lines,
    repeated_lines,
    page_numbers,
    cut_off,
    units_after_figures,
)
