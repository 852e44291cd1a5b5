"""Two trained persons judge a candidate, each blind to the other; until then it is an unverified lead."""

from tools.verification.candidates import Lead, applied, lead, leads
from tools.verification.judgement import EXAMINERS, Assessed, Judgement, Opened, outcome
from tools.verification.scale import SCALE, Feature, Finding
from tools.verification.store import Sealed, Verdict

__all__ = [
    "EXAMINERS",
    "SCALE",
    "Assessed",
    "Feature",
    "Finding",
    "Judgement",
    "Lead",
    "Opened",
    "Sealed",
    "Verdict",
    "applied",
    "lead",
    "leads",
    "outcome",
]
