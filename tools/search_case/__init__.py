"""Find what the exhibits of a case say about something."""

from typing import Annotated

from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Passage
from tools.parameters import Query, SetByHand
from tools.registry import tool
from tools.retrieval import retrieve_all
from tools.retrieval_within import narrowed

FOUND = 8
"""Passages given back, and at most as many that are set apart."""


@tool(
    weights=("text-embedding", "named-entities"),
    after=("read_document", "transcribe_audio"),
    searches=True,
    cached=False,
    edition=2,
)
def search_case(
    case: Case,
    query: Query,
    exhibit: Annotated[str, SetByHand()] | None = None,
    kind: Annotated[str, SetByHand()] | None = None,
    person: Annotated[str, SetByHand()] | None = None,
    since: Annotated[str, SetByHand()] | None = None,
    until: Annotated[str, SetByHand()] | None = None,
) -> list[Passage]:
    """Find facts anywhere in the case: who, what, where, when, how much, whatever the exhibit.

    Args:
        query: what to look for, as a question or a few words.
        exhibit: search only this exhibit.
        kind: only exhibits that are called this (statement, receipt, …) or are of this medium (audio, email, …).
        person: only passages that have this person's last name, and exhibits whose title or source has it.
        since: only passages of this day (2026-03-12) or later; a passage that states no day is of the one stated before it.
        until: only passages of this day or earlier.
    """
    if not query.strip():
        raise ToolError("search_case needs something to look for.")
    within = narrowed(case, exhibit=exhibit, kind=kind, person=person, since=since, until=until)
    return [
        Passage(
            text=hit.chunk.text,
            citations=tuple(citation for sentence in hit.chunk.sentences for citation in sentence.citations),
            source="search_case",
            score=round(score, 4),
            rank=rank,
            parts=tuple(len(sentence.citations) for sentence in hit.chunk.sentences),
            apart=hit.apart,
        )
        for rank, (hit, score) in enumerate(retrieve_all(case, query, FOUND, within), start=1)
    ]
