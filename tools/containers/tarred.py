"""Members of TAR archives, packed or not, and single packed files."""

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tools.containers.member import Packed, Reader, Unusable
from tools.containers.paths import wrong
from tools.errors import Rejected
from tools.packing import limit, opened

_BROKEN = (OSError, EOFError, tarfile.TarError, zlib.error, lzma.LZMAError, ValueError)


def members(path: Path) -> Iterator[Packed | Unusable]:
    """The files in a TAR archive, in its order. What follows a broken place cannot be reached and is one refusal."""
    try:
        with opened(path) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for entry in archive:
                if not entry.isdir():
                    yield _member(archive, entry)
    except Rejected as error:
        yield Unusable("…", f"the rest of the archive was not unpacked: it {error}")
    except _BROKEN as error:
        yield Unusable("…", f"the rest of the archive cannot be read: it is broken ({error})")


def single(path: Path, name: str) -> Iterator[Packed | Unusable]:
    """The file in a gzip, bzip2 or xz file that is no TAR archive."""
    yield Packed(name, limit(path.stat().st_size), partial(_unpacked, path))


def _member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Packed | Unusable:
    if (reason := wrong(entry.name)) is not None:
        return Unusable(entry.name, reason)
    if entry.issym() or entry.islnk():
        return Unusable(entry.name, "a link; links are not followed")
    if not entry.isreg():
        return Unusable(entry.name, "a device or pipe, not a regular file")
    if entry.issparse():
        return Unusable(entry.name, "a file with holes; unpack the archive and add the folder")
    return Packed(entry.name, entry.size, partial(_open, archive, entry))


@contextmanager
def _open(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Iterator[Reader]:
    stream = archive.extractfile(entry)
    if stream is None:
        raise Rejected("not a regular file")
    with stream:
        yield stream


@contextmanager
def _unpacked(path: Path) -> Iterator[Reader]:
    try:
        with opened(path) as stream:
            yield stream
    except (EOFError, zlib.error, lzma.LZMAError) as error:
        raise Rejected(f"broken in the archive ({error})") from error
