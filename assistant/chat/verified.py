"""Exhibits whose bytes were hashed by this run of the program and whose files have not been touched since."""

import threading

from tools.case import Exhibit
from tools.errors import IntegrityError

_Seen = tuple[int, int, int, int]


class Verified:
    """Remembers which files were hashed, so that a player that asks for a long recording piece by piece is answered at once.

    A file counts as untouched while its number, size and times of change of content and of attributes are the same. The
    last of these cannot be set back without writing to the disk past the file system.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}
        self._lock = threading.Lock()

    def again(self, exhibit: Exhibit) -> None:
        """Hash the bytes of an exhibit, whatever is remembered.

        Raises:
            Withheld: it lies in quarantine.
            IntegrityError: they are not the ones that were added.
        """
        exhibit.open_or_refuse()
        before = _seen(exhibit)
        exhibit.verify()
        with self._lock:
            self._seen[exhibit.sha256] = before

    def check(self, exhibit: Exhibit) -> None:
        """Hash the bytes of an exhibit unless this was done and its file was not touched since.

        Raises:
            Withheld: it lies in quarantine.
            IntegrityError: they are not the ones that were added.
        """
        exhibit.open_or_refuse()
        if self._seen.get(exhibit.sha256) != _seen(exhibit):
            self.again(exhibit)


def _seen(exhibit: Exhibit) -> _Seen:
    try:
        found = exhibit.path.stat()
    except FileNotFoundError:
        raise IntegrityError(f"The bytes of {exhibit.id} ({exhibit.title}) are gone from the case folder.") from None
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
