"""What stands behind the findings of a report: the exhibits of the case and the authorisations on which something was done."""

from collections.abc import Sequence, Set
from datetime import UTC, datetime

from assistant import authorisation
from assistant.authorisation import Authorisation
from assistant.report.answers import Made
from assistant.report.document import AuthorisationShown, ExhibitShown, Uncertain
from assistant.session import Session
from tools import results
from tools.case import Exhibit
from tools.evidence import Utterance
from tools.locks import locks
from tools.registry import all_tools

_MOST_UNCERTAIN = 200
"""Stretches of one recording that are listed; the number of all is told."""


def exhibits(session: Session, cited: Set[str]) -> tuple[ExhibitShown, ...]:
    """Every exhibit of the case; of those cited the speech that nobody has confirmed."""
    bars = locks(session.case).bars()
    return tuple(
        ExhibitShown(
            id=exhibit.id,
            title=exhibit.title,
            kind=exhibit.kind,
            media=exhibit.media,
            file=exhibit.file,
            sha256=exhibit.sha256,
            size=exhibit.size,
            source=exhibit.source,
            added_at=exhibit.added_at,
            added_by=exhibit.added_by,
            parent=exhibit.parent,
            locked=bars[exhibit.id].reason if exhibit.id in bars else None,
            cited=exhibit.id in cited,
            uncertain=_uncertain(session, exhibit) if exhibit.id not in bars else (),
        )
        for exhibit in session.case.exhibits()
    )


def authorisations(session: Session, calls: Sequence[Made]) -> tuple[tuple[AuthorisationShown, ...], bool]:
    """The authorisations of some calls; and whether one of the calls was made without, at a station that asked for none."""
    ids = {call.authorisation for call in calls if call.authorisation is not None}
    tools = all_tools()
    unasked = any(call.tool in tools and tools[call.tool].biometric and call.authorisation is None for call in calls)
    return tuple(_shown(each) for each in authorisation.all_of(session) if each.id in ids), unasked


def _shown(held: Authorisation) -> AuthorisationShown:
    terms = held.terms
    authority = next((said.authorised_by for said in reversed(held.decided) if said.authorised_by), terms.authorised_by)
    decisions = [f"{authority}, {held.number}"] if authority else []
    decisions += [f"first identification: {terms.first_identification}"] if terms.first_identification else []
    decisions += [f"{said.decision} by {said.by} on {said.at:%Y-%m-%d}: {said.reason}" for said in held.decided]
    return AuthorisationShown(
        id=held.id,
        actions=terms.actions,
        status=held.status(datetime.now(UTC)),
        purpose=terms.purpose,
        ground=f"offence: {terms.offence}" if terms.offence else f"missing person: {terms.missing_person}",
        legal_basis=terms.legal_basis,
        decision="; ".join(decisions) or "none",
        exhibits=terms.exhibits,
        gallery=terms.gallery,
        expires=terms.expires,
        asked_by=held.asked_by,
        asked_at=held.asked_at,
    )


def _uncertain(session: Session, exhibit: Exhibit) -> tuple[Uncertain, ...]:
    if exhibit.media not in ("audio", "video"):
        return ()
    return tuple(
        Uncertain(start=item.start, end=item.end, heard=item.text, why=item.flags)
        for item in results.reading(session.case, exhibit.id) or ()
        if isinstance(item, Utterance) and not item.citable
    )[:_MOST_UNCERTAIN]
