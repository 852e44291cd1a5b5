"""What the page sends when an examiner gives a verdict, and what it gets to draw."""

from typing import get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.chat.boxes import standing_class
from assistant.chat.comparison import after_verdict
from assistant.session import Session
from assistant.verification import judge
from tools.errors import ToolError
from tools.verification import Feature, Judgement
from tools.verification.judgement import LONGEST


class GivenFeature(BaseModel):
    """What the form says of one feature."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    feature: str = Field(max_length=40)
    finding: str = Field(max_length=40)
    remark: str = Field(default="", max_length=LONGEST)


class GivenVerdict(BaseModel):
    """What an examiner says of one candidate."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    verdict: int
    features: list[GivenFeature] = Field(default=[], max_length=len(get_args(Feature)))
    remark: str = Field(default="", max_length=LONGEST)
    by: str = Field(max_length=200)


class Told(BaseModel):
    """What the page draws."""

    html: str
    standing: str
    """What stands with the candidate now."""
    kind: str
    """The class of these words."""


def judging(session: Session, evidence: str, given: GivenVerdict) -> Told:
    """Keep a verdict.

    Raises:
        ToolError: it cannot be kept; the reason is for the examiner.
        IntegrityError, LedgerDamaged: something is not what it was; nothing was kept.
    """
    try:
        judgement = Judgement.model_validate(given.model_dump(exclude={"by"}))
    except ValidationError as error:
        raise ToolError("; ".join(str(e["msg"]).removeprefix("Value error, ") for e in error.errors()) + ".") from None
    done = judge(session, evidence, judgement, given.by)
    found = done.lead.candidate
    return Told(html=after_verdict(done.lead, judgement), standing=found.standing, kind=standing_class(found))
