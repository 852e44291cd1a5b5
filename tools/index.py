"""The index of a case: what its exhibits say, findable by meaning (chromadb) and by word (SQLite FTS5).

It is derived from the stored readings and can be deleted at any time; it is then, or when it is found to be damaged, built
again with the same passages.
"""

import fcntl
import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tools import results
from tools.case import Case
from tools.embedding import embedder
from tools.evidence import Citation
from tools.locks import locks
from tools.passages import Chunk, chunks
from tools.progress import report
from tools.sentences import Sentence, sentences

T = TypeVar("T")

_SCHEMA = """
CREATE TABLE indexed (exhibit TEXT PRIMARY KEY, run TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    exhibit TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    sentences TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_place ON passages (exhibit, position);
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2');
"""
_HNSW = {
    "hnsw": {
        "space": "cosine",
        "ef_construction": 200,
        "max_neighbors": 32,
        "ef_search": 200,
    }
}
_BATCH = 256
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    exhibit: str
    chunk: Chunk
    similarity: float | None
    """Cosine of the passage's and the query's embedding; None where it was found by its words only."""
    words: float | None
    """BM25 score, higher is better; None where it was found by its meaning only."""


class Index:
    """The index of one case. Several processes may use it: writers take turns, readers notice what others have written."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.folder = case.folder / "index"
        self._client: Any = None
        self._seen: str | None = None

    # -- writing --------------------------------------------------------------------------------------------------------

    def update(self) -> bool:
        """Bring the index up to what has been read: exhibits read since, or read anew, are put in; the others stay as they
        are. Gives whether anything changed."""
        return self._mended(self._update)

    def _update(self) -> bool:
        changed = False
        with self._locked(), closing(self._open()) as text:
            have = dict(text.execute("SELECT exhibit, run FROM indexed").fetchall())
            self._refresh(text)
            [passages] = text.execute("SELECT count(*) FROM passages").fetchone()
            if passages and not ((self.folder / "meaning").is_dir() and self._collection().count() >= passages):
                raise _Damaged
            barred = locks(self.case).barred()
            for locked in sorted(barred & have.keys()):
                self._take_out(text, locked)
                changed = True
            for exhibit in self.case.exhibits():
                if exhibit.id in barred:
                    continue
                run = results.reading_key(self.case, exhibit.id)
                if run is None or have.get(exhibit.id) == run:
                    continue
                report(0.0, f"indexing {exhibit.id}")
                found = list(chunks(sentences(results.reading(self.case, exhibit.id) or [])))
                self._put(text, exhibit.id, run, found)
                changed = True
        return changed

    def _put(self, text: sqlite3.Connection, exhibit: str, run: str, found: Sequence[Chunk]) -> None:
        """Replace an exhibit's passages. The text's commit comes last: a kill before it leaves work that is done again."""
        collection = self._collection()
        known = self._embedded(exhibit)
        collection.delete(where={"exhibit": exhibit})
        for start in range(0, len(found), _BATCH):
            report(start / len(found), f"indexing {exhibit}")
            batch = found[start : start + _BATCH]
            hashes = [hashlib.sha256(chunk.text.encode()).hexdigest() for chunk in batch]
            new = {digest: chunk.text for digest, chunk in zip(hashes, batch, strict=True) if digest not in known}
            known |= zip(new, embedder()(list(new.values())), strict=True) if new else ()
            collection.upsert(
                ids=[f"{exhibit}/{start + offset}" for offset in range(len(batch))],
                embeddings=[known[digest] for digest in hashes],
                metadatas=[{"exhibit": exhibit, "text": digest} for digest in hashes],
            )
        with text:
            text.execute("BEGIN IMMEDIATE")
            self._forget_passages(text, exhibit)
            for position, chunk in enumerate(found):
                row = text.execute(
                    "INSERT INTO passages (exhibit, position, text, sentences) VALUES (?, ?, ?, ?)",
                    (exhibit, position, chunk.text, _packed(chunk)),
                )
                text.execute(
                    "INSERT INTO words (rowid, text) VALUES (?, ?)",
                    (row.lastrowid, chunk.text),
                )
            text.execute("INSERT OR REPLACE INTO indexed VALUES (?, ?)", (exhibit, run))
        self._seen = self._state(text)

    def _take_out(self, text: sqlite3.Connection, exhibit: str) -> None:
        """Take an exhibit that was locked out of the index."""
        with text:
            text.execute("BEGIN IMMEDIATE")
            self._forget_passages(text, exhibit)
            text.execute("DELETE FROM indexed WHERE exhibit = ?", (exhibit,))
            text.execute("INSERT INTO words (words) VALUES ('optimize')")  # leaves no words of it in older parts of the list
        self._collection().delete(where={"exhibit": exhibit})
        self._seen = self._state(text)

    def _forget_passages(self, text: sqlite3.Connection, exhibit: str) -> None:
        old = text.execute("SELECT id, text FROM passages WHERE exhibit = ?", (exhibit,)).fetchall()
        text.executemany("INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)", old)
        text.execute("DELETE FROM passages WHERE exhibit = ?", (exhibit,))

    def _locked_out(self, text: sqlite3.Connection) -> list[str]:
        """Exhibits that no query may reach now: those that are locked, and those whose passages are older than a warrant's limits."""
        standing = locks(self.case)
        have = dict(text.execute("SELECT exhibit, run FROM indexed").fetchall()) if standing.limits else {}
        stale = [exhibit for exhibit in standing.limits if exhibit in have and have[exhibit] != results.reading_key(self.case, exhibit)]
        return sorted({*standing.barred(), *stale})

    def _embedded(self, exhibit: str) -> dict[str, Any]:
        """The embeddings of an exhibit's passages by the hash of their text: where a word is corrected, the others are kept."""
        kept = self._collection().get(where={"exhibit": exhibit}, include=["embeddings", "metadatas"])
        pairs = zip(kept["metadatas"], kept["embeddings"], strict=True)
        return {about["text"]: vector for about, vector in pairs if "text" in about}

    # -- reading --------------------------------------------------------------------------------------------------------

    def exhibits(self) -> set[str]:
        """The exhibits that are in the index, also those without any text."""
        return set(self.readings())

    def readings(self) -> dict[str, str]:
        """The key of the reading that the index has of each exhibit."""
        with closing(self._open()) as text:
            return dict(text.execute("SELECT exhibit, run FROM indexed").fetchall())

    def by_meaning(self, query: str, most: int) -> list[Hit]:
        """The passages whose embedding is nearest to the query's, nearest first."""
        return self._mended(lambda: self._by_meaning(query, most))

    def _by_meaning(self, query: str, most: int) -> list[Hit]:
        with closing(self._open()) as text:
            self._refresh(text)
            collection = self._collection()
            count = collection.count()
            if not count:
                return []
            out = self._locked_out(text)
            found = collection.query(
                query_embeddings=embedder()([query]),
                n_results=min(most, count),
                include=["distances"],
                where={"exhibit": {"$nin": out}} if out else None,
            )
            hits = []
            for name, distance in zip(found["ids"][0], found["distances"][0], strict=True):
                exhibit, _, position = name.partition("/")
                row = text.execute(
                    "SELECT sentences FROM passages WHERE exhibit = ? AND position = ?",
                    (exhibit, int(position)),
                ).fetchone()
                if row is not None:
                    hits.append(Hit(exhibit, _unpacked(row[0]), 1.0 - float(distance), None))
            return hits

    def by_words(self, query: str, most: int) -> list[Hit]:
        """The passages that share words with the query, best BM25 score first."""
        return self._mended(lambda: self._by_words(query, most))

    def _by_words(self, query: str, most: int) -> list[Hit]:
        words = dict.fromkeys(word.lower() for word in _WORD.findall(query))
        if not words:
            return []
        with closing(self._open()) as text:
            rows = text.execute(
                "SELECT p.exhibit, p.sentences, -bm25(words) FROM words JOIN passages p ON p.id = words.rowid"
                " WHERE words MATCH ? AND p.exhibit NOT IN (SELECT value FROM json_each(?))"
                " ORDER BY bm25(words), p.exhibit, p.position LIMIT ?",
                (" OR ".join(f'"{word}"' for word in words), json.dumps(self._locked_out(text)), most),
            ).fetchall()
        return [Hit(exhibit, _unpacked(packed), None, score) for exhibit, packed, score in rows]

    # -- files ----------------------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        self.folder.mkdir(exist_ok=True, mode=0o700)
        text = sqlite3.connect(self.folder / "text.sqlite", timeout=60)
        try:
            text.execute("PRAGMA journal_mode = WAL")
            text.execute("PRAGMA secure_delete = ON")  # what is taken out is overwritten
            if not text.execute("SELECT 1 FROM sqlite_master WHERE name = 'indexed'").fetchone():
                self._forget()
                shutil.rmtree(self.folder / "meaning", ignore_errors=True)  # without its text it is of no use
                text.executescript(_SCHEMA)
        except BaseException:
            text.close()
            raise
        return text

    def _mended(self, work: Callable[[], T]) -> T:
        """Do something with the index; where its files turn out to be damaged it is built again first."""
        try:
            return work()
        except Exception as error:
            if not _is_damage(error):
                raise
        with self._locked():
            self._forget()
            for name in ("text.sqlite", "text.sqlite-wal", "text.sqlite-shm"):
                (self.folder / name).unlink(missing_ok=True)
            shutil.rmtree(self.folder / "meaning", ignore_errors=True)
        self._update()
        return work()

    def _state(self, text: sqlite3.Connection) -> str:
        """Changes whenever the index does."""
        return json.dumps(text.execute("SELECT exhibit, run FROM indexed ORDER BY exhibit").fetchall())

    def _collection(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        if self._client is None:
            _check(self.folder / "meaning" / "chroma.sqlite3")
            self._client = chromadb.PersistentClient(
                str(self.folder / "meaning"),
                settings=Settings(anonymized_telemetry=False),
            )
        return self._client.get_or_create_collection("passages", embedding_function=None, configuration=_HNSW)

    def _refresh(self, text: sqlite3.Connection) -> None:
        """Where another process has written, drop what this one holds in memory: it is old."""
        state = self._state(text)
        if state != self._seen:
            self._forget()
            self._seen = state

    def _forget(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class _Damaged(Exception):
    """Passages that the index should have are gone."""


def _is_damage(error: Exception) -> bool:
    """Whether an error means that files of the index are not what they were; a full or locked disk is not such an error."""
    if isinstance(error, sqlite3.DatabaseError):
        return type(error) is sqlite3.DatabaseError
    from chromadb.errors import InternalError

    return isinstance(error, _Damaged | InternalError)


def _check(database: Path) -> None:
    """Raise when the file is damaged, before chromadb opens it: it could not be used again in this process."""
    if database.exists():
        with closing(sqlite3.connect(database, timeout=60)) as connection:
            [answer] = connection.execute("PRAGMA quick_check (1)").fetchone()
            if answer != "ok":
                raise _Damaged


def _packed(chunk: Chunk) -> str:
    return json.dumps(
        [[s.text, [c.model_dump() for c in s.citations]] for s in chunk.sentences],
        ensure_ascii=False,
    )


def _unpacked(packed: str) -> Chunk:
    return Chunk(tuple(Sentence(text, tuple(Citation(**c) for c in citations)) for text, citations in json.loads(packed)))
