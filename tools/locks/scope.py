"""The scope of a warrant: which days, which accounts, which persons, in which exhibits."""

from dataclasses import dataclass
from datetime import date

from tools.case import Case
from tools.errors import ToolError
from tools.locks import records, wording
from tools.locks.records import Hears, Record

LONGEST = 80
"""Characters of a warrant's name, an account or a person."""


@dataclass(frozen=True)
class Scope:
    """What one warrant allows to be looked at. What is not said is not limited, but something must be."""

    warrant: str
    since: date | None = None
    """First day, as the messages themselves are dated."""
    until: date | None = None
    """Last day, included."""
    accounts: tuple[str, ...] = ()
    """E-mail addresses, telephone numbers, names of accounts."""
    persons: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    """What it applies to, with what came out of these; none: to every mail, mailbox and chat of the case."""

    def __str__(self) -> str:
        days = " ".join(filter(None, (f"from {self.since}" if self.since else "", f"until {self.until}" if self.until else "")))
        who = ", ".join((*self.accounts, *self.persons))
        return f"warrant {self.warrant}: {'; '.join(filter(None, (days, who)))}"

    def allows(self, days: frozenset[date], parties: frozenset[str]) -> bool:
        """Whether a message lies inside.

        Args:
            days: the days that its time may mean; a date that can be read in two ways has two. None of them may lie outside.
            parties: who sent and received it, as it is written.
        """
        if self.since is not None or self.until is not None:
            first, final = self.since or date.min, self.until or date.max
            if not days or any(not first <= day <= final for day in days):
                return False
        return not (self.accounts or self.persons) or any(map(self._is_named, parties))

    def _is_named(self, party: str) -> bool:
        plain = wording.folded(party)
        if any(set(wording.folded(person).split()) <= set(plain.split()) for person in self.persons):
            return True
        return any(self._is_account(account, party, plain) for account in self.accounts)

    @staticmethod
    def _is_account(account: str, party: str, plain: str) -> bool:
        if "@" in account.lstrip("@"):
            return account.casefold() in wording.addresses(party)
        key = wording.number_key(account)
        if key and not any(map(str.isalpha, account)):
            return key in wording.numbers(party)
        return wording.has_phrase(plain, account)


def scopes(case: Case) -> tuple[Scope, ...]:
    """The scopes that stand. A message may be seen when one of those that apply to its exhibit allows it."""
    return tuple(_scope(record) for record in records.newest(case, "scope").values() if record.verdict == "set")


def set_scope(case: Case, scope: Scope, reason: str, officer: str, recorded: Hears = records.unheard) -> Record:
    """Set the scope of a warrant, in place of an earlier one with the same name.

    Raises:
        ToolError: it limits nothing, ends before it begins, or has a name that cannot be kept.
        NoSuchExhibit: it names an exhibit that the case does not have.
    """
    for name in (scope.warrant, *scope.accounts, *scope.persons):
        if not wording.folded(name) or len(name) > LONGEST or not name.isprintable():
            raise ToolError(f"{name!r} cannot be used: a warrant, account or person is one line of 1 to {LONGEST} characters.")
    if not (scope.since or scope.until or scope.accounts or scope.persons):
        raise ToolError("A scope limits something: give --from, --until, --account or --person.")
    if scope.since and scope.until and scope.until < scope.since:
        raise ToolError(f"The scope ends ({scope.until}) before it begins ({scope.since}).")
    for exhibit in scope.exhibits:
        case.look_up(exhibit)
    content = {
        "since": scope.since and scope.since.isoformat(),
        "until": scope.until and scope.until.isoformat(),
        "accounts": list(scope.accounts),
        "persons": list(scope.persons),
        "exhibits": list(scope.exhibits),
    }
    return records.add(case, "scope", scope.warrant, "set", content, reason, officer, recorded)


def clear_scope(case: Case, warrant: str, reason: str, officer: str, recorded: Hears = records.unheard) -> Record:
    """Take a scope off.

    Raises:
        ToolError: there is no such scope, or no reason is given.
    """
    if warrant not in {scope.warrant for scope in scopes(case)}:
        raise ToolError(f"The case has no scope of a warrant {warrant!r}.")
    if not reason.strip():
        raise ToolError("Say why the scope no longer applies (--reason).")
    return records.add(case, "scope", warrant, "cleared", {}, reason.strip(), officer, recorded)


def _scope(record: Record) -> Scope:
    content = record.values()
    return Scope(
        record.subject,
        date.fromisoformat(content["since"]) if content["since"] else None,
        date.fromisoformat(content["until"]) if content["until"] else None,
        tuple(content["accounts"]),
        tuple(content["persons"]),
        tuple(content["exhibits"]),
    )
