"""Writing the record."""

import fcntl
import hashlib
import json
import mmap
import os
import re
import threading
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.ledger.event import GENESIS, Head, LedgerEvent, canonical
from assistant.ledger.keys import StationKey, holds
from assistant.ledger.merkle import Frontier

FILE = "ledger.jsonl"
HEAD = "ledger.head"
_HEAD_BYTES = 512
"""A head is padded to one disk sector and written in place, so that it is old or new but never half."""
_TAIL = 1 << 16
_CLOSING = 128
_ROOM = 1 << 14
"""Bytes of line breaks written ahead of the events: writing over them changes no size, so that the file system has nothing but
the event itself to make durable, which takes half the time. They are taken off when the record is closed, and count for nothing
where a killed process left them."""
_MANY = 32
"""Events that a process writes before it makes room: who writes few leaves the file as it is read."""


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
        self._file = os.open(self.path, mode, 0o600)
        self._heads = [_mapped(path) for path in (self.head_path, self.station_head_path)]
        self._station = os.open(self.station_head_path, os.O_RDONLY | os.O_CLOEXEC)
        """Locked while writing, so that of two copies of a case folder at one station only one is continued."""
        self._end = -1
        """Where the last event ends; -1 before it is known."""
        self._closing = b""
        """The last bytes of its line: signature and time."""
        self._size = -1
        """Of the file, with the room after the last event."""
        self._events, self._hash = 0, GENESIS
        self._tree = Frontier()
        self._head = b""
        """The head as this process wrote it last."""
        self._written = 0
        """Events written by this process."""
        self.close = weakref.finalize(self, _close, self._file, self._station, self._heads)
        """Take off the room that was written ahead, force the heads to the disk and close the files; done at exit at the latest."""

    @property
    def public(self) -> str:
        """The public key that signs, base64."""
        return self._key.public

    def append(self, event: str, data: dict[str, Any], officer: str) -> LedgerEvent:
        """Write one event.

        Raises:
            LedgerDamaged: the record is shorter than its head, its end was not written by this program, or another copy of the
                case has been continued at this station.
            OSError: the disk is full; the event is not in the record.
        """
        with self._writing():
            return self._write(event, data, officer)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Alone with the file, knowing its last event."""
        with self._lock:
            fcntl.flock(self._file, fcntl.LOCK_EX)
            fcntl.flock(self._station, fcntl.LOCK_EX)
            try:
                if not self._is_at_end():
                    self._catch_up()
                yield
            finally:
                fcntl.flock(self._station, fcntl.LOCK_UN)
                fcntl.flock(self._file, fcntl.LOCK_UN)

    def _is_at_end(self) -> bool:
        """Whether the last event known here still ends where it did, with nothing but room after it, and the station knows of no
        other."""
        if self._end < 1 or os.fstat(self._file).st_size != self._size or self._heads[1][:] != self._head:
            return False
        closing = self._closing
        return os.pread(self._file, len(closing) + 1, self._end - len(closing)) in (closing, closing + b"\n")

    def _write(self, kind: str, data: dict[str, Any], officer: str) -> LedgerEvent:
        unsealed = LedgerEvent(
            seq=self._events + 1,
            time=datetime.now(UTC).isoformat(timespec="microseconds"),
            case=self.case,
            officer=officer,
            event=kind,
            data=data,
            previous=self._hash,
            key=self._key.public,
        )
        event, text = unsealed.sealed(self._key.sign)
        line = f"{text}\n".encode()
        end = self._end + len(line)
        try:
            _write_all(self._file, line, self._end)
            self._written += 1
            if end >= self._size:
                self._size = end
            if end == self._size and self._written > _MANY:
                with suppress(OSError):  # a full disk: the event itself has its place, and room is only for speed
                    self._size += os.pwrite(self._file, b"\n" * _ROOM, end)
            os.fdatasync(self._file)
        except OSError:
            os.ftruncate(self._file, self._end)
            self._size = self._end
            raise
        self._events, self._hash, self._end, self._closing = event.seq, event.hash, end, line[-_CLOSING:]
        self._tree.add(bytes.fromhex(event.hash))
        self._write_head()
        return event

    def _write_head(self) -> None:
        unsigned = Head(self.case, self._events, self._hash, self._key.public, "", self._tree.root().hex())
        content = canonical(vars(unsigned) | {"signature": self._key.sign(unsigned.message)}).encode().ljust(_HEAD_BYTES)
        # Not forced to the disk at each event, as the event itself is: a head survives the death of the program in any case, and
        # one that a power failure has set back by seconds still holds against everything that came before it.
        for head in self._heads:
            head[:] = content
        self._head = content

    def _catch_up(self) -> None:
        """Learn the last event after another process has written, or after a crash."""
        last, end, after = self._last_event()
        if last is not None and (last.digest() != last.hash or not holds(last.key, last.signature, last.hash.encode())):
            raise LedgerDamaged(f"The last event of {self.path} was changed after it was written.")
        count = last.seq if last is not None else 0
        hashes = self._hashes(end)
        for head in (read_head(self.head_path), read_head(self.station_head_path)):
            if head is not None and head.events > count:
                raise LedgerDamaged(f"{self.path} ends at event {count}, but {head.events} have been written: its end was cut off.")
            if head is not None and head.events > 0 and hashes[head.events - 1 : head.events] != [head.hash]:
                raise LedgerDamaged(
                    f"Event {head.events} of {self.path} is not the one that was written as number {head.events} of this case: another "
                    "copy of the case folder has been continued at this station, or the record was changed. Work on with that copy."
                )
        self._tree, self._head = Frontier(map(bytes.fromhex, hashes)), self._heads[1][:]
        self._events, self._hash, self._end = count, last.hash if last is not None else GENESIS, end
        self._size = os.fstat(self._file).st_size
        self._closing = f"{last.line()}\n".encode()[-_CLOSING:] if last is not None else b""
        if after:  # what a killed process left of a line that it never finished; the head proves that it was never an event
            os.ftruncate(self._file, end)
            self._size = end
            self._write("interrupted_write", {"bytes": len(after), "sha256": hashlib.sha256(after).hexdigest()}, "")

    def _hashes(self, end: int) -> list[str]:
        """The hashes of the events before a place in the file, as their lines say them."""
        with open(self._file, "rb", closefd=False) as stream:
            stream.seek(0)
            lines = stream.read(end).split(b"\n")
        return [written_hash(line) for line in lines if line]

    def _last_event(self) -> tuple[LedgerEvent | None, int, bytes]:
        """The last event, where its line ends, and what stands after it and is no event (without room).

        Raises:
            LedgerDamaged: after it there is something that no interrupted write can have left.
        """
        tail, start = b"", os.fstat(self._file).st_size
        while start > 0:
            before = max(start - _TAIL, 0)
            tail, start = os.pread(self._file, start - before, before) + tail, before
            stop = len(tail.rstrip(b"\n")) + 1
            while (stop := tail.rfind(b"\n", 0, stop)) >= 0:
                begin = tail.rfind(b"\n", 0, stop) + 1
                if begin == stop or (begin == 0 and start > 0):
                    continue
                event = self._event(tail[begin:stop])
                if event is not None:
                    return event, start + stop + 1, tail[stop + 1 :].strip(b"\n")
        return None, 0, tail.strip(b"\n")

    def _event(self, line: bytes) -> LedgerEvent | None:
        """The event of a line, or None for a part of one."""
        try:
            return LedgerEvent.parse(line.decode())
        except ValueError as error:
            if _is_json(line):  # a part of a line never is
                raise LedgerDamaged(f"The last event of {self.path} is not one that this program wrote ({error}).") from error
            return None


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def written_hash(line: bytes) -> str:
    """The hash that the line of an event says (as it stands before the event's key, see `LedgerEvent.sealed`)."""
    end = line.rfind(b'","key":"')
    found = line[max(end - 64, 0) : end].decode("ascii", "replace")
    if not re.fullmatch("[0-9a-f]{64}", found):
        raise LedgerDamaged("A line of the record is not an event that this program wrote.")
    return found


def _close(file: int, station: int, heads: Sequence[mmap.mmap]) -> None:
    fcntl.flock(file, fcntl.LOCK_EX)
    size = os.fstat(file).st_size
    tail = os.pread(file, _ROOM + _TAIL, max(size - _ROOM - _TAIL, 0))
    if tail.endswith(b"\n\n") and tail.strip(b"\n"):
        os.ftruncate(file, size - len(tail) + len(tail.rstrip(b"\n")) + 1)
    for head in heads:
        head.flush()
        head.close()
    os.close(station)
    os.close(file)


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


def _write_all(handle: int, content: bytes, start: int) -> None:
    view = memoryview(content)
    while view:
        written = os.pwrite(handle, view, start)
        view, start = view[written:], start + written
