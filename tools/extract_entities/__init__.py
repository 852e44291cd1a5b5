"""Find the names, numbers and dates that stand in an exhibit."""

import bisect
import itertools

from tools import results
from tools.case import Case
from tools.errors import ToolError
from tools.evidence import Citation, Entity
from tools.extract_entities.finding import EXACT, find
from tools.parameters import AnyExhibit
from tools.progress import report
from tools.recognisers.found import Found
from tools.registry import tool
from tools.sentences import blocks

__all__ = ["EXACT", "extract_entities"]


@tool(
    weights=("named-entities",),
    after=("read_document", "transcribe_audio"),
    automatic=True,
)
def extract_entities(case: Case, exhibit: AnyExhibit) -> list[Entity]:
    """List the names of persons, organisations and places, phone numbers, account and card numbers, e-mail and web addresses,
    dates, sums of money and vehicle plates that stand in one exhibit; also postal and crypto addresses, identity documents with their
    check digits, vehicles, weapons and drugs.

    Args:
        exhibit: the exhibit to go through.
    """
    record = case.exhibit(exhibit)
    items = results.reading(case, exhibit)
    if items is None:
        raise ToolError(f"{record.id} ({record.media}) has no text that could be gone through.")
    report(0.0, f"looking for names and numbers in {record.id}")
    running = blocks(items)
    starts = [0, *itertools.accumulate(len(block.text) + 1 for block in running)]
    found = find([(start, block.text) for start, block in zip(starts, running, strict=False)])
    report(0.9, f"looking for names and numbers in {record.id}")
    entities = []
    for hit in found:
        number = bisect.bisect_right(starts, hit.start) - 1
        block, start, end = (
            running[number],
            hit.start - starts[number],
            hit.end - starts[number],
        )
        if end <= len(block.text):  # a find that reaches into the next block is two things that happen to stand together
            entities.append(
                _entity(
                    hit,
                    block.text[start:end],
                    block.cite(start, end),
                    block.span(start, end),
                )
            )
    return entities


def _entity(hit: Found, written: str, citations: tuple[Citation, ...], span: tuple[int, int]) -> Entity:
    said = hit.type.replace("_", " ")
    text = f"{said}: {written}" if hit.value == written else f"{said}: {written} ({hit.value})"
    if hit.valid is False:
        text += f" – not valid: {hit.note}"
    return Entity(
        text=text,
        citations=citations,
        source="extract_entities",
        type=hit.type,
        value=hit.value,
        span=span,
        valid=hit.valid,
        note=hit.note,
    )
