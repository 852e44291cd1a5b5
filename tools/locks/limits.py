"""What of a case lies outside the scopes of its warrants, place by place."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tools.case import Case, Exhibit
from tools.evidence import Place
from tools.locks.damage import DAMAGED
from tools.locks.messages import COMMUNICATIONS, Key, key_of, messages_of
from tools.locks.scope import Scope, scopes

_MAILS = frozenset({"message/rfc822", "application/vnd.ms-outlook", "application/mbox"})
_MESSAGE = re.compile(r"message (\d+)/")


@dataclass(frozen=True)
class Limit:
    """What of one exhibit may be seen."""

    inside: frozenset[Key]
    outside: int
    """Messages outside; of an exhibit without dated messages, itself."""
    dated: bool = True
    """Whether it has messages of its own or belongs to one; what has none cannot be shown to lie inside."""

    @property
    def closed(self) -> bool:
        """Whether nothing of it lies inside."""
        return not self.inside

    @property
    def words(self) -> str:
        """For people: counts only."""
        if not self.dated:
            return "no date or person in it shows that it is within the warrant's scope"
        return f"{self.outside:,} message{'s' if self.outside != 1 else ''} outside the warrant's scope"

    @property
    def state(self) -> str:
        """A hash that changes with what is inside."""
        return hashlib.sha256(repr(sorted(self.inside, key=repr)).encode()).hexdigest()

    def holds(self, exhibit: Exhibit, place: Place) -> bool:
        """Whether a place of the exhibit lies inside."""
        if (None, None) in self.inside:
            return True
        key = key_of(exhibit, place)
        # The name of a sheet belongs to no row.
        return key in self.inside or (key[1] is None and exhibit.media == "table" and bool(self.inside))


def limits(case: Case) -> Mapping[str, Limit]:
    """The exhibits of which something lies outside, each with what may be seen; empty where no scope is set."""
    set_now = scopes(case)
    if not set_now:
        return {}
    exhibits = {exhibit.id: exhibit for exhibit in case.exhibits() if exhibit.withheld is None}
    found: dict[str, Limit] = {}
    for exhibit in exhibits.values():
        applying = tuple(scope for scope in set_now if _applies(case, scope, exhibit, exhibits))
        if applying:
            limit = _limit(case, exhibit, applying, exhibits)
            if limit.outside:
                found[exhibit.id] = limit
    return found


def _applies(case: Case, scope: Scope, exhibit: Exhibit, exhibits: Mapping[str, Exhibit]) -> bool:
    """Whether a scope is about an exhibit, or about what it came out of."""
    if scope.exhibits:
        return exhibit.id in scope.exhibits or any(_comes_from(case, exhibit.id, one) for one in scope.exhibits)
    if exhibit.mime in COMMUNICATIONS:
        return True
    return any(exhibits[one].mime in _MAILS for one in case.containers(exhibit.id) if one in exhibits)


def _comes_from(case: Case, exhibit: str, other: str) -> bool:
    containers = case.containers(exhibit)
    return other in containers or any(_comes_from(case, one, other) for one in containers)


def _limit(case: Case, exhibit: Exhibit, applying: tuple[Scope, ...], exhibits: Mapping[str, Exhibit]) -> Limit:
    own = _own(exhibit, applying)
    if own is not None:
        return own
    mails = [exhibits[one] for one in case.containers(exhibit.id) if one in exhibits and exhibits[one].mime in _MAILS]
    if not mails:
        return Limit(frozenset(), 1, dated=False)
    if any(_came_inside(case, exhibit, mail, applying) for mail in mails):
        return Limit(frozenset({(None, None)}), 0)
    return Limit(frozenset(), 1)


def _came_inside(case: Case, exhibit: Exhibit, mail: Exhibit, applying: tuple[Scope, ...]) -> bool:
    """Whether an attachment came with a message that lies inside."""
    of_mail = _own(mail, applying)
    assert of_mail is not None
    if mail.mime != "application/mbox":
        return not of_mail.closed
    names = [member.name for member in case.members(mail.id) if member.exhibit == exhibit.id]
    return any((match := _MESSAGE.match(name)) and (int(match[1]), None) in of_mail.inside for name in names)


@lru_cache(maxsize=4096)
def _own(exhibit: Exhibit, applying: tuple[Scope, ...]) -> Limit | None:
    """What the messages of an exhibit itself allow; None where it has none."""
    try:
        found = messages_of(exhibit)
    except DAMAGED:
        return Limit(frozenset(), 1, dated=False)
    if not found:
        return None
    rows = [message for message in found if not message.heading]
    inside = {message.key for message in rows if any(scope.allows(message.days, message.parties) for scope in applying)}
    headings = {message.key for message in found if message.heading and inside}
    return Limit(frozenset(inside | headings), sum(message.key not in inside for message in rows))
