"""The part of the index that finds by meaning: vectors in chromadb, in a folder of their own.

chromadb's files have room for vectors that are not there yet, and it writes that room out as it finds it in memory: whatever this process
had in memory before can stand in them. So memory is blanked while chromadb works, and what must be free of something deleted is written by
a process of its own that has never seen it.
"""

import ctypes
import multiprocessing
import shutil
import signal
import sqlite3
import threading
from collections.abc import Iterator, Sequence, Set
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tools import index_store
from tools.errors import CaseError
from tools.index_damage import check
from tools.index_store import Passage, Vector

_HNSW = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 200,
        "max_neighbors": 32,
        "ef_search": 200,
    }
}
_BATCH = 256
_PERTURB = -6
"""`M_PERTURB` of glibc's mallopt(3): fill memory when it is given out and when it is given back."""
_DEATH = 1
"""`PR_SET_PDEATHSIG` of prctl(2)."""


class Meaning:
    """The vectors of the passages of one case that are put in order, each named by exhibit and position (`EX-0001/7`).

    Args:
        folder: where chromadb keeps them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._client: Any = None
        self._passages: Any = None
        self._settled = False
        """A search has been done since something was opened or written: chromadb puts vectors into place when it searches."""

    def count(self) -> int:
        """How many vectors there are; damage as in `tools.index_damage`, here and below."""
        with self._opened() as collection:
            return int(collection.count())

    def nearest(self, vector: Vector, most: int, only: list[str] | None = None, without: Set[str] = frozenset()) -> list[str]:
        """The names nearest to a vector of shape (384,), of all or only of some, and of no exhibit in `without`."""
        with self._opened() as collection:
            count = collection.count() if only is None else len(only)
            if not count:
                return []
            out = {"exhibit": {"$nin": sorted(without)}} if without else None
            found = collection.query(query_embeddings=[vector], n_results=min(most, count), ids=only, where=out, include=["distances"])
            self._settled = True
            return list(found["ids"][0])

    def take_out(self, exhibit: str) -> None:
        """Take an exhibit's vectors out; chromadb leaves them in its files (see `remake`)."""
        self._settled = False
        with self._opened() as collection:
            collection.delete(where={"exhibit": exhibit})

    def put(self, exhibit: str, passages: Sequence[Passage]) -> None:
        """Replace an exhibit's vectors; those of passages that are set apart are not looked for here."""
        self.take_out(exhibit)
        rows = [(exhibit, passage.position, passage.vectors) for passage in passages if passage.apart is None]
        for start in range(0, len(rows), _BATCH):
            self._add(rows[start : start + _BATCH])

    def remake(self, text: Path) -> None:
        """Make all of it anew, in a new process, from the vectors that are kept with the passages in the file `text`: chromadb leaves
        deleted ones in its files.

        Raises:
            CaseError: that process failed; it can be tried again.
        """
        self.discard()
        process = multiprocessing.get_context("spawn").Process(target=_remade, args=(self.folder, text), daemon=True)
        process.start()
        process.join()
        if process.exitcode != 0:
            raise CaseError(f"The index could not be written anew (status {process.exitcode}). Free space, and repeat it.")

    def fill(self, text: sqlite3.Connection) -> None:
        """Put in all passages of the index but those that are set apart."""
        rows = text.execute("SELECT exhibit, position, vectors FROM passages WHERE apart IS NULL ORDER BY id")
        while batch := rows.fetchmany(_BATCH):
            self._add(batch)

    def forget(self) -> None:
        """Drop what is held in memory."""
        if self._client is not None:
            with _blank_memory():
                self._client.close()
            self._client = self._passages = None
            self._settled = False

    def discard(self) -> None:
        """Delete the files."""
        self.forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _add(self, rows: Sequence[tuple[str, int, bytes]]) -> None:
        self._settled = False
        with self._opened() as collection:
            collection.upsert(
                ids=[f"{exhibit}/{position}" for exhibit, position, _ in rows],
                embeddings=[index_store.vectors_unpacked(packed)[0] for _, _, packed in rows],
                metadatas=[{"exhibit": exhibit} for exhibit, _, _ in rows],
            )

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """What chromadb has, for one piece of work."""
        if self._settled:  # nothing is written by searching again, and blanking memory would slow it down
            yield self._passages
            return
        import chromadb
        from chromadb.config import Settings

        with _blank_memory():
            if self._client is None:
                check(self.folder / "chroma.sqlite3")
                self._client = chromadb.PersistentClient(str(self.folder), settings=Settings(anonymized_telemetry=False))
                self._passages = self._client.get_or_create_collection("passages", embedding_function=None, configuration=_HNSW)
            yield self._passages


def _remade(folder: Path, text: Path) -> None:
    """Fill an empty folder; ends with the process that asked for it, even by a kill."""
    ctypes.CDLL(None).prctl(_DEATH, signal.SIGKILL)
    meaning = Meaning(folder)
    with closing(sqlite3.connect(text, timeout=60)) as connection:
        meaning.fill(connection)
    meaning.forget()


class _Blank:
    """How many pieces of work need blank memory now, in all threads: the setting is one for the process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.needed = 0


_blank = _Blank()


@contextmanager
def _blank_memory() -> Iterator[None]:
    """Memory that is given out while this lasts holds nothing of what stood there before."""
    libc = ctypes.CDLL(None)
    with _blank.lock:
        _blank.needed += 1
        libc.mallopt(_PERTURB, 1)
    try:
        yield
    finally:
        with _blank.lock:
            _blank.needed -= 1
            if not _blank.needed:
                libc.mallopt(_PERTURB, 0)
