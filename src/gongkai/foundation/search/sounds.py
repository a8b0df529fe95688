"""How titles sound: pinyin, typed in full or by its first letters, and characters that sound like another."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import pairwise

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from gongkai.foundation.search.words import fold, han_runs

LETTERS = re.compile(r"[a-z]+")
LONGEST = 6  # letters of a syllable: zhuang
MOST_LETTERS = 40
UNREAD = "-"  # keeps the place of a character that no dictionary reads; nobody types it


def sounds_of(text: str) -> list[str]:
    """The syllable of each Han character, without tones, as in the pair around it: 重庆 → chong qing."""
    return [syllable for run in han_runs(text) for syllable in _read(run)]


def _read(run: str) -> list[str]:
    first, in_pairs = _first_sounds(), _sounds_in_pairs()
    sounds = [first.get(char, UNREAD) for char in run]
    for place, pair in enumerate(map("".join, pairwise(run))):
        if pair in in_pairs:
            sounds[place : place + 2] = in_pairs[pair]
    return sounds


@cache
def _first_sounds() -> dict[str, str]:
    """Character → how it is read most often."""
    return {chr(code): _plain(read.split(",")[0]) for code, read in PINYIN_DICT.items()}


@cache
def _sounds_in_pairs() -> dict[str, list[str]]:
    """The pairs in which a character is read otherwise than most often: 银行 → yin hang."""
    first, found = _first_sounds(), {}
    for pair, read in PHRASES_DICT.items():
        if len(pair) != 2:
            continue
        sounds = [_plain(one[0]) for one in read]
        if sounds != [first.get(char) for char in pair]:
            found[pair] = sounds
    return found


@lru_cache(maxsize=4096)
def syllables(word: str) -> tuple[str, ...]:
    """The word as syllables of pinyin, the longest first: zhengdi → zheng di; empty when it is none."""
    if not LETTERS.fullmatch(word) or len(word) > MOST_LETTERS:
        return ()
    for length in range(min(LONGEST, len(word)), 0, -1):
        head, rest = word[:length], word[length:]
        if head not in _by_sound():
            continue
        if not rest:
            return (head,)
        if tail := syllables(rest):
            return (head, *tail)
    return ()


def begun(word: str) -> tuple[str, ...]:
    """Syllables of which the last has only been begun: zhengd → zheng d; empty when it is none such."""
    for letters in range(1, min(LONGEST, len(word))):
        head, tail = syllables(word[:-letters]), word[-letters:]
        if head and any(sound.startswith(tail) for sound in _by_sound()):
            return (*head, tail)
    return ()


def sounding_like(char: str) -> str:
    """The characters in use that can be read as this one can, itself left out."""
    found = "".join(_by_sound().get(sound, "") for sound in _sounds(char))
    return "".join(dict.fromkeys(found.replace(char, "")))


@cache
def _by_sound() -> dict[str, str]:
    """Syllable → the characters of common use (GB 2312) that can be read so."""
    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    for code in PINYIN_DICT:
        char = chr(code)
        if _is_common(char) and fold(char) == char:
            for sound in _sounds(char):
                by_sound[sound].append(char)
    return {sound: "".join(chars) for sound, chars in by_sound.items()}


def _sounds(char: str) -> set[str]:
    read = PINYIN_DICT.get(ord(char), "")
    return {_plain(sound) for sound in read.split(",") if sound}


@cache
def _plain(sound: str) -> str:
    """Without its tone; ü as it is typed."""
    toneless = sound.translate(_TONES)
    return toneless.replace("ü", "v")


_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹế", "aaaaeeeeiiiioooouuuuüüüümnnne")


def _is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
