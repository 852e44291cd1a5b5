"""What the commands on reviews and flags print with --json, and the lines of a set of flagged questions."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.authority_documents import ReviewerRow


class _Document(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class ReasonRow(_Document):
    """Why something is looked at."""

    why: str
    """biometric, override, flag, off_shift, no_link, colleague, refusals or random."""
    text: str


class ReviewRow(_Document):
    """A verdict."""

    seq: int
    of: int
    on: int
    """Number of the event that is judged: an answer, a call or something that was done."""
    verdict: str
    """accepted, corrected or refused."""
    comment: str
    by: str
    at: str
    seconds: float | None
    """Since the reviewer was first shown it; None where it was judged unseen."""


class QueueRow(_Document):
    """Something that is reviewed as one."""

    seq: int
    kind: str
    """question, call or act."""
    title: str
    officer: str
    at: str
    reasons: list[ReasonRow]
    """Why it is in the queue; empty where it is not."""
    lot: float
    """The number that the draw gave it, from 0 to 1; below 0.05 it is drawn."""
    mine: bool
    """The reviewer took part in it: somebody else must review it."""
    done: bool
    """Somebody gave a verdict on the whole after all that happened to it."""
    reviews: list[ReviewRow]


class ReviewQueueDocument(_Document):
    """`exhibit review queue`."""

    entries: list[QueueRow]
    """What waits first."""
    transcripts: int
    drawn: int
    notes: list[str]
    """What was not looked for, and why."""


class StepRow(_Document):
    """One thing that happened."""

    seq: int
    at: str
    by: str
    what: str
    text: str
    details: dict[str, Any]
    """What the record has of it."""


class ReviewShowDocument(_Document):
    """`exhibit review show`."""

    transcript: QueueRow
    steps: list[StepRow]


class ReviewVerdictDocument(_Document):
    """`exhibit review verdict`."""

    review: ReviewRow


class ShareRow(_Document):
    """How often one verdict was given."""

    verdict: str
    count: int
    share: float
    low: float
    high: float


class CountedRow(_Document):
    """The verdicts on one tool, or on one kind of question."""

    of: str
    """tool or question."""
    name: str
    sample: str
    """all, or drawn: only the latter speaks for what was not reviewed."""
    recorded: int
    reviewed: int
    """The n of the shares."""
    shares: list[ShareRow]
    """With Wilson intervals, 95 %; empty where nothing was reviewed."""
    disputed: int
    """So many have different verdicts of different reviewers; the newest counts."""


class ReviewStatisticsDocument(_Document):
    """`exhibit review statistics`."""

    counted: list[CountedRow]
    reviewers: list[ReviewerRow]
    """How long reviewers look before they give a verdict; nothing else is counted of persons."""


class FlagRow(_Document):
    """A flag, as it stands in a set of questions."""

    what: str
    """wrong or evidence."""
    comment: str
    expected: str
    """What would have been right; empty where that is not known."""


class FlagDocument(_Document):
    """`exhibit flag`."""

    seq: int
    of: int
    on: int
    flag: FlagRow
    by: str
    at: str


class SaidRow(_Document):
    """What an answer was."""

    seq: int
    """Number of its event; 0 where it has none."""
    status: str
    sentences: list[str]
    places: list[str]
    """What it cites: EX-0001#line=3."""


class QuestionRow(_Document):
    """One line of a set of flagged questions: what `exhibit ask --questions` asks again, and what is compared with what comes of it."""

    question: str
    flags: list[FlagRow]
    was: SaidRow


class ReviewQuestionsDocument(_Document):
    """`exhibit review questions`."""

    file: str
    questions: int


class ExpectedRow(_Document):
    """Whether a new answer has what a flag says would have been right."""

    expected: str
    holds: bool
    """Every word that says something stands in the answer, and every exhibit that is named is cited."""
    missing: list[str]


class ComparedRow(_Document):
    """A flagged answer beside a new one."""

    question: str
    outcome: str
    """same, changed or not asked."""
    changed: list[str]
    """status, words, places."""
    flags: list[FlagRow]
    was: SaidRow
    now: SaidRow | None
    expected: list[ExpectedRow]


class ReviewCompareDocument(_Document):
    """`exhibit review compare`."""

    compared: list[ComparedRow]
