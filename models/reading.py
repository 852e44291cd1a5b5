"""Reading cards: what stands on them, part by part, for reports."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from models.card import CARDS

_HEADING = re.compile(r"^\*\*(?P<heading>[^*\n]{3,80}?)\.?\*\*", re.MULTILINE)
ABOUT = "About"
"""Heading of what stands on a card before its first heading."""


@dataclass(frozen=True)
class Card:
    """One card."""

    name: str
    sha256: str
    """Of the file."""
    parts: tuple[tuple[str, str], ...]
    """Heading and Markdown (the heading included), in order; the words before the first heading are `ABOUT`."""


def names(cards: Path = CARDS) -> tuple[str, ...]:
    """The cards that there are."""
    return tuple(sorted(file.stem for file in cards.glob("*.md") if file.stem != "README"))


def read(name: str, cards: Path = CARDS) -> Card:
    """A card; KeyError when there is none."""
    if name not in names(cards):
        raise KeyError(f"there is no card {name!r}; there are {', '.join(names(cards))}")
    content = (cards / f"{name}.md").read_bytes()
    _, _, body = content.decode("utf-8").partition("\n")  # the first line is its name
    found = list(_HEADING.finditer(body))
    ends = [match.start() for match in found[1:]] + [len(body)]
    about = body[: found[0].start()] if found else body
    parts = [(ABOUT, about.strip())] + [(m["heading"], body[m.start() : end].strip()) for m, end in zip(found, ends, strict=True)]
    return Card(name, hashlib.sha256(content).hexdigest(), tuple((heading, text) for heading, text in parts if text))
