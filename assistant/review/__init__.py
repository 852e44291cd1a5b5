"""Supervisors' review: what is looked at and why, transcripts told in order, verdicts, flags, and what reviewers found of each tool.

Everything is derived from the record of the case. There is no score of a person: a reason is a reason to look, and all that is counted of
people is how long reviewers look before they decide.
"""

from assistant.review.flags import Flag, flag
from assistant.review.meter import Reviewer, reviewers
from assistant.review.queue import Entry, Queue, Reason, entry_of, queue, queue_of
from assistant.review.record import intact
from assistant.review.regression import compare, write_questions
from assistant.review.statistics import Counted, statistics
from assistant.review.steps import Step, steps
from assistant.review.transcript import Transcript, transcripts
from assistant.review.verdicts import Review, Verdict, judge, look

__all__ = [
    "Counted",
    "Entry",
    "Flag",
    "Queue",
    "Reason",
    "Review",
    "Reviewer",
    "Step",
    "Transcript",
    "Verdict",
    "compare",
    "entry_of",
    "flag",
    "intact",
    "judge",
    "look",
    "queue",
    "queue_of",
    "reviewers",
    "statistics",
    "steps",
    "transcripts",
    "write_questions",
]
