"""Quarantine: exhibits that match the list of privileged correspondents are closed, and what was made of them is dropped.

Nothing decides here whether something is privileged in law. An exhibit that matches is closed until a custodian, who does not work on
the enquiry, has looked and releases it or keeps it closed; who may do that is asked in `assistant.locks`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tools.case import Case, Exhibit
from tools.errors import ToolError, Withheld
from tools.locks import records, removal
from tools.locks.correspondence import Unseen, correspondence
from tools.locks.privilege import entries
from tools.locks.records import Hears, Record

Verdict = Literal["held", "kept", "released"]
_WHOLE = frozenset({"message/rfc822", "application/vnd.ms-outlook", "application/pdf"})
"""Kinds that are one with what came out of them (attachments of a mail, the unlocked copy of a PDF): what is privileged in one part
is so in all."""


@dataclass(frozen=True)
class Reason:
    """Why an exhibit matches. It names the entry of the list and the kind of place, and nothing of what the exhibit says."""

    entry: str
    """Key of the entry."""
    text: str
    through: str = ""
    """The exhibit that matches, where it is another one that this one belongs to."""


@dataclass(frozen=True)
class Held:
    """What stands of an exhibit."""

    exhibit: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    record: Record


def standing(case: Case) -> dict[str, Held]:
    """What stands of every exhibit that was ever held, also of those released; not of those that were deleted since."""
    gone = {stone.subject for stone in case.deleted()}
    return {exhibit: _held(record) for exhibit, record in records.newest(case, "quarantine").items() if exhibit not in gone}


def screen(case: Case, exhibit: Exhibit, officer: str, read: Sequence[str] = (), recorded: Hears = records.unheard) -> list[Held]:
    """Hold an exhibit against the list; where it matches, close it with what belongs to it and drop what was made of them.

    What a custodian released stays open unless an entry matches that was not known then.

    Args:
        case: the open case.
        exhibit: to look at.
        officer: in whose name it is closed.
        read: lines of its text that have just been read and are not kept yet.
        recorded: hears of each record before it is final.

    Returns:
        What was closed now.
    """
    found = _reasons(case, exhibit, read)
    return _close(case, exhibit, found, officer, recorded) if found else []


def refuse(case: Case, exhibit: Exhibit, officer: str, read: Sequence[str], recorded: Hears = records.unheard) -> None:
    """The closed step: screen what has just been read, before it is kept.

    Raises:
        Withheld: it matches; the text is to be forgotten.
    """
    screen(case, exhibit, officer, read, recorded)
    now = case.look_up(exhibit.id)
    now.open_or_refuse()


def recheck(case: Case, officer: str, recorded: Hears = records.unheard) -> list[Held]:
    """Hold every exhibit against the list as it stands; gives what was closed now."""
    return [held for exhibit in case.exhibits() for held in screen(case, exhibit, officer, recorded=recorded)]


def decide(case: Case, exhibit: str, verdict: Verdict, reason: str, by: str, recorded: Hears = records.unheard) -> list[Held]:
    """Release an exhibit or keep it closed; attachments that were closed with it follow. Who may is for the caller to have asked.

    Raises:
        ToolError: it is not in quarantine, or no reason is given.
    """
    if not reason.strip():
        raise ToolError("Say why (--reason): a release without a reason is none.")
    stands = standing(case)
    before = stands.get(case.look_up(exhibit).id)
    if before is None or before.verdict == "released":
        raise ToolError(f"{exhibit} is not in quarantine.")
    with_it = [one for one in stands.values() if one.verdict != "released" and _only_through(one, exhibit)]
    return [_keep(case, each.exhibit, verdict, _known(case, each), reason.strip(), by, recorded) for each in (before, *with_it)]


def _only_through(held: Held, exhibit: str) -> bool:
    return held.exhibit != exhibit and all(reason.through == exhibit for reason in held.reasons)


def _known(case: Case, held: Held) -> tuple[Reason, ...]:
    """Everything that speaks for holding an exhibit now: a release answers all of it."""
    own = _matching(case, case.look_up(held.exhibit), ())
    return tuple({(reason.entry, reason.through): reason for reason in (*held.reasons, *own)}.values())


def _reasons(case: Case, exhibit: Exhibit, read: Sequence[str]) -> tuple[Reason, ...]:
    """What matches and was not answered before."""
    found = _matching(case, exhibit, read)
    before = standing(case).get(exhibit.id) if found else None
    answered = {reason.entry for reason in before.reasons} if before is not None else set()
    return tuple(reason for reason in found if reason.entry not in answered)


def _matching(case: Case, exhibit: Exhibit, read: Sequence[str]) -> tuple[Reason, ...]:
    try:
        item = correspondence(case, exhibit, read)
    except Unseen as why:
        return (Reason("unseen", f"{why}: who wrote it is not known"),)
    return tuple(Reason(one.key, f"{one} stands {where}") for one in entries(case) if (where := one.where(item)) is not None)


def _close(case: Case, exhibit: Exhibit, found: tuple[Reason, ...], officer: str, recorded: Hears) -> list[Held]:
    stands = standing(case)
    closed = []
    for each in (exhibit, *_family(case, exhibit)):
        if each.id == exhibit.id:
            reasons = found
        else:
            reasons = tuple(Reason(reason.entry, f"it belongs to {exhibit.id}, where {reason.text}", exhibit.id) for reason in found)
        before = stands.get(each.id)
        if before is not None and before.verdict != "released":
            if each.id != exhibit.id:
                continue
            reasons = (*before.reasons, *reasons)
        words = "; ".join(reason.text for reason in reasons)
        closed.append(_keep(case, each.id, "held", reasons, words, officer, recorded))
        removal.drop(case, each.id)
    return closed


def _family(case: Case, exhibit: Exhibit) -> Iterator[Exhibit]:
    """What belongs to an exhibit: everything inside it, and where it is an attachment the mail with all others."""
    seen = {exhibit.id}
    waiting = [exhibit]
    while waiting:
        one = waiting.pop()
        near = [member.exhibit for member in case.members(one.id)] if one.mime in _WHOLE or one.id == exhibit.id else []
        near += [container for container in case.containers(one.id) if case.look_up(container).mime in _WHOLE]
        for other in near:
            if other not in seen:
                seen.add(other)
                found = case.look_up(other)
                waiting.append(found)
                yield found


def _keep(case: Case, exhibit: str, verdict: Verdict, reasons: Sequence[Reason], words: str, officer: str, recorded: Hears) -> Held:
    content = {"reasons": [vars(reason) for reason in reasons]}
    return _held(records.add(case, "quarantine", exhibit, verdict, content, words, officer, recorded))


def _held(record: Record) -> Held:
    reasons = tuple(Reason(**reason) for reason in record.values()["reasons"])
    return Held(record.subject, record.verdict, reasons, record)  # type: ignore[arg-type]


__all__ = ["Held", "Reason", "Withheld", "decide", "recheck", "refuse", "screen", "standing"]
