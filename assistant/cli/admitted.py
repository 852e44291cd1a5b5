"""Opening a case to look at something in it."""

from pathlib import Path

from assistant.accounts import Right
from assistant.session import Session


def admitted(folder: Path, right: Right = Right.VIEW) -> Session:
    """Open a case, for who holds a right in it; errors as for `Session.open`, and NotAllowed."""
    session = Session.open(folder)
    session.require(right)
    return session
