"""The cases of this station: which there are for whom, and those that are open."""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.accounts import Account, NotLoggedIn
from assistant.chat.people import People
from assistant.ledger.chain import FILE as LEDGER
from assistant.session import Session
from assistant.settings import Settings
from assistant.viewing import purpose_of
from tools.case import Case
from tools.errors import CaseError, NoSuchCase

_LONGEST_NAME = 48


@dataclass(frozen=True)
class Listed:
    """A case that can be chosen."""

    key: str
    """What it is called in addresses and events: neither its folder nor its title."""
    folder: Path
    title: str
    reason: str | None = None
    """Why it cannot be opened, if so."""


class Cases:
    """The cases in the station's folder and those that were named when the program was started. Who has no role in a case is told
    what is told where there is none.

    Args:
        station: the settings.
        named: folders of further cases.
        people: who may be at the page; by default whom the station's accounts name.
    """

    def __init__(self, station: Settings, named: Sequence[Path], people: People | None = None) -> None:
        self.station = station
        self.people = people or People(station)
        self.named = [folder.resolve() for folder in named]
        self._open: dict[str, Session] = {}
        self._purposes: dict[tuple[str | None, str], str] = {}
        self._lock = threading.Lock()

    def listed(self, login: str | None = None) -> list[Listed]:
        """Every case that somebody can choose; those that were named stand first.

        Raises:
            NotLoggedIn: the login has ended.
        """
        account = self.people.account(login)
        return [found for folder in self._folders() if (found := self._listed(folder, account)) is not None]

    def open(self, key: str, login: str | None = None) -> Session:
        """Open a case, once for the whole program; what is given works in the name of whose login it is.

        Raises:
            NotLoggedIn: the login has ended.
            NoSuchCase: it is not one of those listed for this person.
            CaseError: it cannot be opened.
        """
        account = self.people.account(login)
        unknown = NoSuchCase("This case is not among those of this station. Choose one from the list.")
        try:
            with self._lock:
                if key not in self._open:
                    folder = next((folder for folder in self._folders() if key_of(folder) == key), None)
                    if folder is None:
                        raise unknown
                    self._open[key] = Session.open(folder, self.station, account)
            return self._in_the_name(key, login, account)
        except NoSuchCase:
            raise unknown from None

    def opened(self, key: str, login: str | None = None, *, used: bool = True) -> Session | None:
        """A case that is open, in the name of whose login it is and with the roles of this moment; None where it is not open or this
        person has no role in it: bytes are served from no other.

        Args:
            key: of the case.
            login: the token of the login.
            used: as in `People.account`.
        """
        if key not in self._open:
            return None
        try:
            return self._in_the_name(key, login, self.people.account(login, used=used))
        except (NotLoggedIn, NoSuchCase):
            return None

    def look_for(self, key: str, login: str | None, words: str) -> None:
        """Somebody has said what for to look at a case: it holds for this login and stands with every event.

        Raises:
            ToolError: the words say nothing.
        """
        self._purposes[login, key] = purpose_of(words)

    def _in_the_name(self, key: str, login: str | None, account: Account | None) -> Session:
        """An open case for who works on it now; NoSuchCase as in `Session.of`."""
        session = self._open[key].of(account)
        own = self.station.purpose if account is None else None
        return replace(session, purpose=self._purposes.get((login, key), own))

    def all_open(self) -> list[Session]:
        """Every case that is open, in the name of who opened it first."""
        return list(self._open.values())

    def all_closed(self) -> Iterator[Session]:
        """Every other case that has a record and can be opened, one after the other, for what the program does by itself; whoever
        takes one closes it."""
        for folder in self._folders():
            if key_of(folder) not in self._open and (folder / LEDGER).is_file():
                try:
                    yield Session.by_the_station(folder, self.station)
                except CaseError:
                    continue  # it is listed with the reason

    def new(self, title: str, login: str | None = None) -> str:
        """Make a case in the station's folder; gives its key.

        Raises:
            NotLoggedIn: the login has ended.
            CaseError: the title is empty, or the folder cannot be made.
        """
        account = self.people.account(login)
        if not title.strip():
            raise CaseError("A case needs a title.")
        with self._lock:
            folder = self._free_folder(title)
            key = key_of(folder)
            self._open[key] = Session.new(folder, title, self.station, account)
        return key

    def _folders(self) -> list[Path]:
        found = dict.fromkeys(self.named)
        if self.station.cases.is_dir():
            inside = (folder.resolve() for folder in sorted(self.station.cases.iterdir()) if _holds_case(folder))
            found |= dict.fromkeys(inside)
        return list(found)

    def _listed(self, folder: Path, account: Account | None) -> Listed | None:
        """A case as it can be chosen; None where this person has no role in it, or whose it is cannot be told."""
        key = key_of(folder)
        held = self._open.get(key)
        try:
            case = held.case if held is not None else Case(folder)
        except CaseError as error:
            return Listed(key, folder, folder.name, str(error)) if account is None else None
        theirs = account is None or account.works_in(case.id)
        found = Listed(key, folder, case.title) if theirs else None
        if held is None:
            case.database.close()
        return found

    def _free_folder(self, title: str) -> Path:
        """A folder that does not exist yet, with a plain name like the title."""
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_NAME].strip("-") or "case"
        place, number = self.station.cases / name, 1
        while place.exists():
            number += 1
            place = self.station.cases / f"{name}-{number}"
        return place


def _holds_case(folder: Path) -> bool:
    try:
        return (folder / "case.sqlite").is_file()
    except PermissionError:  # another officer's
        return False


def key_of(folder: Path) -> str:
    """The key of the case in a folder."""
    return hashlib.sha256(bytes(folder.resolve())).hexdigest()[:16]
