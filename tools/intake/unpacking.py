"""Adding what is inside mails and archives, with limits for everything that was added with one file."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from tools import containers
from tools.case import Case, Exhibit
from tools.errors import Rejected
from tools.intake.entering import Entered, Labels, enter
from tools.intake.source import Source, from_member, printable
from tools.packing import MAX_TOTAL


@dataclass(frozen=True)
class Refusal:
    """A file that was not added, with the reason."""

    file: str
    reason: str
    duplicate_of: str | None = None
    """The exhibit that has the same content already."""


@dataclass
class Allowance:
    """What is left of the limits for one file that is added."""

    members: int = containers.MAX_MEMBERS
    bytes: int = MAX_TOTAL


def unpack(
    case: Case, exhibit: Exhibit, source: Source, labels: Labels, password: str | None, left: Allowance, depth: int = 1
) -> Iterator[Exhibit | Refusal]:
    """Add the members of an exhibit, and theirs, each as an exhibit of its own. Members that came out of it before are passed over:
    adding the same archive again goes on where a kill stopped it.

    Args:
        exhibit: what holds them; its bytes have just been checked.
        source: what it came from, to name its members.
        labels: as for the file that was added; members have titles of their own.
        password: for members that are locked.
        left: the limits, which are used up on the way.
        depth: how deep the exhibit lies; the file that was added is 1.
    """
    if depth > containers.MAX_DEPTH:
        reason = f"{exhibit.id} lies in more than {containers.MAX_DEPTH} archives; it is kept and was not unpacked. Add it by itself."
        yield Refusal(f"{source.shown}/…", reason)
        return
    for position, member in _members(exhibit, password):
        shown = f"{source.shown}/{printable(member.name)}"
        left.members -= 1
        if left.members < 0:
            yield Refusal(shown, f"more than {containers.MAX_MEMBERS:,} files in one archive; this one and all after it were not unpacked")
            return
        if isinstance(member, containers.Unusable):
            yield Refusal(shown, member.reason)
            continue
        inner = from_member(member, source, exhibit.id, position, left.bytes)
        if (before := _unpacked(case, exhibit, position)) is not None:
            entered = Entered(before, new=False, size=0)
        else:
            try:
                entered = enter(case, inner, dataclasses.replace(labels, title=""), password)
            except Rejected as reason:
                yield Refusal(shown, str(reason))
                if left.bytes <= 0:
                    return
                continue
            left.bytes -= entered.size
            known = entered.exhibit.id
            yield entered.exhibit if entered.new else Refusal(shown, f"already in the case as {known}, byte for byte", known)
        if containers.holds_others(entered.exhibit) and entered.exhibit.id != exhibit.id:
            yield from unpack(case, entered.exhibit, inner, labels, password, left, depth + 1)


def _members(exhibit: Exhibit, password: str | None) -> Iterator[tuple[int, containers.Packed | containers.Unusable]]:
    """The members with their positions; a container that breaks on the way ends with a member that says so."""
    members = enumerate(containers.members(exhibit, password), start=1)
    while True:
        try:
            position, member = next(members)
        except StopIteration:
            return
        except Exception as error:  # the libraries raise anything for a hostile file
            if isinstance(error, MemoryError):
                raise
            yield 0, containers.Unusable("…", f"the rest could not be unpacked ({type(error).__name__}: {error})")
            return
        yield position, member


def _unpacked(case: Case, exhibit: Exhibit, position: int) -> Exhibit | None:
    """The exhibit that was made of a member before."""
    row = case.database.connection.execute(
        "SELECT exhibit FROM contained WHERE container = ? AND position = ?", (exhibit.id, position)
    ).fetchone()
    return None if row is None else case.look_up(row["exhibit"])
