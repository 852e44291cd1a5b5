"""What is written in documents, pictures, e-mails and tables."""

from typing import ClassVar, Literal

from tools.evidence.statement import Evidence


class TextLine(Evidence):
    """One line of text in a document, picture, e-mail or table."""

    kind: Literal["TextLine"] = "TextLine"
    page: int | None = None
    box: tuple[int, int, int, int] | None = None
    """Left, top, width, height in pixels, as in `Place.xywh`."""
    confidence: float | None = None
    """The recogniser's own, not calibrated; None where the text was not recognised but read."""
    offset: int = 0
    """Characters of the exhibit's text before this line: in a plain text file those of the file, elsewhere those of the
    lines before it, each with one line break."""


class Entity(Evidence):
    """A name, number, date or the like that stands in an exhibit."""

    kind: Literal["Entity"] = "Entity"
    type: str
    value: str
    """In the type's standard form (E.164, ISO 8601, …) where there is one, else as written."""
    span: tuple[int, int]
    """Start and end in characters of the exhibit's text, counted as in `TextLine.offset`."""
    valid: bool | None = None
    """Whether its check digits hold; None where the type has none."""
    note: str | None = None
    """Why it is not valid, or which reading of it was chosen."""


class Passage(Evidence):
    """A stretch of an exhibit that was found for a query: whole sentences, one on each line of `text`."""

    added_later: ClassVar[frozenset[str]] = frozenset({"apart"})
    kind: Literal["Passage"] = "Passage"
    rank: int
    """Counted from 1."""
    parts: tuple[int, ...] = ()
    """How many of the citations belong to each line of `text`, in order: a sentence that runs over two lines has two."""
    apart: str | None = None
    """Where it reads like an instruction to this program, why, in words ("overrides instructions"): it takes no place among the best, and
    is given after them."""
