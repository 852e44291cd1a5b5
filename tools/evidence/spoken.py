"""What is said in recordings."""

from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from tools.evidence.statement import Evidence


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
