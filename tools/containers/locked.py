"""PDFs that open only with a password: their copy without it."""

from collections.abc import Iterator
from pathlib import Path

from tools.containers.mailed import packed
from tools.containers.member import Packed, Unusable
from tools.errors import Rejected
from tools.media.pdf import unlocked


def members(path: Path, password: str | None, name: str) -> Iterator[Packed | Unusable]:
    """The copy without a password of a PDF. The password is used and forgotten."""
    if password is None:
        yield Unusable(name, "the PDF is protected by a password; give it with --password")
        return
    try:
        yield packed(name, unlocked(path, password))
    except Rejected as error:
        yield Unusable(name, str(error))
