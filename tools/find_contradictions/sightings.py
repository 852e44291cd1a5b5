"""Who sees somebody somewhere says where that person was."""

from dataclasses import replace
from typing import Any

from tools.find_contradictions.frame import Frame

SEEING = frozenset("see meet notice spot observe recognise recognize photograph film pass encounter find".split())
_POINTING = {"him": "he", "her": "she"}


def sighting(head: Any, frame: Frame) -> Frame | None:
    """What a clause says of where somebody was by having been seen there; None where it tells of no sighting at a place.

    Args:
        head: the clause's verb, as spaCy's parser has it.
        frame: the clause.
    """
    if head.lemma_.lower() not in SEEING or frame.negated or not frame.places:
        return None
    seen = next((child for child in head.children if child.dep_ == "dobj"), None)
    if seen is None or not (seen.text[:1].isupper() or seen.lower_ in _POINTING):
        return None
    pointed = _POINTING.get(seen.lower_)
    names = frozenset(token.lower_ for token in seen.subtree if token.lower_ in frame.named and token.lower_ not in frame.place_words)
    if pointed is None and not names:
        return None
    return replace(
        frame,
        verb="be",
        subject=pointed or seen.lemma_.lower(),
        pronoun=pointed is not None,
        named=names | (frame.named & frame.place_words),
        subject_names=names,
        content=frame.content & frame.place_words,
        states=frozenset(),
        objects=frozenset(),
    )
