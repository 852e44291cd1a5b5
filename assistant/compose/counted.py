"""Which of the things that were seen an answer speaks of: all of a few, and the counts of many."""

from collections import Counter
from collections.abc import Sequence

from tools.evidence import Detection, Evidence

FEW = 8
"""Things of one kind that are told one by one. Of more, the first tells how many there are; all are in the answer's evidence."""


def told(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence that an answer speaks of: without things that are counted by another and are too many to be told one by one."""
    counted = {_kind(item): item.tally.things for item in evidence if isinstance(item, Detection) and item.tally is not None}
    met: Counter[tuple[str, str, str]] = Counter()
    found: list[Evidence] = []
    for item in evidence:
        if isinstance(item, Detection):
            met[_kind(item)] += 1
            if met[_kind(item)] > 1 and counted.get(_kind(item), 0) > FEW:
                continue
        found.append(item)
    return found


def _kind(item: Detection) -> tuple[str, str, str]:
    """What is counted together: one kind in one exhibit by one tool."""
    return item.source, item.citations[0].exhibit, item.label
