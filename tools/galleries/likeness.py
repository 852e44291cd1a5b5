"""How like a new face is to those that a gallery has already."""

from dataclasses import dataclass

from tools.case import Case
from tools.faces import FaceEncoder, Vector
from tools.galleries.gallery import Gallery, Person
from tools.galleries.people import persons, templates

ALIKE = 0.45
"""Cosine from which on two pictures are taken for one person's here. Only advice rests on it; a search has its own threshold."""
NEARLY_EQUAL = 0.92
"""Cosine from which on two pictures are taken for copies, or shots of one moment."""


@dataclass(frozen=True)
class Alike:
    """Another person's entry that is as like as one person's pictures are."""

    person: Person
    cosine: float


@dataclass(frozen=True)
class Likeness:
    """A new face against a gallery."""

    nearest_own: float | None
    """Highest cosine with the person's own pictures; None where there are none."""
    others: tuple[Alike, ...]
    """Other persons that it is as like as one person's pictures are, the most alike first."""
    alike: float = ALIKE
    nearly_equal: float = NEARLY_EQUAL


def likeness(case: Case, gallery: Gallery, vector: Vector, encoder: FaceEncoder, own: str | None) -> Likeness:
    """Compare a new face with all of a gallery.

    Args:
        case: the open case.
        gallery: of the case.
        vector: of the new face.
        encoder: that made it.
        own: id of the person it is enrolled for; None for a new one.
    """
    held = templates(case, gallery, encoder.sha256)
    best: dict[str, float] = {}
    if held.faces:
        for person, cosine in zip(held.persons, (held.vectors @ vector).tolist(), strict=True):
            best[person] = max(best.get(person, -1.0), cosine)
    nearest_own = best.pop(own, None) if own is not None else None
    names = {each.id: each for each in persons(case, gallery)}
    ranked = sorted(best.items(), key=lambda pair: -pair[1])
    return Likeness(nearest_own, tuple(Alike(names[person], cosine) for person, cosine in ranked if cosine >= ALIKE))
