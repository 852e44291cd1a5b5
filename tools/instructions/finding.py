"""Finding instruction-like text, by itself and spread over neighbouring lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.instructions.families import FAMILIES, HINTS, OVERRIDES
from tools.instructions.revealing import revealed

_WINDOW = 3
"""Neighbouring pieces that are looked at together: an instruction may be cut in the middle."""
_ANNOUNCES = re.compile(r"(?::|\bfollowing\b[^.]*)\W*$|\bfollowing (?:text|information|words|sentence|line)\b", re.IGNORECASE)
"""A piece after which stands what is to be said."""
_GOES_ON = re.compile(
    r"\W*(?:(?:answer|assistant|output|reply|response|result)\s*[:=]|"
    r"(?:please |then |now )*(?:acknowledge|cite|conclude|confirm|output|print|repeat|reply|respond|return|say|state|write)\b)",
    re.IGNORECASE,
)
"""A piece that poses as what this program has said, or says what it should: right after an instruction it is a part of it."""
_CLOSES = re.compile(r"[\]}>”\"']\W*$")
_ENDS = re.compile(r"""[.!?…:;][\s"'”’)\]]*$""")
_LABEL = re.compile(r"\s*[\w ]{1,30}[:|]")
_MOST_ANNOUNCED = 3
_DICTATING = frozenset({"dictates the answer", "overrides instructions", "poses as the system", "speaks to a model"})


@dataclass(frozen=True)
class Flag:
    """That a text reads like an instruction to this program."""

    family: str
    """What it does, in words: "the text …"."""


def flag(text: str) -> Flag | None:
    """The first family that a text is of, or None."""
    if OVERRIDES.search(text):
        return Flag("hides characters")
    for reading in revealed(text):
        small = reading.casefold()
        for family, patterns in FAMILIES.items():
            if any(hint in small for hint in HINTS[family]) and any(pattern.search(reading) for pattern in patterns):
                return Flag(family)
    return None


def flags_in(pieces: Sequence[str]) -> dict[int, Flag]:
    """Which of the pieces of one text, in its order, are instruction-like: by themselves, together with their neighbours, or because
    the piece before announces them as what is to be said."""
    found = {number: made for number, piece in enumerate(pieces) if (made := flag(piece)) is not None}
    for count in range(2, _WINDOW + 1):  # the narrower first: what stands beside it is not of it
        for number in range(len(pieces) - count + 1):
            window = range(number, number + count)
            if found.keys() & window:
                continue
            joined = (between.join(pieces[other].strip() for other in window) for between in (" ", ""))
            if (made := next(filter(None, map(flag, joined)), None)) is not None:
                found |= dict.fromkeys(window, made)
    for number in sorted(found):
        for step in (-1, 1):
            other = number + step
            while (
                0 <= other < len(pieces)
                and other not in found
                and _runs_on(pieces[min(other, other - step)], pieces[max(other, other - step)])
            ):
                found[other] = found[number]
                other += step
    for number in range(len(pieces) - 1):
        if number in found and _GOES_ON.match(pieces[number + 1]):
            found.setdefault(number + 1, found[number])
    for number in [number for number in sorted(found) if found[number].family in _DICTATING]:
        if _ANNOUNCES.search(pieces[number].strip()):
            for other in range(number + 1, min(number + 1 + _MOST_ANNOUNCED, len(pieces))):
                found.setdefault(other, Flag("is announced as what is to be said"))
                if _CLOSES.search(pieces[other]):
                    break
    return found


def _runs_on(before: str, after: str) -> bool:
    """Whether a sentence goes on from one piece to the next: no mark ends the first, and the second begins small and with no label."""
    return not _ENDS.search(before) and after.strip()[:1].islower() and not _LABEL.match(after)
