"""The cases of this station: which there are, and those that are open."""

import hashlib
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.session import Session
from assistant.settings import Settings
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
    """The cases in the station's folder and those that were named when the program was started.

    Args:
        station: the settings.
        named: folders of further cases.
    """

    def __init__(self, station: Settings, named: Sequence[Path]) -> None:
        self.station = station
        self.named = [folder.resolve() for folder in named]
        self._open: dict[str, Session] = {}
        self._lock = threading.Lock()

    def listed(self) -> list[Listed]:
        """Every case that can be chosen; those that were named stand first."""
        found = dict.fromkeys(self.named)
        if self.station.cases.is_dir():
            inside = (folder.resolve() for folder in sorted(self.station.cases.iterdir()) if _holds_case(folder))
            found |= dict.fromkeys(inside)
        return [self._listed(folder) for folder in found]

    def open(self, key: str) -> Session:
        """Open a case, once for the whole program.

        Raises:
            NoSuchCase: it is not one of those listed.
            CaseError: it cannot be opened.
        """
        with self._lock:
            if key not in self._open:
                folder = next((case.folder for case in self.listed() if case.key == key), None)
                if folder is None:
                    raise NoSuchCase("This case is not among those of this station. Choose one from the list.")
                self._open[key] = Session.open(folder, self.station)
            return self._open[key]

    def opened(self, key: str) -> Session | None:
        """A case that is open, or None: bytes are served from no other."""
        return self._open.get(key)

    def new(self, title: str) -> str:
        """Make a case in the station's folder; gives its key.

        Raises:
            CaseError: the title is empty, or the folder cannot be made.
        """
        if not title.strip():
            raise CaseError("A case needs a title.")
        with self._lock:
            folder = self._free_folder(title)
            Case.new(folder, title).database.close()
        key = key_of(folder)
        session = self.open(key)
        session.record("case_new", {"title": session.case.title})
        return key

    def _listed(self, folder: Path) -> Listed:
        key = key_of(folder)
        if (session := self._open.get(key)) is not None:
            return Listed(key, folder, session.case.title)
        try:
            case = Case(folder)
        except CaseError as error:
            return Listed(key, folder, folder.name, str(error))
        title = case.title
        case.database.close()
        return Listed(key, folder, title)

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
