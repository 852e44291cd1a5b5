"""Who acts on a report, where one person at a station without accounts does it in the name of several."""

from assistant.accounts import NotAllowed
from assistant.session import Session
from assistant.verification.examiners import is_among, named


def acting(session: Session, by: str | None) -> Session:
    """The session in the name of who acts.

    Args:
        session: the open case.
        by: a name that was given (--by); None for who works at the station.

    Raises:
        NotAllowed: the station has accounts, and this is not the one that has logged in.
        ToolError: it is no name.
    """
    if by is None:
        return session
    if not session.standing.single_user:
        if is_among(by, [session.officer]):
            return session
        raise NotAllowed(f"You are logged in as {session.officer} and cannot act in the name of {by}: each person logs in.")
    return session.in_the_name_of(named(by))
