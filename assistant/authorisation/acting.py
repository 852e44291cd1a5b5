"""Who acts, as far as authorisations need to know."""

from typing import Any, Protocol

from assistant.accounts import Right, Standing
from assistant.ledger import Ledger, LedgerEvent
from tools.case import Case


class Acting(Protocol):
    """An open case, its record, and who is working on it: `assistant.session.Session`."""

    @property
    def case(self) -> Case:
        """The open case."""

    @property
    def ledger(self) -> Ledger:
        """Its record."""

    @property
    def officer(self) -> str:
        """Who is working."""

    @property
    def standing(self) -> Standing:
        """What the officer may do."""

    def require(self, right: Right) -> None:
        """Pass where the officer holds a right."""

    def record(self, event: str, data: dict[str, Any]) -> LedgerEvent:
        """Write one event to the record."""
