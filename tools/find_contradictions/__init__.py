"""Find statements in a case that conflict with one another."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from tools import results
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Citation, Contradiction
from tools.find_contradictions.comparing import Conflict, conflict
from tools.find_contradictions.frame import Frame
from tools.find_contradictions.parsing import parsed
from tools.locks import locks
from tools.parameters import Query
from tools.progress import report
from tools.registry import tool
from tools.retrieval import retrieve

PASSAGES = 100
"""Passages nearest to the topic whose sentences are compared: at most some 600 sentences, 180,000 pairs, five seconds."""
FOUND = 20
"""Conflicts given back, those nearest to the topic first."""


@dataclass(frozen=True)
class _Statement:
    text: str
    citations: tuple[Citation, ...]
    rank: int
    """Of its passage, counted from 1."""

    @property
    def exhibit(self) -> str:
        return self.citations[0].exhibit


@tool(
    weights=("text-embedding", "named-entities"),
    after=("read_document", "transcribe_audio"),
    cached=False,
    edition=2,
)
def find_contradictions(case: Case, topic: Query) -> list[Contradiction]:
    """Find pairs of statements about a topic, anywhere in the case, that conflict in time, date, place, number, colour, number plate or
    fact, each with both places.

    Args:
        topic: what the statements are about, as a question or a few words.
    """
    if not topic.strip():
        raise ToolError("find_contradictions needs a topic.")
    statements = _statements(case, topic)
    report(0.2, "taking statements apart")
    frames = parsed([statement.text for statement in statements])
    report(0.6, "holding statements against each other")
    left_out = _left_out(case, statements)
    exhibits = tuple(dict.fromkeys(sorted(statement.exhibit for statement in statements)))
    found = []
    for one, other, difference in _pairs(statements, frames):
        found.append(
            Contradiction(
                text=_told(one, other, difference),
                citations=one.citations + other.citations,
                source="find_contradictions",
                aspect=difference.aspect,
                statements=(one.text, other.text),
                sides=(len(one.citations), len(other.citations)),
                values=difference.values,
                compared=len(statements),
                exhibits=exhibits,
                not_compared=left_out,
            )
        )
    return found


def _statements(case: Case, topic: str) -> list[_Statement]:
    """The sentences of the passages nearest to the topic, each once."""
    found: dict[tuple[Citation, ...], _Statement] = {}
    for rank, (hit, _) in enumerate(retrieve(case, topic, PASSAGES), start=1):
        for sentence in hit.chunk.sentences:
            found.setdefault(sentence.citations, _Statement(sentence.text, sentence.citations, rank))
    return list(found.values())


def _pairs(statements: Sequence[_Statement], frames: Sequence[tuple[Frame, ...]]) -> list[tuple[_Statement, _Statement, Conflict]]:
    """The conflicting pairs, nearest to the topic first; of pairs that say the same in the same exhibits one."""
    found: dict[tuple[str, str, tuple[str, ...]], tuple[_Statement, _Statement, Conflict]] = {}
    ordered = sorted(zip(statements, frames, strict=True), key=lambda pair: pair[0].rank)
    for (one, a), (other, b) in itertools.combinations(ordered, 2):
        difference = conflict(a, b, strangers=one.exhibit != other.exhibit)
        if difference is not None:
            found.setdefault((one.exhibit, other.exhibit, tuple(sorted(difference.values))), (one, other, difference))
    nearest = sorted(found.values(), key=lambda pair: (pair[0].rank + pair[1].rank, pair[0].rank))
    return nearest[:FOUND]


def _told(one: _Statement, other: _Statement, difference: Conflict) -> str:
    return (
        f'{one.exhibit} says "{one.text}"; {other.exhibit} says "{other.text}". They conflict in {difference.aspect} '
        f"({difference.values[0]} against {difference.values[1]}), if both speak of the same."
    )


def _left_out(case: Case, statements: Sequence[_Statement]) -> tuple[str, ...]:
    """What was not compared, in words."""
    compared = {statement.exhibit for statement in statements}
    bars = locks(case).bars()
    barred = locks(case).barred()
    unread = [e.id for e in case.exhibits() if e.id not in barred and results.reading_key(case, e.id) is None]
    distant = [e.id for e in case.exhibits() if e.id not in compared and e.id not in unread and e.id not in barred]
    told = [f"only the {PASSAGES} passages nearest to the topic; questions, conditions, and what is only possible"]
    if distant:
        told.append(f"nothing in {', '.join(distant)} is near enough to the topic")
    if unread:
        told.append(f"{', '.join(unread)} has no text that was read")
    told += [f"{exhibit}: {bar.reason}" for exhibit, bar in bars.items()]
    return tuple(told)
