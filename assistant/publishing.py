"""Handing out a patrol plan: to the units, to other programs. It takes an authorisation, and is on record."""

from pathlib import Path

from assistant import authorisation
from assistant.accounts import Right
from assistant.authorisation import PUBLICATION, Use
from assistant.ledger import LedgerEvent
from assistant.session import Session
from tools import results
from tools.errors import ToolError
from tools.evidence import PatrolStop

KINDS = ("run_sheet.html", "plan.gpx", "plan.geojson")
"""The files that leave the program; the map is looked at in it."""


def publish(session: Session, files: list[Path]) -> LedgerEvent:
    """Put on record that files of a plan are handed out; they are given to nobody before that.

    Raises:
        NotAllowed: the officer holds no role that may.
        NeedsAuthorisation: no authorisation covers it.
    """
    session.require(Right.PUBLISH)
    about = authorisation.leaving(session, Use(PUBLICATION))
    return session.record("patrol_published", {"files": [f"{file.parent.name}/{file.name}" for file in files]} | about)


def files_of(session: Session, plan: str | None) -> list[Path]:
    """The files of a plan that can be handed out.

    Args:
        session: the open case.
        plan: its id, or the beginning of it; by default the latest.

    Raises:
        ToolError: there is none.
    """
    stops = [item for item in results.of_kind(session.case, "PatrolStop") if isinstance(item, PatrolStop) and item.totals is not None]
    fitting = [stop for stop in stops if stop.totals is not None and (stop.totals.plan_id or "").startswith((plan or "").lower())]
    names = dict.fromkeys(name for name in (fitting[-1].files if fitting else ()) if name.rsplit("/", 1)[-1] in KINDS)
    found = [place for name in names if (place := session.case.folder / name).is_file()]
    if not found:
        raise ToolError("The case has no patrol plan." if plan is None else f"The case has no patrol plan {plan} with files.")
    return found
