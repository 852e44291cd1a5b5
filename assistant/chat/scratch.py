"""A private folder for what this run of the program needs for a while: files on their way in, and copies to listen to."""

import contextlib
import fcntl
import shutil
import tempfile
from pathlib import Path

_PREFIX = "chat-"
_OWNED = "owned"


class Scratch:
    """A folder that only this officer may enter. It is removed when the program ends, and by the next run after a kill.

    Args:
        base: where it is made.
    """

    def __init__(self, base: Path) -> None:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sweep(base)
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        self._owned = (self.folder / _OWNED).open("w")
        fcntl.flock(self._owned, fcntl.LOCK_EX)

    def place(self, name: str) -> Path:
        """A sub-folder of its own for one thing; `name` is the program's, never one of an exhibit."""
        return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=self.folder))

    def free(self) -> int:
        """Bytes that are free on its disk."""
        return shutil.disk_usage(self.folder).free

    def close(self) -> None:
        """Remove it with everything in it."""
        self._owned.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def _sweep(base: Path) -> None:
    """Remove the folders of runs that were killed; that of a living run is locked by it."""
    for left in base.glob(f"{_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError, BlockingIOError), (left / _OWNED).open("r") as owned:
            fcntl.flock(owned, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
