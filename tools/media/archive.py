"""Archives other than ZIP: TAR and single files packed with gzip, bzip2 or xz."""

import lzma
import tarfile
import zlib
from pathlib import Path

from tools.errors import Rejected
from tools.media.identified import Identified
from tools.packing import opened

_PACKED = {b"\x1f\x8b": "application/gzip", b"BZh": "application/x-bzip2", b"\xfd7zXZ\x00": "application/x-xz"}
_USTAR = slice(257, 262)


def is_archive(head: bytes) -> bool:
    """Whether a file begins as such an archive does."""
    return head.startswith(tuple(_PACKED)) or head[_USTAR] == b"ustar"


def archive(path: Path) -> Identified:
    """An archive whose first member, or whose first bytes, have been unpacked.

    Raises:
        Rejected: it is broken or empty.
    """
    with path.open("rb") as stream:
        head = stream.read(512)
    packing = next((mime for signature, mime in _PACKED.items() if head.startswith(signature)), None)
    try:
        with opened(path) as inside:
            first = inside.read(512)
        if not first:
            raise Rejected("the archive is empty")
        if first[_USTAR] != b"ustar":
            return Identified("document", packing or "application/x-tar")
        with opened(path) as inside, tarfile.open(fileobj=inside, mode="r|") as members:
            if members.next() is None:
                raise Rejected("the archive is empty")
    except (OSError, EOFError, tarfile.TarError, zlib.error, lzma.LZMAError) as error:
        raise Rejected(f"the archive is broken ({error})") from error
    return Identified("document", "application/x-tar", {"packed": packing} if packing else {})
