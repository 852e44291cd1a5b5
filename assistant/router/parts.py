"""Whether a question asks for several things, and which of its words are for which."""

from collections.abc import Callable
from itertools import pairwise

from assistant.router.classifier import Classifier, Reading
from assistant.router.clauses import divisions

_GLANCE = 0.9
"""What the words alone must give each part (about 2 is sure) before the model is asked about it."""
_SURE = 1.0
"""What both readings must give each part."""


def parts(question: str, whole: Reading, classifier: Classifier, usable: Callable[[str], bool]) -> list[tuple[str, Reading]]:
    """The parts of a question that ask for different tools, each with its reading; the whole question when it asks for one.

    Args:
        question: the question.
        whole: how the whole of it was read.
        classifier: reads the parts.
        usable: whether a class is a tool; a part that would be refused or is small talk does not make a part.
    """
    glances: dict[str, Reading] = {}
    best: tuple[float, list[str]] = (_GLANCE, [])
    for division in divisions(question):
        seen = [glances.setdefault(part, classifier.at_a_glance(part)) for part in division]
        names = [reading.best[0] for reading in seen]
        weakest = min(reading.best[1] for reading in seen)
        if weakest > best[0] and all(map(usable, names)) and all(a != b for a, b in pairwise(names)):
            best = (weakest, division)
    if best[1]:
        readings = [classifier(part) for part in best[1]]
        names = [reading.best[0] for reading in readings]
        if len(set(names)) > 1 and all(map(usable, names)) and min(reading.best[1] for reading in readings) >= _SURE:
            return list(zip(best[1], readings, strict=True))
    return [(question, whole)]
