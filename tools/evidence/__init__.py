"""Statements made by tools, and the exact places in exhibits that they rest on."""

from typing import Annotated

from pydantic import Field

from tools.evidence.patrol import LeftOut, PatrolStop, PlanTotals
from tools.evidence.place import Citation, Place
from tools.evidence.sight import Box, Candidate, Detection, Sighting, Verification
from tools.evidence.spoken import Utterance, Word
from tools.evidence.statement import ID_DIGITS, Evidence
from tools.evidence.voice import SpeakerComparison, VoiceProfile
from tools.evidence.written import Entity, Passage, TextLine

__all__ = [
    "ID_DIGITS",
    "AnyEvidence",
    "Box",
    "Candidate",
    "Citation",
    "Detection",
    "Entity",
    "Evidence",
    "LeftOut",
    "Measured",
    "Passage",
    "PatrolStop",
    "Place",
    "PlanTotals",
    "Sighting",
    "SpeakerComparison",
    "TextLine",
    "Utterance",
    "Verification",
    "VoiceProfile",
    "Word",
    "is_citable",
]


def is_citable(item: Evidence) -> bool:
    """Whether an answer may rest on a piece of evidence: not on speech that is uncertain and that nobody has confirmed."""
    return not isinstance(item, Utterance) or item.citable


Measured = SpeakerComparison | VoiceProfile | Detection | Candidate | PatrolStop
"""What a tool measured and states in words of its own; its citations say where in the exhibit it was measured."""
AnyEvidence = Annotated[
    Utterance | TextLine | Entity | Passage | SpeakerComparison | VoiceProfile | Detection | Candidate | PatrolStop,
    Field(discriminator="kind"),
]
