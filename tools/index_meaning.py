"""The part of the index that finds by meaning: vectors in chromadb, in a folder of their own."""

import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools import index_store
from tools.index_damage import check
from tools.index_store import Passage

_HNSW = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 200,
        "max_neighbors": 32,
        "ef_search": 200,
    }
}
_BATCH = 256


class Meaning:
    """The vectors of the passages of one case, each named by exhibit and position (`EX-0001/7`).

    Args:
        folder: where chromadb keeps them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._client: Any = None
        self._passages: Any = None

    def collection(self) -> Any:
        """What chromadb has, opened; damage as in `tools.index_damage`."""
        import chromadb
        from chromadb.config import Settings

        if self._client is None:
            check(self.folder / "chroma.sqlite3")
            self._client = chromadb.PersistentClient(str(self.folder), settings=Settings(anonymized_telemetry=False))
            self._passages = self._client.get_or_create_collection("passages", embedding_function=None, configuration=_HNSW)
        return self._passages

    def put(self, exhibit: str, passages: Sequence[Passage]) -> None:
        """Replace an exhibit's vectors."""
        self.collection().delete(where={"exhibit": exhibit})
        rows = [(exhibit, position, passage.vectors) for position, passage in enumerate(passages)]
        for start in range(0, len(rows), _BATCH):
            self._add(rows[start : start + _BATCH])

    def refill(self, text: sqlite3.Connection) -> None:
        """Make all of it anew from the vectors that are kept with the passages: chromadb leaves deleted ones in its files."""
        self.discard()
        rows = text.execute("SELECT exhibit, position, vectors FROM passages ORDER BY id")
        while batch := rows.fetchmany(_BATCH):
            self._add(batch)

    def forget(self) -> None:
        """Drop what is held in memory."""
        if self._client is not None:
            self._client.close()
            self._client = self._passages = None

    def discard(self) -> None:
        """Delete the files."""
        self.forget()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _add(self, rows: Sequence[tuple[str, int, bytes]]) -> None:
        self.collection().upsert(
            ids=[f"{exhibit}/{position}" for exhibit, position, _ in rows],
            embeddings=[index_store.vectors_unpacked(packed)[0] for _, _, packed in rows],
            metadatas=[{"exhibit": exhibit} for exhibit, _, _ in rows],
        )
