"""Find what the exhibits of a case say about something."""

from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Passage
from tools.parameters import Query
from tools.registry import tool
from tools.retrieval import retrieve

FOUND = 8
"""Passages given back."""


@tool(
    weights=("text-embedding", "named-entities"),
    after=("read_document", "transcribe_audio"),
    searches=True,
    cached=False,
)
def search_case(case: Case, query: Query) -> list[Passage]:
    """Find facts anywhere in the case: who, what, where, when, how much, whatever the exhibit.

    Args:
        query: what to look for, as a question or a few words.
    """
    if not query.strip():
        raise ToolError("search_case needs something to look for.")
    return [
        Passage(
            text=hit.chunk.text,
            citations=tuple(citation for sentence in hit.chunk.sentences for citation in sentence.citations),
            source="search_case",
            score=round(score, 4),
            rank=rank,
            parts=tuple(len(sentence.citations) for sentence in hit.chunk.sentences),
        )
        for rank, (hit, score) in enumerate(retrieve(case, query, FOUND), start=1)
    ]
