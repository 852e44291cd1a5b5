"""The check before anything that needs an authorisation: without one it is not done, and nothing of it is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.authorisation.acting import Acting
from assistant.authorisation.authorisation import Authorisation
from assistant.authorisation.recorded import all_of
from assistant.authorisation.terms import biometric
from tools import galleries
from tools.errors import ToolError
from tools.registry import Tool

NOT_ASKED = "no authorisation was asked: single-user station"
"""Stands with every record and result of a station that asks for none."""


class NeedsAuthorisation(ToolError):
    """No authorisation covers a call; the message says which is missing and how to ask for it."""


@dataclass(frozen=True)
class Use:
    """What somebody is about to do."""

    action: str
    exhibits: tuple[str, ...] = ()
    gallery: str | None = None
    """The gallery's name."""

    @property
    def words(self) -> str:
        """As the officer reads it."""
        on = f" on {', '.join(self.exhibits)}" if self.exhibits else ""
        return f"{self.action}{on}" + (f" in the gallery “{self.gallery}”" if self.gallery else "")


def use_of(tool: Tool, args: Mapping[str, Any]) -> Use:
    """The use that a call with these checked arguments would be."""
    exhibits = tuple(dict.fromkeys(str(args[p.name]) for p in tool.exhibit_parameters if args.get(p.name)))
    gallery = next((str(args[p.name]) for p in tool.gallery_parameters if args.get(p.name)), None)
    return Use(tool.name, exhibits, gallery)


def check(acting: Acting, use: Use) -> Authorisation | None:
    """The authorisation that covers a use; None on a station that asks for none.

    Raises:
        NeedsAuthorisation: none covers it.
        LedgerDamaged: the record of authorisations is not what was written.
    """
    if not acting.standing.authorised:
        return None
    now = datetime.now(UTC)
    asked = [each for each in all_of(acting) if use.action in each.terms.actions]
    gallery = None if use.gallery is None else galleries.gallery(acting.case, use.gallery).id
    standing = [each for each in asked if each.stands(now) and covers(each, use, gallery)]
    if standing:
        # One that is approved before one whose clock runs, and one that waits for nobody before one that does.
        return min(standing, key=lambda each: (each.status(now) != "approved", each.terms.each_use))
    raise NeedsAuthorisation(_how(acting, use, asked, gallery, now))


def missing(acting: Acting, use: Use) -> str | None:
    """Why a use would not be done, or None."""
    try:
        check(acting, use)
    except NeedsAuthorisation as reason:
        return str(reason)
    return None


def leaving(acting: Acting, use: Use) -> dict[str, str | None]:
    """What the record says of the authorisation on which something leaves the case, and of who is given it.

    Raises:
        NeedsAuthorisation: none covers it.
    """
    held = check(acting, use)
    if held is None:
        return {"authorisation": None, "note": NOT_ASKED, "recipient": None}
    return {"authorisation": held.id, "note": None, "recipient": held.terms.recipient}


def covers(held: Authorisation, use: Use, gallery: str | None) -> bool:
    """Whether the scope of an authorisation holds a use; `gallery` is the id of its gallery."""
    outside = set(use.exhibits) - set(held.terms.exhibits) if held.terms.exhibits or use.exhibits else set()
    return use.action in held.terms.actions and not outside and (gallery is None or gallery == held.gallery)


def _how(acting: Acting, use: Use, asked: list[Authorisation], gallery: str | None, now: datetime) -> str:
    near = [each for each in asked if covers(each, use, gallery)]
    about = f" {near[-1].id} would cover it and is {near[-1].status(now)}." if near else ""
    if not near and asked:
        about = f" {asked[-1].id} is for other exhibits or another gallery."
    scope = "".join(f" --exhibit {exhibit}" for exhibit in use.exhibits) + (f' --gallery "{use.gallery}"' if use.gallery else "")
    order = " --by AUTHORITY --number N" if biometric([use.action]) else ""
    return (
        f"{use.words} needs an authorisation, and none covers it: nothing of it was done.{about} Ask for one: "
        f"`exhibit authorise new {acting.case.folder.name} --for {use.action}{scope} --purpose … --offence … --legal-basis …{order} "
        f"--expires DAY` (what cannot wait: `exhibit authorise urgent`); a supervisor of the case approves it."
    )
