"""Where the bytes of a new exhibit come from: a file, or a member of a mail or archive."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from tools.containers import Packed, Reader
from tools.errors import Rejected


@dataclass(frozen=True)
class Origin:
    """The place of a member inside the exhibit that holds it."""

    container: str
    """Id of that exhibit."""
    position: int
    """Which of its members, counted from 1."""
    name: str
    """As the container has it, printable."""


@dataclass(frozen=True)
class Source:
    """Bytes that are to be an exhibit."""

    shown: str
    """How it is named where it is refused."""
    name: str
    """The name it had, printable: data, never a path to open."""
    open: Callable[[], AbstractContextManager[Reader]]
    most: int
    """Bytes that it may have."""
    origin: Origin | None = None
    """Where it was inside another exhibit; None for a file."""


def from_file(path: Path, most: int) -> Source:
    """A file, opened without following a link that took its place since it was listed."""
    return Source(printable(str(path)), printable(path.name), partial(_open, path, most), most)


def from_member(member: Packed, container: Source, exhibit: str, position: int, most: int) -> Source:
    """A member of an exhibit that came from `container`."""
    name = printable(member.name)
    return Source(f"{container.shown}/{name}", name, member.open, min(member.most, most), Origin(exhibit, position, name))


@contextmanager
def _open(path: Path, most: int) -> Iterator[BinaryIO]:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb", buffering=0) as stream:
        seen = os.fstat(stream.fileno())
        if not stat.S_ISREG(seen.st_mode):
            raise Rejected("not a regular file")
        if seen.st_size > most:
            raise Rejected(f"has {seen.st_size:,} bytes, more than the {most:,} that this station takes")
        yield stream


def printable(name: str) -> str:
    """A file name as text: bytes that are no text and control characters are shown as escapes, not acted on."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace") if not _has_odd_surrogates(name) else ascii(name)[1:-1]
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _has_odd_surrogates(name: str) -> bool:
    """Whether a name has half characters that stand for no byte: names inside archives and mails may."""
    return any("\ud800" <= c <= "\udfff" and not "\udc80" <= c <= "\udcff" for c in name)
