"""Whether a question holds the name of somebody who works at the station."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant import accounts
from assistant.answer.words import plain
from assistant.ledger import LedgerEvent
from assistant.review.naming_words import Written, names_in
from assistant.session import Session


@dataclass(frozen=True)
class Colleague:
    """Somebody by the name of the account."""

    account: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of the account's name: `ann.hale` is Ann Hale, `a-hale` A. Hale. Digits at its end tell accounts apart, not people."""
        split = self.account.replace("_", ".").replace("-", ".").replace(" ", ".").split(".")
        return tuple(filter(None, (plain(part.rstrip("0123456789")) for part in split)))

    def is_named(self, name: Written) -> bool:
        """Whether a name in a question may be this person's.

        All words of the account's name stand in it, in any order, whole; a single letter stands for a word that begins with it, and need
        not be there where the surname stands alone. An account of one word is named where this word stands in a name; whose given
        name or surname it is, nobody can tell from it.
        """
        said = list(name.plain)
        initials = [part for part in self.parts if len(part) == 1]
        whole = [part for part in self.parts if len(part) > 1]
        if not whole or not all(part in said for part in whole):
            return False
        rest = [word for word in said if word not in whole]
        return not initials or not rest or all(any(word.startswith(letter) for word in rest) for letter in initials)


def colleagues(session: Session, events: Iterable[LedgerEvent]) -> list[Colleague]:
    """Everybody who has an account at the station, or stands in the record of the case."""
    named = {event.officer for event in events if event.officer} | {session.settings.officer}
    if accounts.are_set_up(session.settings):
        named |= {account.name for account in accounts.register(session.settings).all()}
    return [Colleague(name) for name in sorted(named)]


def named_in(texts: Iterable[str], officer: str, known: Sequence[Colleague]) -> list[str]:
    """Whose names stand in an officer's words, each as a reason to look."""
    names = [name for text in texts for name in names_in(text)]
    reasons = []
    for one in known:
        if (said := next((str(name) for name in names if one.is_named(name)), None)) is not None:
            whose = "the asking officer's own account" if one.account == officer else "a colleague's account"
            reasons.append(f"“{said}” may be the name of {whose} ({one.account}), or another person of that name")
    return reasons
