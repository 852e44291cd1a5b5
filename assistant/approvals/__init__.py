"""Runs that wait for a person: what a question led to is not done before somebody has approved its exact arguments."""

from assistant.approvals.approval import UNANSWERED, Approval, Decision, Outcome
from assistant.approvals.decision import decide, usable
from assistant.approvals.ending import came_of, going_on
from assistant.approvals.meter import reviewers
from assistant.approvals.recorded import all_of, find, shown, wait
from assistant.approvals.waiting import Held, approvers, held

__all__ = [
    "UNANSWERED",
    "Approval",
    "Decision",
    "Held",
    "Outcome",
    "all_of",
    "approvers",
    "came_of",
    "decide",
    "find",
    "going_on",
    "held",
    "reviewers",
    "shown",
    "usable",
    "wait",
]
