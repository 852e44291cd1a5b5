"""Statements made by tools, and the exact places in exhibits that they rest on."""

from typing import Annotated

from pydantic import Field

from tools.evidence.conflict import Aspect, Contradiction
from tools.evidence.patrol import AreaMinutes, FeedingBack, FixedStop, LeftOut, PatrolStop, PlanTotals, Response
from tools.evidence.place import Citation, Place
from tools.evidence.sight import STANDING, UNVERIFIED_LEAD, Box, Candidate, Detection, Sighting, Tally, Verification
from tools.evidence.spoken import Utterance, Word
from tools.evidence.statement import ID_DIGITS, Evidence
from tools.evidence.voice import SpeakerComparison, VoiceProfile
from tools.evidence.written import Entity, Passage, TextLine

__all__ = [
    "ID_DIGITS",
    "STANDING",
    "UNVERIFIED_LEAD",
    "AnyEvidence",
    "AreaMinutes",
    "Aspect",
    "Box",
    "Candidate",
    "Citation",
    "Contradiction",
    "Detection",
    "Entity",
    "Evidence",
    "FeedingBack",
    "FixedStop",
    "LeftOut",
    "Measured",
    "Passage",
    "PatrolStop",
    "Place",
    "PlanTotals",
    "Response",
    "Sighting",
    "SpeakerComparison",
    "Tally",
    "TextLine",
    "Utterance",
    "Verification",
    "VoiceProfile",
    "Word",
    "is_citable",
    "stated",
]


def is_citable(item: Evidence) -> bool:
    """Whether an answer may rest on a piece of evidence: not on speech that is uncertain and that nobody has confirmed."""
    return not isinstance(item, Utterance) or item.citable


def stated(item: Evidence) -> str:
    """A statement as it may be shown: a candidate never without what it is, as it stands now."""
    if not isinstance(item, Candidate):
        return item.text
    if UNVERIFIED_LEAD in item.text:  # the tool has said it, and knows nothing of examiners
        return item.text.replace(UNVERIFIED_LEAD, item.standing)
    return f"{item.text.rstrip('.')}. {item.standing}."


Measured = SpeakerComparison | VoiceProfile | Detection | Candidate | Contradiction | PatrolStop
"""What a tool measured or compared and states in words of its own; its citations say where in the exhibits that was."""
AnyEvidence = Annotated[
    Utterance | TextLine | Entity | Passage | SpeakerComparison | VoiceProfile | Detection | Candidate | Contradiction | PatrolStop,
    Field(discriminator="kind"),
]
