"""Parts of an unfinished run of a tool, kept in the case folder so that a killed run goes on where it was."""

import hashlib
import os
import shutil
import threading
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from tools.case import Case
from tools.errors import CaseError

P = TypeVar("P", bound=BaseModel)

_KEY_DIGITS = 32


class Partial(Generic[P]):
    """The finished parts of one run, by name: scratch of a tool, never evidence.

    A part is there whole or not at all: it is written beside its place, forced to the disk and renamed. One that is not as
    it was written (its SHA-256 stands in its first line) counts as missing and is worked out again.

    Args:
        case: the open case.
        key: what the run depends on, as `results.key_of` gives it: another version, weights, exhibit or argument has parts
            of its own.
        kind: the type of a part.
    """

    def __init__(self, case: Case, key: str, kind: type[P]) -> None:
        self._folder = case.folder / "partial" / key[:_KEY_DIGITS]
        self._kind = kind

    def load(self, name: str) -> P | None:
        """A finished part, or None."""
        try:
            digest, _, body = (self._folder / f"{name}.json").read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        try:
            return self._kind.model_validate_json(body)
        except ValidationError:  # of a type that has changed since
            return None

    def save(self, name: str, part: P) -> None:
        """Keep a finished part; CaseError when the disk does not take it."""
        body = part.model_dump_json().encode()
        spare = self._folder / f"{name}.{os.getpid()}-{threading.get_ident()}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with spare.open("wb") as out:
                out.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
                out.flush()
                os.fsync(out.fileno())
            spare.replace(self._folder / f"{name}.json")
        except OSError as error:
            raise CaseError(
                f"A finished part could not be kept in {self._folder}: {error.strerror}. Free space and run it again."
            ) from error

    def discard(self) -> None:
        """Remove all parts: the run is done, its result is kept elsewhere."""
        if self._folder.exists():
            shutil.rmtree(self._folder)


def sweep(case: Case, process: int) -> None:
    """Take away the files that a process which is no more had begun to write, in the case folder: they are named for it."""
    for folder in ("partial", "derived", "patrol"):
        for spare in (case.folder / folder).rglob(f"*.{process}-*.part"):
            spare.unlink(missing_ok=True)
