"""Writing the record."""

import fcntl
import hashlib
import json
import mmap
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.ledger.event import GENESIS, Head, LedgerEvent, canonical
from assistant.ledger.keys import StationKey, holds

FILE = "ledger.jsonl"
HEAD = "ledger.head"
_HEAD_BYTES = 512
"""A head is padded to one disk sector and written in place, so that it is old or new but never half."""
_TAIL = 1 << 16


class LedgerDamaged(Exception):
    """The record of a case is not what it was: nothing more is written to it."""


class Ledger:
    """The record of one case, open for writing by this process; other processes may write in between.

    Each event is on the disk before `append` returns, and so is the signed head. A copy of the head lies with the
    station, outside the case folder: putting back an older copy of the whole folder is noticed too.

    Args:
        folder: the case folder.
        case: the case's id.
        key: signs every event.
        heads: folder of the station's copies of heads.
    """

    def __init__(self, folder: Path, case: str, key: StationKey, heads: Path) -> None:
        self.case = case
        self.path = folder / FILE
        self.head_path = folder / HEAD
        self.station_head_path = heads / case
        self._key = key
        self._lock = threading.Lock()
        heads.mkdir(parents=True, exist_ok=True, mode=0o700)
        mode = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._file = os.open(self.path, mode | os.O_APPEND, 0o600)
        self._heads = [_mapped(path) for path in (self.head_path, self.station_head_path)]
        self._size = -1
        self._events, self._hash = 0, GENESIS

    def close(self) -> None:
        """Force the heads to the disk and close the files."""
        for head in self._heads:
            head.flush()
            head.close()
        os.close(self._file)

    def append(self, event: str, data: dict[str, Any], officer: str) -> LedgerEvent:
        """Write one event.

        Raises:
            LedgerDamaged: the record is shorter than its head, or its end was not written by this program.
            OSError: the disk is full; the event is not in the record.
        """
        with self._writing():
            return self._write(event, data, officer)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone with the file, knowing its last event."""
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            try:
                if os.fstat(self._file).st_size != self._size:
                    self._catch_up()
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _write(self, kind: str, data: dict[str, Any], officer: str) -> LedgerEvent:
        event = LedgerEvent(
            seq=self._events + 1,
            time=datetime.now(UTC).isoformat(timespec="microseconds"),
            case=self.case,
            officer=officer,
            event=kind,
            data=data,
            previous=self._hash,
            key=self._key.public,
        )
        digest = event.digest()
        event = LedgerEvent(**vars(event) | {"hash": digest, "signature": self._key.sign(digest.encode())})
        line = event.line().encode() + b"\n"
        start = os.fstat(self._file).st_size
        try:
            _write_all(self._file, line)
            os.fdatasync(self._file)
        except OSError:
            os.ftruncate(self._file, start)
            raise
        self._events, self._hash, self._size = event.seq, event.hash, start + len(line)
        self._write_head()
        return event

    def _write_head(self) -> None:
        unsigned = Head(self.case, self._events, self._hash, self._key.public, "")
        content = canonical(vars(unsigned) | {"signature": self._key.sign(unsigned.message)}).encode().ljust(_HEAD_BYTES)
        # Not forced to the disk at each event, as the event itself is: a head survives the death of the program in any case, and
        # one that a power failure has set back by seconds still holds against everything that came before it.
        for head in self._heads:
            head[:] = content

    def _catch_up(self) -> None:
        """Learn the last event after another process has written, or after a crash."""
        fragment = self._cut_fragment()
        last = self._last_line()
        self._events, self._hash = 0, GENESIS
        if last is not None:
            try:
                event = LedgerEvent.parse(last)
            except ValueError as error:
                raise LedgerDamaged(f"The last event of {self.path} is not one that this program wrote ({error}).") from error
            if event.digest() != event.hash or not holds(event.key, event.signature, event.hash.encode()):
                raise LedgerDamaged(f"The last event of {self.path} was changed after it was written.")
            self._events, self._hash = event.seq, event.hash
        for head in (read_head(self.head_path), read_head(self.station_head_path)):
            if head is not None and head.events > self._events:
                raise LedgerDamaged(f"{self.path} ends at event {self._events}, but {head.events} have been written: its end was cut off.")
        self._size = os.fstat(self._file).st_size
        if fragment:
            self._write(
                "interrupted_write",
                {
                    "bytes": len(fragment),
                    "sha256": hashlib.sha256(fragment).hexdigest(),
                },
                "",
            )

    def _cut_fragment(self) -> bytes:
        """Remove what a killed process left of a line that it never finished; the head proves that it was never an event."""
        size = os.fstat(self._file).st_size
        tail = os.pread(self._file, _TAIL, max(size - _TAIL, 0))
        fragment = tail[tail.rfind(b"\n") + 1 :]
        if fragment and (b"\n" in tail or size <= _TAIL):
            os.ftruncate(self._file, size - len(fragment))
        return fragment

    def _last_line(self) -> str | None:
        size = os.fstat(self._file).st_size
        tail, start = b"", size
        while start > 0 and tail.count(b"\n") < 2:
            start = max(start - _TAIL, 0)
            tail = os.pread(self._file, size - start, start)
        lines = tail.splitlines()
        return lines[-1].decode("utf-8", "replace") if lines else None


def _mapped(path: Path) -> mmap.mmap:
    """A head's file in memory: what is put there survives the death of the program without a call to the system."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        if os.fstat(handle).st_size < _HEAD_BYTES:
            os.posix_fallocate(handle, 0, _HEAD_BYTES)  # said now when the disk is full, and not by a signal later
        return mmap.mmap(handle, _HEAD_BYTES)
    finally:
        os.close(handle)


def read_head(path: Path) -> Head | None:
    """A head, or None where there is none yet; LedgerDamaged when it is not one that its key signed."""
    try:
        content = path.read_bytes().strip(b" \0")
    except FileNotFoundError:
        return None
    if not content:
        return None
    try:
        head = Head(**json.loads(content))
    except (ValueError, TypeError) as error:
        raise LedgerDamaged(f"{path} is not a head that this program wrote ({error}).") from error
    if not holds(head.key, head.signature, head.message):
        raise LedgerDamaged(f"{path} was changed after it was written: its signature does not hold.")
    return head


def _write_all(handle: int, content: bytes) -> None:
    view = memoryview(content)
    while view:
        view = view[os.write(handle, view) :]
