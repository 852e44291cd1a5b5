"""The enrolled picture that a candidate's face is compared with."""

from collections.abc import Callable
from dataclasses import dataclass

from assistant.chat.portraits import Eyes
from assistant.session import Session
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
    """The enrolled picture of a candidate; ToolError when it is no longer in the gallery."""
    raise ToolError(f"the gallery {candidate.gallery!r} cannot be opened at this station yet")
