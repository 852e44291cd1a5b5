"""Unpacking a packed stream piece by piece, with a limit against bombs."""

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tools.errors import Rejected

MAX_TOTAL = 20 << 30
"""Bytes that one archive, with the archives in it, may unpack to."""
MAX_RATIO = 200
"""How many times its own size an archive may unpack to; text compresses 5 to 20 times, a bomb 1000 times."""
_FLOOR = 16 << 20
"""Bytes that any archive may unpack to, however small it is."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The unpacked bytes of a file that is packed with gzip, bzip2 or xz, or of one that is not packed.

    Reading raises Rejected beyond what `limit` allows.
    """
    with path.open("rb") as raw:
        head = raw.read(6)
        raw.seek(0)
        if head.startswith(b"\x1f\x8b"):
            stream: BinaryIO = gzip.GzipFile(fileobj=raw)  # type: ignore[assignment]
        elif head.startswith(b"BZh"):
            stream = bz2.BZ2File(raw)  # type: ignore[assignment]
        elif head.startswith(b"\xfd7zXZ\x00"):
            stream = lzma.LZMAFile(raw)  # type: ignore[assignment]  # noqa: SIM115 - closed below
        else:
            yield raw
            return
        with stream:
            yield io.BufferedReader(_Limited(stream, limit(path.stat().st_size)))


def limit(size: int) -> int:
    """How many bytes an archive of a size may unpack to."""
    return min(max(size * MAX_RATIO, _FLOOR), MAX_TOTAL)


class _Limited(io.RawIOBase):
    """Reads from a stream until it has given more than it may."""

    def __init__(self, stream: BinaryIO, most: int) -> None:
        self._stream, self._most, self._given = stream, most, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        piece = self._stream.read(len(view))
        self._given += len(piece)
        if self._given > self._most:
            raise Rejected(f"unpacks to more than {self._most:,} bytes, as a bomb does; unpacking was stopped")
        view[: len(piece)] = piece
        return len(piece)
