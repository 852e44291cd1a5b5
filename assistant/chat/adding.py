"""Taking files from the browser into a case."""

from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from assistant.chat.labels import size
from assistant.chat.scratch import Scratch
from assistant.locks import quarantined
from assistant.session import Session
from tools.case import Exhibit
from tools.errors import Rejected
from tools.intake import Labels, add

_RESERVE = 64 << 20
"""Bytes that stay free on the disk."""
_LONGEST_NAME = 200
"""Bytes; file systems take 255."""


class Adding:
    """Receives files, one at a time, in a private folder, and hands them to the intake.

    Args:
        scratch: holds a file until it is in the case.
        max_bytes: larger files are refused.
    """

    def __init__(self, scratch: Scratch, max_bytes: int) -> None:
        self._scratch = scratch
        self._max_bytes = max_bytes

    async def take(self, session: Session, content: AsyncIterator[bytes], name: str, source: str, kind: str) -> Exhibit:
        """Add one file to a case; what became of it is on record.

        Raises:
            Rejected: it cannot become an exhibit; the message says why.
        """
        folder = self._scratch.place("file")
        place = folder / plain_name(name)
        try:
            await self._receive(content, place)
            return await run_in_threadpool(_add, session, place, Labels(session.officer, "", source, kind), self._max_bytes)
        except Rejected as reason:
            session.record("exhibit_rejected", {"file": name, "reason": str(reason)})
            raise
        finally:
            place.unlink(missing_ok=True)
            folder.rmdir()

    async def _receive(self, content: AsyncIterator[bytes], place: Path) -> None:
        received = 0
        with place.open("xb") as out:
            async for piece in content:
                received += len(piece)
                if received > self._max_bytes:
                    raise Rejected(f"has more than the {self._max_bytes:,} bytes that this station takes")
                if self._scratch.free() < len(piece) + _RESERVE:
                    raise Rejected(f"the disk of this station is full; {size(self._scratch.free())} are free")
                await run_in_threadpool(out.write, piece)


def _add(session: Session, place: Path, labels: Labels, max_bytes: int) -> Exhibit:
    """Add a file, with what is inside it where it is a mail or archive; members that are refused are on record."""
    outcome = add(session.case, [place], labels, max_bytes=max_bytes, recorded=quarantined(session))
    for exhibit in outcome.added:
        session.record_added(exhibit)
    own = next((exhibit for exhibit in outcome.added if exhibit.parent is None), None)
    for refusal in outcome.rejected if own is not None else outcome.rejected[1:]:
        session.record("exhibit_rejected", {"file": refusal.file, "reason": refusal.reason})
    if own is None:
        raise Rejected(outcome.rejected[0].reason)
    return own


def plain_name(name: str) -> str:
    """A file's name as one name inside a folder of its own, whatever the browser says: it keeps its look, and leads nowhere."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    harmless = "".join("_" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in last).strip()
    while len(harmless.encode()) > _LONGEST_NAME:
        harmless = harmless[:-1]
    return "unnamed" if harmless in ("", ".", "..") else harmless
