"""What the program does by itself while the page is open: clocks that run out, and runs that were decided on and not gone on with."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from assistant import approvals, authorisation
from assistant.accounts import NotAllowed, Standing
from assistant.chat.cases import Cases
from assistant.chat.going_on import GoingOn
from assistant.ledger import LedgerDamaged
from assistant.session import BY_ITSELF, Session
from tools.errors import CaseError, IntegrityError

_EVERY = 20.0
"""Seconds between two looks at the cases that are open."""
_ALL = 600.0
"""Seconds between two looks at all cases of the station: a clock runs out also where nobody has the case open."""
_OTHERS = timedelta(seconds=60)
"""Who decides on the command line goes on there: so long this program leaves it alone."""
_LOG = logging.getLogger(__name__)


class Upkeep:
    """Looks after the cases.

    Args:
        cases: of the station.
        going_on: goes on with runs.
    """

    def __init__(self, cases: Cases, going_on: GoingOn) -> None:
        self._cases = cases
        self._going_on = going_on
        self._end = threading.Event()

    def begin(self) -> None:
        """Begin, in a thread."""
        threading.Thread(target=self._go, name="upkeep", daemon=True).start()

    def close(self) -> None:
        """End."""
        self._end.set()

    def look(self) -> None:
        """Look after the cases that are open."""
        for session in self._cases.all_open():
            self._keep(session)

    def _go(self) -> None:
        last = 0.0
        while not self._end.wait(0 if not last else _EVERY):
            self.look()
            if not last or time.monotonic() > last + _ALL:
                last = time.monotonic()
                for session in self._cases.all_closed():
                    self._guarded(authorisation.lapse, session)
                    session.ledger.close()
                    session.case.database.close()

    def _keep(self, session: Session) -> None:
        """Look after one case that is open."""
        self._guarded(authorisation.lapse, replace(session, officer=BY_ITSELF, standing=Standing(frozenset())))
        self._guarded(self._go_on, session)

    def _go_on(self, session: Session) -> None:
        for each in approvals.all_of(session):
            if each.left and each.outcome is not None and datetime.now(UTC) > each.outcome.at + _OTHERS:
                self._going_on.begin(session.in_the_name_of(each.asked_by), each)

    def _guarded(self, what: Callable[[Session], None], session: Session) -> None:
        """What is wrong with a case is told to whoever opens it; here it must not stop the others."""
        try:
            if session.ledger.path.exists():
                what(session)
        except NotAllowed as reason:
            _LOG.warning("%s", reason)
        except (CaseError, IntegrityError, LedgerDamaged, OSError):
            _LOG.exception("the case in %s cannot be looked after", session.case.folder)
