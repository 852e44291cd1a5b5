"""The enrolled picture that a candidate's face is compared with."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.chat.portraits import Eyes
from assistant.session import Session
from tools import galleries
from tools.errors import ToolError
from tools.evidence import Candidate


@dataclass(frozen=True)
class Enrolled:
    """A picture of a gallery."""

    content: bytes
    """The picture's file."""
    eyes: Eyes
    """In pixels of the upright picture."""


Gallery = Callable[[Session, Candidate], Enrolled]
"""Gives the enrolled picture of a candidate; ToolError when it is no longer in the gallery."""


def enrolled(session: Session, candidate: Candidate) -> Enrolled:
    """The enrolled picture of a candidate.

    Raises:
        ToolError: it is no longer in the gallery, or there is no such gallery.
        IntegrityError: it is not what was put there.
    """
    gallery = galleries.gallery(session.case, candidate.gallery)
    for face in galleries.enrolled(session.case, gallery):
        if face.person.id == candidate.candidate and face.sha256 == candidate.gallery_picture:
            left, right = face.points[:2]
            return Enrolled(galleries.picture(session.case, gallery, face), (left, right))
    raise ToolError(f"The picture that {candidate.candidate} was found by is no longer in the gallery {gallery.name!r}: search again.")
