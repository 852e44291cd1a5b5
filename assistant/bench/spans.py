"""Precision, recall and F1 of stretches of text with a type.

Definition (overlapping spans): a find is right when it shares at least one character with a true span of its type; a true span is
found when it shares at least one character with a find of its type. Precision is the share of finds that are right, recall the share
of true spans that are found, F1 their harmonic mean. Where the truth has one span inside another, as re3d does, one find may answer
both. Ours and the peer are scored by the same lines.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Span = tuple[int, int, str]
"""Start, end, type."""


@dataclass
class Score:
    """Counts over many texts."""

    finds: int = 0
    right: int = 0
    truths: int = 0
    found: int = 0

    def add(self, finds: Iterable[Span], truths: Iterable[Span]) -> None:
        """Count one text."""
        predicted, wanted = sorted(set(finds)), sorted(set(truths))
        self.finds += len(predicted)
        self.truths += len(wanted)
        self.right += sum(_touches(each, wanted) for each in predicted)
        self.found += sum(_touches(each, predicted) for each in wanted)

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 1 where nothing was found."""
        return self.right / self.finds if self.finds else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found; 1 where nothing is there."""
        return self.found / self.truths if self.truths else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[2] == kind and span[0] < end and start < span[1] for start, end, kind in others)
