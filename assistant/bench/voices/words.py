"""Comparing a transcript with what was said, in the same way for ours and for the peer."""

import re
import unicodedata

from rapidfuzz.distance import Levenshtein

_DIGITS = (
    "zero cero zéro ноль ноля",
    "one uno una un une один одну",
    "two dos deux due два две",
    "three tres trois tre три",
    "four cuatro quatre quattro четыре",
    "five cinco cinq cinque пять",
    "six seis sei шесть",
    "seven siete sept sette семь",
    "eight ocho huit otto восемь",
    "nine nueve neuf nove девять",
)
_DIGIT_OF = {word: str(digit) for digit, line in enumerate(_DIGITS) for word in line.split()}


def normalised(text: str) -> list[str]:
    """The words of a text as word error rates compare them: small letters, no marks, no accents, digits as digits.

    Number words from zero to nine become digits in English, Spanish, French, Italian and Russian, because scripts and
    recognisers write them either way.
    """
    words = re.sub(r"[^\w\s]", " ", text.lower()).split()
    return [_plain(_DIGIT_OF.get(word, word)) for word in words]


def errors(said: str, heard: str) -> int:
    """Words that must be changed, added or taken away to get from one text to the other."""
    return int(Levenshtein.distance(normalised(said), normalised(heard)))


def correct(said: str, heard: str) -> set[int]:
    """Which words of what was heard are right, by their place among its normalised words."""
    blocks = Levenshtein.opcodes(normalised(heard), normalised(said))
    return {place for block in blocks if block.tag == "equal" for place in range(block.src_start, block.src_end)}


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
