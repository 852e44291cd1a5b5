"""Statements made by tools, and the exact places in exhibits that they rest on."""

import hashlib
import json
import re
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

from tools.measures import BodyEstimate, Measure, Pitch

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
    added_later: ClassVar[frozenset[str]] = frozenset()
    """Fields that came after evidence was first stored. At their default they are left out of the id, so that stored ids hold."""
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
        fields = type(self).model_fields
        unset = {name for name in self.added_later if getattr(self, name) == fields[name].default}
        content = json.dumps(
            self.model_dump(mode="json", exclude={"id", *unset}),
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
    probability: float | None
    """The recogniser's own, not calibrated; None for a word that a person wrote."""


class Utterance(Evidence):
    """Something said in a recording."""

    added_later: ClassVar[frozenset[str]] = frozenset({"channel", "confirmed_by", "heard"})
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
    """Why it should not be relied on, if so; they stay when a person has confirmed it."""
    citable: bool = True
    """Whether an answer may rest on it: not while it is uncertain and nobody has confirmed it."""
    offset: int = 0
    """Characters of the transcript before it, each utterance with one line break."""
    confirmed_by: str | None = None
    """Who listened and says that this is what is said; None where nobody did."""
    heard: str | None = None
    """What the machine had written, where that person corrected it."""


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


class VoiceProfile(Evidence):
    """What was measured of the voice in a recording. A description of sound, never of who speaks."""

    kind: Literal["VoiceProfile"] = "VoiceProfile"
    f0_hz: Pitch
    """The fundamental frequency and its course."""
    formants_hz: tuple[Measure, ...]
    """F1 to F4."""
    harmonics: tuple[Measure, ...]
    """Harmonics-to-noise ratio, jitter, shimmer, and the first harmonic against the next ones."""
    vocal_tract_cm: Measure
    height_cm: BodyEstimate
    weight_kg: BodyEstimate
    skeleton: str
    """What a voice supports of the skeleton, and why no more."""
    speech_seconds: float
    """Net speech that was measured."""
    voiced_seconds: float
    """Of it, voiced."""
    recording_seconds: float
    clearness_db: float | None
    """Speech above the quiet moments around it; None where nobody pauses."""
    conditions: tuple[str, ...] = ()
    """What about the recording limits the measurement."""
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""


class SpeakerComparison(Evidence):
    """How much two recordings speak for one of two stated propositions about who is heard in them. Never an identification.

    Pairs stand in the order questioned, reference.
    """

    kind: Literal["SpeakerComparison"] = "SpeakerComparison"
    propositions: tuple[str, str]
    """The likelihood ratio is the probability of what was measured if the first holds, over that if the second holds."""
    log10_lr: float
    """Within what validation supports."""
    interval: tuple[float, float]
    """95 % of the log10 LRs when the speakers of the population are drawn anew."""
    verbal: str
    """The words of the ENFSI guideline for evaluative reporting (2015) for this LR."""
    capped: bool
    """Whether the LR was more extreme than validation supports, and was cut."""
    supported: tuple[float, float]
    """The lowest and highest log10 LR that validation supports."""
    cllr: float
    """Log-likelihood-ratio cost on held-out speakers under these conditions: 0 perfect, from 1 on useless."""
    cllr_min: float
    """What is left of it after the best possible calibration."""
    eer: float
    """Equal error rate on held-out speakers under these conditions, 0 to 1."""
    net_speech_seconds: tuple[float, float]
    snr_db: tuple[float, float]
    band: tuple[Literal["wide", "telephone"], Literal["wide", "telephone"]]
    bandwidth_hz: tuple[float, float]
    population: str
    """Whose voices the comparison was calibrated against, and how many."""
    calibration: str
    """Identity of the calibration; its card has the same."""
    conditions: tuple[str, ...]
    """What the numbers hold for, and what they leave open."""
    pictures: tuple[str, ...] = ()
    """PNG files, named from the case folder."""


def is_citable(item: Evidence) -> bool:
    """Whether an answer may rest on a piece of evidence: not on speech that is uncertain and that nobody has confirmed."""
    return not isinstance(item, Utterance) or item.citable


Measured = SpeakerComparison | VoiceProfile
"""What a tool measured and states in words of its own; its citations say where the sound lies that it was measured on."""
AnyEvidence = Annotated[Utterance | TextLine | Entity | Passage | SpeakerComparison | VoiceProfile, Field(discriminator="kind")]
