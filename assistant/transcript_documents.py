"""What the command line prints of transcripts and what people say of them."""

from pydantic import BaseModel, ConfigDict

from tools.confirmations import Verdict
from tools.evidence import Utterance


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ConfirmationRow(_Document):
    """What one person says of one utterance."""

    evidence: str
    """Id of the utterance as the machine made it."""
    verdict: Verdict
    text: str | None
    """The words, for a correction."""
    by: str
    at: str
    """ISO 8601, UTC."""


class TranscriptRow(_Document):
    """One utterance of a recording."""

    evidence: str
    """Its id as the machine made it: what `exhibit confirm` takes, whatever was corrected since."""
    utterance: Utterance
    """As it stands."""
    confirmation: ConfirmationRow | None
    """What stands of it, if anything."""


class SpeakerNameRow(_Document):
    """A name that a person gave to a voice of a recording, or took back."""

    exhibit: str
    speaker: str
    """S1, S2, …"""
    name: str | None
    """None where it was taken back."""
    comparison: str
    """Id of the comparison of voices that it rests on."""
    by: str
    at: str
    """ISO 8601, UTC."""


class NameDocument(SpeakerNameRow):
    """`exhibit name`."""

    log10_lr: float
    """Of the comparison."""
    ledger_seq: int


class TranscriptDocument(_Document):
    """`exhibit transcript`."""

    exhibit: str
    title: str
    utterances: list[TranscriptRow]
    names: list[SpeakerNameRow]
    """Names that people gave to its voices."""
    lapsed: list[ConfirmationRow]
    """Confirmations of an earlier transcript's utterances, which this one does not have: they do not apply."""
    uncertain: int
    """How many utterances are uncertain and not confirmed."""
    uncertain_seconds: float


class ConfirmDocument(_Document):
    """`exhibit confirm`."""

    exhibit: str
    evidence: str
    verdict: Verdict
    before: str
    after: str
    citable: bool
    """Whether an answer may rest on the utterance now."""
    by: str
    at: str
    ledger_seq: int
