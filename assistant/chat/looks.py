"""Every look at an exhibit is on record, also one that does not come by way of the viewer."""

from collections.abc import Mapping

from assistant.session import Session
from assistant.viewing import may_view, viewed
from tools.case import Exhibit


class Looks:
    """Remembers which exhibits somebody has opened in the viewer while this program runs: their pictures and sound are part of that
    look. Who calls their addresses without it looks too, and that is on record."""

    def __init__(self) -> None:
        self._seen: set[tuple[str, str, str]] = set()

    def opened(self, session: Session, exhibit: str, look: Mapping[str, object], *, blind: bool = False) -> None:
        """Somebody opens an exhibit in the viewer; errors as for `viewed`."""
        viewed(session, look, blind=blind)
        self._seen.add((session.officer, session.case.id, exhibit))

    def fetched(self, session: Session, exhibit: Exhibit) -> None:
        """A picture or the sound of an exhibit is called for; errors as for `viewed`."""
        may_view(session)
        if (session.officer, session.case.id, exhibit.id) not in self._seen:
            self.opened(session, exhibit.id, {"exhibit": exhibit.id, "fragment": None, "reason": "its address was called"})
