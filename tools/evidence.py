"""Statements made by tools, and the exact places in exhibits that they rest on."""

import hashlib
import json
import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

ID_DIGITS = 12

_FRAGMENT_PART = re.compile(
    r"t=(?P<t0>\d+(?:\.\d+)?),(?P<t1>\d+(?:\.\d+)?)|page=(?P<page>\d+)|xywh=(?P<xywh>\d+,\d+,\d+,\d+)|line=(?P<line>\d+)"
)


class Place(BaseModel):
    """Where in an exhibit: the parsed form of a fragment.

    The names follow the W3C Media Fragments URI recommendation (`t`, `xywh`), RFC 8118 (`page`) and RFC 5147 (`line`,
    here counted from 1). Written in this order, joined by `&`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    t: tuple[float, float] | None = None
    """Start and end in seconds."""
    page: int | None = Field(default=None, ge=1)
    """Counted from 1."""
    xywh: tuple[int, int, int, int] | None = None
    """Left, top, width, height in pixels of the upright picture; of a PDF page drawn at 150 dots an inch."""
    line: int | None = Field(default=None, ge=1)
    """Counted from 1."""

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.t is None and self.page is None and self.xywh is None and self.line is None:
            raise ValueError("a place needs at least one of t, page, xywh, line")
        if self.t is not None and self.t[1] < self.t[0]:
            raise ValueError(f"a stretch of time cannot end ({self.t[1]}) before it starts ({self.t[0]})")
        return self

    def __str__(self) -> str:
        parts = []
        if self.t is not None:
            parts.append(f"t={self.t[0]:.2f},{self.t[1]:.2f}")
        if self.page is not None:
            parts.append(f"page={self.page}")
        if self.xywh is not None:
            parts.append("xywh=" + ",".join(map(str, self.xywh)))
        if self.line is not None:
            parts.append(f"line={self.line}")
        return "&".join(parts)

    @classmethod
    def parse(cls, fragment: str) -> Self:
        """The place that a fragment names; ValueError when it names none."""
        found: dict[str, Any] = {}
        for part in fragment.split("&"):
            match = _FRAGMENT_PART.fullmatch(part)
            if match is None:
                raise ValueError(f"{part!r} is not a fragment of the forms t=1.0,2.0 page=1 xywh=0,0,10,10 line=1")
            if match["t0"]:
                found["t"] = (float(match["t0"]), float(match["t1"]))
            elif match["page"]:
                found["page"] = int(match["page"])
            elif match["xywh"]:
                found["xywh"] = tuple(map(int, match["xywh"].split(",")))
            else:
                found["line"] = int(match["line"])
        return cls(**found)


class Citation(BaseModel):
    """The exact place in an exhibit that supports something, and what stands there word for word."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    exhibit: str
    sha256: str
    """Of the exhibit's bytes."""
    fragment: str
    quote: str = Field(min_length=1)
    """Verbatim at that place; for a picture, what is in the box."""

    @property
    def place(self) -> Place:
        """The fragment, parsed."""
        return Place.parse(self.fragment)


class Evidence(BaseModel):
    """One statement made by a tool. It cannot exist without a citation, and its id is a hash of its content."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    text: str
    """The statement, as an officer and the language model read it."""
    citations: tuple[Citation, ...] = Field(min_length=1)
    source: str
    """The tool that made it."""
    score: float | None = None
    """The tool's own measure; scores of different tools must not be compared."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def id(self) -> str:
        """`ev-` and the first 12 hex digits of the SHA-256 of everything else."""
        content = json.dumps(
            self.model_dump(mode="json", exclude={"id"}),
            sort_keys=True,
            ensure_ascii=False,
        )
        return "ev-" + hashlib.sha256(content.encode()).hexdigest()[:ID_DIGITS]


class Word(BaseModel):
    """One word of an utterance."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    start: float
    """Seconds."""
    end: float
    """Seconds."""
    probability: float
    """The recogniser's own, not calibrated."""


class Utterance(Evidence):
    """Something said in a recording."""

    kind: Literal["Utterance"] = "Utterance"
    start: float
    """Seconds."""
    end: float
    """Seconds."""
    speaker: str | None = None
    channel: int | None = None
    """Channel of the recording, counted from 1, where its channels hold different things, as the two sides of a call."""
    language: str
    """ISO 639-1."""
    words: tuple[Word, ...] = ()
    flags: tuple[str, ...] = ()
    """Why it should not be relied on, if so."""
    citable: bool = True
    offset: int = 0
    """Characters of the transcript before it, each utterance with one line break."""


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

    kind: Literal["Passage"] = "Passage"
    rank: int
    """Counted from 1."""
    parts: tuple[int, ...] = ()
    """How many of the citations belong to each line of `text`, in order: a sentence that runs over two lines has two."""


AnyEvidence = Annotated[Utterance | TextLine | Entity | Passage, Field(discriminator="kind")]
