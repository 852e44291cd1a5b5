"""Adding files to a case: each is there whole or not at all, and none is refused without a reason."""

import fcntl
import hashlib
import json
import os
import shutil
import stat
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tools.case import Case, Exhibit
from tools.errors import Rejected
from tools.media import Identified, identify

MAX_BYTES = 100 << 30
"""Largest file taken by default."""

_FRESH = 10.0
"""Seconds for which a file in `incoming` is left alone."""
_PIECE = 1 << 20
_RESERVE = 64 << 20
"""Bytes that stay free on the disk: the database and the ledger must still be able to write."""


@dataclass(frozen=True)
class Refusal:
    """A file that was not added, with the reason."""

    file: str
    reason: str
    duplicate_of: str | None = None
    """The exhibit that has the same content already."""


@dataclass
class Added:
    """What became of a set of files."""

    added: list[Exhibit] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True)
class Labels:
    """What the person who adds files says about them."""

    added_by: str
    title: str = ""
    source: str = ""
    kind: str = ""


def add(
    case: Case,
    files: Sequence[Path],
    labels: Labels,
    *,
    max_bytes: int = MAX_BYTES,
    on_bytes: Callable[[str, int], object] = lambda *_: None,
) -> Added:
    """Add files, and all files below folders, to a case.

    Args:
        case: the open case.
        files: files and folders; links are refused, never followed.
        labels: who adds them and what is said of them; a title given for several files gets a number for each.
        max_bytes: larger files are refused.
        on_bytes: hears (file, bytes copied) as a file is copied.
    """
    _sweep(case)
    outcome = Added()
    found = [entry for file in files for entry in _walk(file)]
    several = sum(isinstance(entry, Path) for entry in found) > 1
    for entry in found:
        if isinstance(entry, Refusal):
            outcome.rejected.append(entry)
            continue
        title = f"{labels.title} {len(outcome.added) + 1}" if labels.title and several else labels.title
        try:
            result = _add_one(case, entry, labels, title, max_bytes, on_bytes)
        except Rejected as reason:
            outcome.rejected.append(Refusal(_shown(entry), str(reason)))
            continue
        if isinstance(result, Exhibit):
            outcome.added.append(result)
        else:
            outcome.rejected.append(result)
    return outcome


def _walk(path: Path) -> Iterator[Path | Refusal]:
    """The regular files at or below a path, in order of their names; what is not one is a refusal."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            yield Refusal(_shown(path), "a link; add the file that it points to")
        elif stat.S_ISDIR(mode):
            inside = sorted(path.iterdir())
            if not inside:
                yield Refusal(_shown(path), "the folder is empty")
            for entry in inside:
                yield from _walk(entry)
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield Refusal(_shown(path), "not a regular file")
    except FileNotFoundError:
        yield Refusal(_shown(path), "there is no such file")
    except (OSError, ValueError) as error:
        yield Refusal(_shown(path), f"cannot be read: {getattr(error, 'strerror', None) or error}")


def _add_one(
    case: Case,
    path: Path,
    labels: Labels,
    title: str,
    max_bytes: int,
    on_bytes: Callable[[str, int], object],
) -> Exhibit | Refusal:
    incoming = case.folder / "incoming" / f"{uuid.uuid4().hex}.part"
    try:
        with incoming.open("xb") as copy:
            fcntl.flock(copy, fcntl.LOCK_EX)  # tells `_sweep` of another process that this one is alive
            sha256, size = _copy(path, copy.fileno(), incoming.parent, max_bytes, on_bytes)
            if known := _known(case, sha256):
                return Refusal(
                    _shown(path),
                    f"already in the case as {known}, byte for byte",
                    known,
                )
            identified = _identified(incoming)
            return _enter(case, incoming, path, sha256, size, identified, labels, title)
    except OSError as error:
        if error.errno is None:
            raise
        raise Rejected(f"could not be copied into the case: {error.strerror}") from error
    finally:
        incoming.unlink(missing_ok=True)


def _copy(
    path: Path,
    out: int,
    folder: Path,
    max_bytes: int,
    on_bytes: Callable[[str, int], object],
) -> tuple[str, int]:
    """Copy and hash in pieces. The file is opened without following a link that took its place since it was listed."""
    source = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        seen = os.fstat(source)
        if not stat.S_ISREG(seen.st_mode):
            raise Rejected("not a regular file")
        if seen.st_size > max_bytes:
            raise Rejected(f"has {seen.st_size:,} bytes, more than the {max_bytes:,} that this station takes")
        free = shutil.disk_usage(folder).free
        if seen.st_size + _RESERVE > free:
            raise Rejected(f"has {seen.st_size:,} bytes, and the disk of the case has {free:,} free")
        digest, size = hashlib.sha256(), 0
        while piece := os.read(source, _PIECE):
            size += len(piece)
            if size > max_bytes:
                raise Rejected(f"grew beyond the {max_bytes:,} bytes that this station takes while it was copied")
            digest.update(piece)
            view = memoryview(piece)
            while view:
                view = view[os.write(out, view) :]
            on_bytes(_shown(path), len(piece))
        os.fsync(out)
        return digest.hexdigest(), size
    finally:
        os.close(source)


def _enter(
    case: Case,
    incoming: Path,
    path: Path,
    sha256: str,
    size: int,
    identified: Identified,
    labels: Labels,
    title: str,
) -> Exhibit | Refusal:
    """Put the copied bytes in their place and write the register, in this order: a row never points to missing bytes."""
    place = case.place_of(sha256)
    with case.database.write() as connection:
        if known := _known(case, sha256):
            return Refusal(_shown(path), f"already in the case as {known}, byte for byte", known)
        [number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM exhibits").fetchone()
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
                title.strip() or _printable(path.name),
                _printable(path.name),
                labels.kind.strip(),
                labels.source.strip(),
                datetime.now(UTC).isoformat(),
                labels.added_by,
            ),
        )
    return case.look_up(f"EX-{number:04d}")


def _identified(path: Path) -> Identified:
    try:
        return identify(path)
    except (Rejected, OSError):
        raise
    except Exception as error:  # decoders raise anything for a hostile file; one such file must not stop the others
        raise Rejected(f"could not be opened ({type(error).__name__}: {error})") from error


def _known(case: Case, sha256: str) -> str | None:
    row = case.database.connection.execute("SELECT id FROM exhibits WHERE sha256 = ?", (sha256,)).fetchone()
    return None if row is None else str(row["id"])


def _sweep(case: Case) -> None:
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


def _printable(name: str) -> str:
    """A file name as text: bytes that are no text and control characters are shown as escapes, not acted on."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _shown(path: Path) -> str:
    return _printable(str(path))
