"""What one examiner says of one candidate, and what two of them make of it."""

import hashlib
import json
from typing import Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tools.evidence import Verification
from tools.verification.scale import SCALE, Feature, Finding, Judged

LONGEST = 2000
"""Characters of a remark."""


class Assessed(BaseModel):
    """One feature of the two faces compared."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)
    feature: Feature
    finding: Finding
    remark: str = Field(default="", max_length=LONGEST)


class Judgement(BaseModel):
    """A verdict with what it rests on.

    ValueError when it contradicts itself: a verdict other than 0 needs a feature that speaks for it, and a positive one must explain
    every difference; a feature is assessed once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    verdict: Judged
    features: tuple[Assessed, ...] = ()
    remark: str = Field(default="", max_length=LONGEST)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        named = [assessed.feature for assessed in self.features]
        if twice := {name for name in named if named.count(name) > 1}:
            raise ValueError(f"say of each feature one thing: {', '.join(sorted(twice))} is named twice")
        needed: Finding | None = "similar" if self.verdict > 0 else "different" if self.verdict < 0 else None
        if needed is not None and not any(assessed.finding == needed for assessed in self.features):
            raise ValueError(f"a verdict of {self.verdict:+d} needs at least one feature that was found {needed}")
        unexplained = [a.feature for a in self.features if a.finding == "different" and not a.remark.strip()]
        if self.verdict > 0 and unexplained:
            raise ValueError(f"a verdict of {self.verdict:+d} must explain every difference: say in a remark why {unexplained[0]} differs")
        return self

    @property
    def words(self) -> str:
        """The verdict in the words of the scale."""
        return SCALE[self.verdict]

    @property
    def not_assessed(self) -> tuple[Feature, ...]:
        """The features of which nothing was said."""
        said = {assessed.feature for assessed in self.features}
        return tuple(feature for feature in get_args(Feature) if feature not in said)


class Opened(BaseModel):
    """A judgement that may be read, with what proves that it was given as it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    judgement: Judgement
    salt: str = Field(pattern=r"^[0-9a-f]{64}$")
    """Random: without it, seven possible verdicts could be tried against the commitment."""

    def commitment(self, case: str, evidence: str, examiner: str) -> str:
        """SHA-256 by which an examiner is bound to the judgement before anyone can read it (a hash commitment)."""
        content = [case, evidence, examiner, self.judgement.model_dump(mode="json"), self.salt]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def outcome(judgements: tuple[Judgement, ...]) -> Verification:
    """What the judgements of two examiners come to; unverified with fewer.

    Both positive: a verified lead. Both negative: not supported. Anything else, so a single 0 too, is inconclusive.
    """
    if len(judgements) < EXAMINERS:
        return "unverified"
    if all(judgement.verdict > 0 for judgement in judgements):
        return "verified lead"
    if all(judgement.verdict < 0 for judgement in judgements):
        return "not supported"
    return "inconclusive"


EXAMINERS = 2
"""How many judge a candidate, each blind to the other."""
