"""The files that tools make beside their evidence: each there whole or not at all, and none before the tool is done."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from tools.errors import CaseError


@dataclass
class HeldBack:
    """Files of a tool that is at work: it may still be stopped, or be a repetition of which nothing is to be kept."""

    files: dict[Path, bytes] = field(default_factory=dict)

    def write(self) -> None:
        """Write them; CaseError when the disk does not take one."""
        for place, content in self.files.items():
            _write(place, content)


_held: ContextVar[HeldBack | None] = ContextVar("held_back", default=None)


@contextmanager
def held_back() -> Iterator[HeldBack]:
    """Hold back what the tools that run inside put; who opens this decides whether it is written."""
    held = HeldBack()
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


def put(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, making its folder, at once or when the tool that runs is done; CaseError when the disk does
    not take it."""
    held = _held.get()
    if held is None:
        _write(place, content)
    else:
        held.files[place] = content


def _write(place: Path, content: bytes) -> None:
    spare = place.with_name(f"{place.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        spare.write_bytes(content)
        spare.replace(place)
    except OSError as error:
        spare.unlink(missing_ok=True)
        raise CaseError(f"{place} could not be written: {error.strerror}. Free space and do it again.") from error
