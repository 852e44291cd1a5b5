"""Asking for an authorisation, and deciding on it."""

from datetime import UTC, datetime
from typing import Any

from assistant.accounts import NotAllowed, Right
from assistant.authorisation.acting import Acting
from assistant.authorisation.authorisation import Authorisation
from assistant.authorisation.lapsing import delete_results
from assistant.authorisation.recorded import ASKED, all_of
from assistant.authorisation.terms import Terms
from tools import galleries
from tools.errors import ToolError

_LONGEST = 500
"""Characters of a reason."""


def ask(acting: Acting, terms: Terms) -> Authorisation:
    """Ask for an authorisation. Where it is urgent it may be used at once, and the clock of 48 hours runs from now.

    Raises:
        NotAllowed: the officer holds no role that may ask.
        ToolError: the case has no such exhibit or gallery, or the day is past or too far away.
    """
    acting.require(Right.REQUEST)
    try:
        terms.check_expiry(datetime.now(UTC))
    except ValueError as error:
        raise ToolError(f"This cannot be asked for: {error}.") from None
    for exhibit in terms.exhibits:
        acting.case.look_up(exhibit)
    gallery = None if terms.gallery is None else galleries.gallery(acting.case, terms.gallery).id
    id_ = f"AU-{len(all_of(acting)) + 1:04d}"
    acting.record(ASKED, {"id": id_, "terms": terms.model_dump(mode="json"), "gallery": gallery})
    return find(acting, id_)


def approve(acting: Acting, id_: str, reason: str, authorised_by: str | None = None, number: str | None = None) -> Authorisation:
    """Approve what was asked for.

    Args:
        acting: the open case; its officer is the one who approves.
        id_: of the authorisation.
        reason: why, in words.
        authorised_by: the authority that decided, where an urgent use was asked for before there was a decision.
        number: of its decision.

    Raises:
        NotAllowed: the officer holds no role that may approve, or asked for it.
        ToolError: there is no such authorisation, it is decided or its clock ran out, or no decision of an authority is named.
    """
    held = _open(acting, id_)
    if held.asked_by == acting.officer and not acting.standing.single_user:
        raise NotAllowed(f"{acting.officer} asked for {id_}: somebody else must approve it.")
    terms = held.terms
    if (authorised_by is None) != (number is None):
        raise ToolError("A decision has the authority that made it and its number: name both (--by, --number).")
    if terms.urgent and (number or terms.number) is None and terms.first_identification is None:
        raise ToolError(f"{id_} was used before anybody decided: name the authority and the number of its decision (--by, --number).")
    data = {"authorised_by": authorised_by, "number": number, "own": held.asked_by == acting.officer}
    return _decide(acting, held, "approved", reason, data)


def reject(acting: Acting, id_: str, reason: str) -> Authorisation:
    """Reject what was asked for; what an urgent use has found is deleted at once. Errors as in `approve`."""
    held = _decide(acting, _open(acting, id_), "rejected", reason, {})
    if held.terms.urgent:
        delete_results(acting, held, "rejected")
    return held


def revoke(acting: Acting, id_: str, reason: str) -> Authorisation:
    """Take an approved authorisation back: nothing is done on it any more. What was found on it stays. Errors as in `approve`."""
    acting.require(Right.APPROVE)
    held = find(acting, id_)
    if held.status(datetime.now(UTC)) != "approved":
        raise ToolError(f"{id_} is {held.status(datetime.now(UTC))}: only what is approved can be revoked.")
    return _decide(acting, held, "revoked", reason, {})


def find(acting: Acting, id_: str) -> Authorisation:
    """One authorisation; ToolError when there is none."""
    found = next((each for each in all_of(acting) if each.id == id_), None)
    if found is None:
        raise ToolError(f"The case has no authorisation {id_!r}: see `exhibit authorise list`.")
    return found


def _open(acting: Acting, id_: str) -> Authorisation:
    acting.require(Right.APPROVE)
    held = find(acting, id_)
    if (status := held.status(datetime.now(UTC))) not in ("asked", "urgent"):
        raise ToolError(f"{id_} is {status}: there is nothing to decide. What is still needed is asked for anew.")
    return held


def _decide(acting: Acting, held: Authorisation, decision: str, reason: str, data: dict[str, Any]) -> Authorisation:
    said = " ".join(reason.split())
    if not 3 <= len(said) <= _LONGEST:
        raise ToolError(f"Say why, in 3 to {_LONGEST} characters (--reason).")
    acting.record(f"authorisation_{decision}", {"id": held.id, "reason": said} | data)
    return find(acting, held.id)
