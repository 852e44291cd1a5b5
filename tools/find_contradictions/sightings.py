"""Who sees somebody somewhere says where that person was, and who sees something do a thing that it did it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tools.find_contradictions.frame import Frame

SEEING = frozenset("see meet notice spot observe recognise recognize photograph film pass encounter find".split())
_SHOWING = SEEING | frozenset("show record capture watch hear catch".split())
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


def seen_doing(head: Any, frame: Frame) -> Iterator[tuple[Any, Any, list[Any]]]:
    """What a clause says that something was seen or shown doing, where the parser hangs it on the thing ("the log shows a van, plate
    PA99 KTX, driving in at two and driving out at three"): each verb, the thing, and the tokens that belong to both."""
    if head.lemma_.lower() not in _SHOWING or frame.negated:
        return
    for thing in (child for child in head.children if child.dep_ == "dobj"):
        first = [child for child in thing.children if child.dep_ == "acl" and child.tag_ == "VBG"]
        doing = [
            verb for one in first for verb in (one, *(child for child in one.children if child.dep_ == "conj" and child.tag_ == "VBG"))
        ]
        described = [thing, *(child for child in thing.children if child.dep_ in ("amod", "compound", "poss", "det"))]
        for verb in doing:
            others = {token for other in doing if other.i > verb.i for token in other.subtree}
            said = [token for token in verb.subtree if token not in others]
            yield verb, thing, sorted([*described, *said], key=lambda token: token.i)
