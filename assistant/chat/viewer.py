"""The right column: an exhibit at the cited place, or the reason why it is not shown."""

from collections.abc import Callable

from assistant.accounts import Right
from assistant.chat.comparison import comparison_view
from assistant.chat.escape import Html, join, tag
from assistant.chat.icons import icon, medium_icon
from assistant.chat.labels import counted, day, medium, size
from assistant.chat.looks import Looks
from assistant.chat.material import Material
from assistant.chat.media import Addresses
from assistant.chat.opening import Opening
from assistant.chat.page import page_view
from assistant.chat.purpose_view import purpose_view
from assistant.chat.recording import recording_view
from assistant.chat.seen import seen
from assistant.chat.sight import Sight
from assistant.chat.table import table_view
from assistant.chat.text import text_view
from assistant.compose import suspect_names
from assistant.ledger import LedgerDamaged
from assistant.naming import comparisons
from assistant.session import Session
from assistant.verification import lead
from assistant.viewing import PurposeMissing, may_view
from tools import results
from tools.case import Exhibit
from tools.errors import CaseError, IntegrityError
from tools.instructions import flags_in
from tools.locks import locks

_NOT_INTACT = "Integrity failure"
_LOOKED_AT = 2000
"""Lines in which instruction-like text is looked for while somebody waits for an exhibit to open."""
_SHORT = 12
"""Digits of a hash that are shown."""


class Viewer:
    """Shows exhibits.

    Args:
        material: opens them.
        addresses: where the page finds their pictures and sound.
        looks: puts every look on record.
    """

    def __init__(self, material: Material, addresses: Addresses, looks: Looks | None = None) -> None:
        self.material = material
        self.addresses = addresses
        self._looks = looks or Looks()

    def show(self, session: Session, case: str, opening: Opening) -> Html:
        """The exhibit that is open. Its bytes are hashed first, and the opening is on record."""
        try:
            may_view(session, blind=opening.lead is not None)
            return self._show(session, case, opening)
        except PurposeMissing:
            return purpose_view()
        except LedgerDamaged as error:
            return failure(_NOT_INTACT, str(error), "Nothing is shown: a look at an exhibit must be recorded, and the record is damaged.")
        except (CaseError, OSError) as error:
            return failure("Not shown", str(error))

    def _show(self, session: Session, case: str, opening: Opening) -> Html:
        exhibit = session.case.look_up(opening.exhibit)
        if (why := locks(session.case).unopened(exhibit.id)) is not None:
            return failure("Locked", why)
        try:
            self.material.verified.again(exhibit)
            if opening.citation is not None and opening.citation.sha256 != exhibit.sha256:
                raise IntegrityError(f"The citation is of other bytes than those of {exhibit.id}.")
            if opening.lead is not None:
                examiner = None if session.standing.single_user else session.officer
                body = comparison_view(lead(session, opening.lead), self.addresses.of_lead(case, opening.lead), examiner)
            else:
                body = _view_of(exhibit)(self._sight(session, case, exhibit, opening))
        except IntegrityError as error:
            session.record("integrity_failure", {"exhibit": exhibit.id, "error": str(error)})
            return failure(_NOT_INTACT, str(error), "Nothing of it is shown. Tell your supervisor; the record of the case has this event.")
        self._looks.opened(session, exhibit.id, opening.for_record(), blind=opening.lead is not None)
        about = (_head(exhibit), _suspect(session, exhibit), _locked(session, exhibit)) if session.standing.holds(Right.VIEW) else ()
        return tag("div", *about, body, class_="sight", data_exhibit=exhibit.id)

    def _sight(self, session: Session, case: str, exhibit: Exhibit, opening: Opening) -> Sight:
        address = self.addresses.of(case, exhibit)
        if exhibit.media in ("audio", "video"):
            said = self.material.transcripts.of(session.case, exhibit.id)
            return Sight(
                exhibit, opening, None, self.material, address, said, comparisons(session.case, exhibit.id), seen(session, exhibit.id)
            )
        spots = seen(session, exhibit.id) if exhibit.media == "image" else ()
        return Sight(exhibit, opening, results.reading(session.case, exhibit.id), self.material, address, spots=spots)


def _locked(session: Session, exhibit: Exhibit) -> Html | None:
    """What of an exhibit is locked although it is open."""
    bar = locks(session.case).bars().get(exhibit.id)
    return None if bar is None else tag("p", icon("alert"), bar.reason, class_="locked", role="note")


def _suspect(session: Session, exhibit: Exhibit) -> Html | None:
    """How much of an exhibit, or of its name, reads like an instruction to this program."""
    read = results.reading(session.case, exhibit.id) or []
    lines = len(flags_in([item.text for item in read[:_LOOKED_AT]]))
    named = "its name" if suspect_names([exhibit]) else ""
    told = " and ".join(filter(None, (named, counted(lines, "line") if lines else "")))
    words = f"Reads like an instruction to this program and is not followed: {told}"
    return tag("p", icon("alert"), words, class_="suspect", role="note") if told else None


def failure(what: str, reason: str, advice: str = "") -> Html:
    """Why nothing is shown."""
    return tag(
        "div",
        tag("strong", icon("alert"), what),
        tag("p", reason),
        tag("p", advice) if advice else None,
        class_="failure-view",
        role="alert",
    )


def nothing_open() -> Html:
    """Before anything is open."""
    return tag("div", tag("p", "The cited place opens here: the page, the recording or the line."), class_="nothing")


def _view_of(exhibit: Exhibit) -> Callable[[Sight], Html]:
    if exhibit.media in ("audio", "video"):
        return recording_view
    if exhibit.media == "image" or exhibit.mime == "application/pdf":
        return page_view
    return table_view if exhibit.mime == "text/csv" else text_view


def _head(exhibit: Exhibit) -> Html:
    hash_ = tag("code", exhibit.sha256[:_SHORT], "…", title=f"SHA-256 {exhibit.sha256}", tabindex=0)
    facts = (
        tag("span", f"{exhibit.kind or medium(exhibit)}, {size(exhibit.size)}", title=f"{medium(exhibit)}\n{exhibit.file}\n{exhibit.mime}"),
        f"from: {exhibit.source}" if exhibit.source else None,
        f"added by {exhibit.added_by}, {day(exhibit.added_at)}",
        join(("SHA-256 ", hash_)),
    )
    return tag(
        "header",
        tag(
            "h2",
            tag("span", medium_icon(exhibit.media), exhibit.id, class_="number"),
            tag("span", exhibit.title, class_="title", dir="auto"),
        ),
        tag("p", join((tag("span", fact) for fact in facts if fact), " "), class_="facts"),
        class_="exhibit-head",
    )
