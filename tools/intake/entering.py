"""How one item becomes an exhibit: copied and hashed, identified, entered into the register, or nothing of it is left."""

import fcntl
import hashlib
import json
import os
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tools.case import Case, Exhibit
from tools.containers import Reader
from tools.errors import Rejected
from tools.intake.source import Origin, Source
from tools.media import Identified, identify

_FRESH = 10.0
"""Seconds for which a file in `incoming` is left alone."""
_PIECE = 1 << 20
_RESERVE = 64 << 20
"""Bytes that stay free on the disk: the database and the ledger must still be able to write."""


@dataclass(frozen=True)
class Labels:
    """What the person who adds files says about them."""

    added_by: str
    title: str = ""
    source: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Entered:
    """What became of one item."""

    exhibit: Exhibit
    """The exhibit that has these bytes."""
    new: bool
    """Whether it is one since now; otherwise the case had the same bytes already."""
    size: int


def enter(
    case: Case, source: Source, labels: Labels, password: str | None, on_bytes: Callable[[str, int], object] = lambda *_: None
) -> Entered:
    """Make an exhibit of an item. A kill at any moment leaves it whole in the case or not at all.

    Raises:
        Rejected: it cannot be one; the reason says why.
    """
    incoming = case.folder / "incoming" / f"{uuid.uuid4().hex}.part"
    try:
        with incoming.open("xb") as copy:
            fcntl.flock(copy, fcntl.LOCK_EX)  # tells `sweep` of another process that this one is alive
            with source.open() as stream:
                sha256, size = _copy(stream, copy.fileno(), incoming.parent, source, on_bytes)
            if known := _known(case, sha256, source.origin):
                return Entered(case.look_up(known), new=False, size=size)
            identified = _identified(incoming, password)
            return _register(case, incoming, sha256, size, identified, source, labels)
    except OSError as error:
        if error.errno is None:
            raise Rejected(f"is broken ({error})") from error
        raise Rejected(f"could not be copied into the case: {error.strerror}") from error
    finally:
        incoming.unlink(missing_ok=True)


def _copy(stream: Reader, out: int, folder: Path, source: Source, on_bytes: Callable[[str, int], object]) -> tuple[str, int]:
    """Copy and hash in pieces."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        if size % (64 * _PIECE) == 0 and (free := shutil.disk_usage(folder).free) < _RESERVE + len(piece):
            raise Rejected(f"has {size:,} bytes or more, and the disk of the case has {free:,} free")
        size += len(piece)
        if size > source.most:
            raise Rejected(f"has more than the {source.most:,} bytes that may be taken of it")
        digest.update(piece)
        view = memoryview(piece)
        while view:
            view = view[os.write(out, view) :]
        on_bytes(source.shown, len(piece))
    os.fsync(out)
    return digest.hexdigest(), size


def _identified(path: Path, password: str | None) -> Identified:
    try:
        return identify(path, password)
    except (Rejected, OSError):
        raise
    except Exception as error:  # decoders raise anything for a hostile file; one such file must not stop the others
        raise Rejected(f"could not be opened ({type(error).__name__}: {error})") from error


def _register(case: Case, incoming: Path, sha256: str, size: int, identified: Identified, source: Source, labels: Labels) -> Entered:
    """Put the copied bytes in their place and write the register, in this order: a row never points to missing bytes."""
    place = case.place_of(sha256)
    with case.database.write() as connection:
        if row := connection.execute("SELECT id FROM exhibits WHERE sha256 = ?", (sha256,)).fetchone():
            _contain(connection, source.origin, row["id"])
            return Entered(case.look_up(row["id"]), new=False, size=size)
        [number] = connection.execute(  # the number of a deleted exhibit is not given again
            "SELECT 1 + max((SELECT coalesce(max(number), 0) FROM exhibits),"
            " (SELECT coalesce(max(CAST(substr(subject, 4) AS INTEGER)), 0) FROM tombstones WHERE kind = 'exhibit'))"
        ).fetchone()
        place.parent.mkdir(exist_ok=True, mode=0o700)
        incoming.chmod(0o400)
        incoming.replace(place)
        _sync_folder(place.parent)
        connection.execute(
            "INSERT INTO exhibits (number, id, sha256, size, media, mime, facts, title, file, kind, source, added_at, added_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                f"EX-{number:04d}",
                sha256,
                size,
                identified.media,
                identified.mime,
                json.dumps(identified.facts),
                labels.title.strip() or source.name.rpartition("/")[2] or source.name,
                source.name,
                labels.kind.strip(),
                labels.source.strip(),
                datetime.now(UTC).isoformat(),
                labels.added_by,
            ),
        )
        _contain(connection, source.origin, f"EX-{number:04d}")
    return Entered(case.look_up(f"EX-{number:04d}"), new=True, size=size)


def _known(case: Case, sha256: str, origin: Origin | None) -> str | None:
    """The exhibit with these bytes, if there is one; it is then on record that the item is inside its container."""
    row = case.database.connection.execute("SELECT id FROM exhibits WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        return None
    if origin is not None:
        with case.database.write() as connection:
            _contain(connection, origin, row["id"])
    return str(row["id"])


def _contain(connection: sqlite3.Connection, origin: Origin | None, exhibit: str) -> None:
    if origin is not None:
        row = (origin.container, origin.position, origin.name, exhibit)
        connection.execute("INSERT OR IGNORE INTO contained (container, position, name, exhibit) VALUES (?, ?, ?, ?)", row)


def sweep(case: Case) -> None:
    """Remove what killed processes left in `incoming`; a file that a living process is filling is locked by it."""
    for leftover in (case.folder / "incoming").glob("*.part"):
        try:
            with leftover.open("rb") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if time.time() - os.fstat(stream.fileno()).st_mtime > _FRESH:  # it may have been made and not yet locked
                    leftover.unlink(missing_ok=True)
        except (BlockingIOError, FileNotFoundError):
            continue


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
