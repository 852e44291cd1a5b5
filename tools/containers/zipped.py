"""Members of ZIP archives."""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tools.containers.member import Packed, Reader, Unusable
from tools.containers.paths import wrong
from tools.errors import Rejected
from tools.packing import MAX_RATIO

_FLOOR = 1 << 20
"""Bytes that any member may have, however well it is packed."""
_UNIX = 3
"""The system of members whose attributes are those of Unix (APPNOTE 4.4.2)."""


def members(path: Path, password: str | None) -> Iterator[Packed | Unusable]:
    """The files in a ZIP archive, in the order of its list."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            if (reason := wrong(member.filename) or _wrong(member, password)) is not None:
                yield Unusable(member.filename, reason)
            else:
                yield Packed(member.filename, member.file_size, partial(_open, archive, member, password))


def _wrong(member: zipfile.ZipInfo, password: str | None) -> str | None:
    mode = member.external_attr >> 16 if member.create_system == _UNIX else 0
    if stat.S_ISLNK(mode):
        return "a link; links are not followed"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "not a regular file"
    if member.file_size > max(MAX_RATIO * member.compress_size, _FLOOR):
        return f"would unpack to {member.file_size:,} bytes from {member.compress_size:,}, as a bomb does; it was not unpacked"
    if member.flag_bits & 1 and password is None:
        return "locked with a password; give it with --password, or unpack the archive and add the folder"
    return None


@contextmanager
def _open(archive: zipfile.ZipFile, member: zipfile.ZipInfo, password: str | None) -> Iterator[Reader]:
    try:
        with archive.open(member, pwd=password.encode() if password and member.flag_bits & 1 else None) as stream:
            yield stream
    except RuntimeError as error:  # zipfile's word for a wrong password
        raise Rejected(f"locked: {error}") from error
    except NotImplementedError as error:
        raise Rejected(f"packed in a way that is not supported ({error}); unpack the archive and add the folder") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Rejected(f"broken in the archive ({error})") from error
