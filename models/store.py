"""The folder where weights lie, and the check that they are the pinned bytes."""

import errno
import hashlib
import json
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import WeightsCorrupt, WeightsMissing
from models.manifest import Manifest, Weights, WeightsFile, manifest

_CHUNK = 1 << 20
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}


def sha256_of(path: Path, on_bytes: Callable[[int], object] = lambda _: None) -> str:
    """SHA-256 of a file, read in pieces; `on_bytes` hears how many bytes each piece had."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            digest.update(piece)
            on_bytes(len(piece))
    return digest.hexdigest()


@dataclass(frozen=True)
class WeightsStatus:
    """What is known of one set of weights on this machine."""

    name: str
    task: str
    licence: str
    present: bool
    """Every file is there."""
    verified: bool
    """Every file has been hashed, is the pinned one and has not been written to since."""
    source: str
    """Where the bytes came from: `mirror`, an address, or `package index: …`; empty when absent."""


class ModelStore:
    """Weights in a folder, one sub-folder each.

    Hashing a gigabyte before every question would cost a second, so a verified file is remembered by size, modification
    time, change time and inode; whatever touches the file changes one of them and it is hashed again.
    """

    def __init__(
        self,
        root: Path,
        known: Manifest | None = None,
        choices: Mapping[str, str] | None = None,
    ) -> None:
        """`choices` says which weights serve a task where it is not the manifest's default."""
        self.root = root
        self.manifest = known or manifest()
        self._choices = dict(choices or {})
        self._notes = root / "verified.json"

    def chosen(self, task: str) -> Weights:
        """The weights that serve a task on this station; KeyError when the manifest has none."""
        if task in self._choices:
            return self.manifest.get(self._choices[task])
        for weights in self.manifest.weights:
            if weights.task == task and weights.default:
                return weights
        raise KeyError(f"no weights serve the task {task!r}")

    def path(self, task: str) -> Path:
        """Folder of the verified weights that serve a task.

        Raises:
            WeightsMissing: a file is not there.
            WeightsCorrupt: a file is not the pinned one.
        """
        weights = self.chosen(task)
        for file in weights.files:
            self.check(weights, file)
        return self.root / weights.name

    def digest(self, task: str) -> str:
        """One SHA-256 over the pinned hashes of all files: the identity of the weights in records and caches."""
        weights = self.chosen(task)
        return hashlib.sha256("".join(f"{file.name}:{file.sha256};" for file in weights.files).encode()).hexdigest()

    def derived(self, task: str) -> Path:
        """A folder for files that are computed from the weights that serve a task, made when missing."""
        place = self.root / "derived" / self.digest(task)[:16]
        place.mkdir(parents=True, exist_ok=True)
        return place

    def check(self, weights: Weights, file: WeightsFile, *, again: bool = False) -> None:
        """Raise unless the file is there and is the pinned one; `again` hashes even what was verified before."""
        path = self.root / weights.name / file.name
        try:
            stamp = _stamp(path)
        except FileNotFoundError:
            raise WeightsMissing(
                f"The weights {weights.name} ({weights.task}) are not on this machine: "
                f"{weights.by_hand or f'run `exhibit models fetch {weights.name}`.'}"
            ) from None
        if not again and self._read_notes().get(f"{weights.name}/{file.name}", {}).get("stamp") == [file.sha256, *stamp]:
            return
        found = sha256_of(path)
        if found != file.sha256:
            raise WeightsCorrupt(
                f"{path} is not the pinned file: SHA-256 is {found}, expected {file.sha256}. "
                f"Delete it and run `exhibit models fetch {weights.name}`."
            )
        self.remember(weights, file)

    def remember(self, weights: Weights, file: WeightsFile, source: str | None = None) -> None:
        """Note that the file on disk has just been seen to be the pinned one."""
        notes = self._read_notes()
        note = notes.setdefault(f"{weights.name}/{file.name}", {})
        note["stamp"] = [file.sha256, *_stamp(self.root / weights.name / file.name)]
        if source is not None:
            note["source"] = source
        spare = self._notes.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        try:
            spare.write_text(json.dumps(notes, indent=1), "utf-8")
            spare.replace(self._notes)
        except OSError as error:
            if error.errno not in _NOT_WRITABLE:
                raise
            if spare.exists():  # half written on a full disk
                spare.unlink()
            # A store that cannot be written to is a good store: its files are hashed each time instead.

    def status(self, name: str, *, again: bool = False) -> WeightsStatus:
        """What is known of the weights called `name`; with `again` every file is hashed now."""
        weights = self.manifest.get(name)
        present, verified = True, True
        for file in weights.files:
            try:
                self.check(weights, file, again=again)
            except WeightsMissing:
                present = verified = False
            except WeightsCorrupt:
                verified = False
        sources = {str(self._read_notes().get(f"{name}/{file.name}", {}).get("source", "")) for file in weights.files}
        source = ", ".join(sorted(sources - {""})) if present else ""
        return WeightsStatus(name, weights.task, weights.licence, present, verified, source)

    def _read_notes(self) -> dict[str, dict[str, object]]:
        try:
            notes = json.loads(self._notes.read_text("utf-8"))
        except (FileNotFoundError, ValueError):  # no JSON, or no text at all
            return {}
        return {name: note for name, note in notes.items() if isinstance(note, dict)} if isinstance(notes, dict) else {}


def _stamp(path: Path) -> list[int]:
    seen = path.stat()
    return [seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino]
