"""What was heard, before it becomes evidence, and the part of a recording that is worked on and kept at a time."""

from pydantic import BaseModel, ConfigDict

from tools.evidence import Word


class Said(BaseModel):
    """One utterance as the recogniser wrote it; times in seconds of the recording."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    text: str
    start: float
    end: float
    language: str
    """ISO 639-1."""
    words: tuple[Word, ...] = ()
    flags: tuple[str, ...] = ()


class Part(BaseModel):
    """What was said in one stretch of one track."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    said: tuple[Said, ...]
    end: int
    """Samples from the start of the track to the end of the stretch."""
    last: bool
    """Whether the track ends here."""
    languages: dict[str, float]
    """Seconds of speech by language, as far as the language was clear."""
