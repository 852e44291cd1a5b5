"""How the index keeps passages: one row each, with its sentences, their places, its vectors, and its words for full-text search.

What reads like an instruction to this program is kept in passages of its own, at the position of the passage that it stands in or behind,
with its words in a list of its own: it must not change how rare a word is, nor which passages come first.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tools.embedding import DIMENSIONS, Vectors
from tools.errors import CaseError
from tools.evidence import Citation
from tools.index_days import Days
from tools.index_narrowing import Narrowing
from tools.passages import Chunk
from tools.retrieval_fusion import meaning_of
from tools.sentences import Sentence

Vector = npt.NDArray[np.float32]
"""Shape (384,), of unit length."""
VERSION = 3
"""Of the format; an index of another one is built again."""
_EMPTY = """
DROP TABLE IF EXISTS words;
DROP TABLE IF EXISTS apart_words;
DROP TABLE IF EXISTS passages;
DROP TABLE IF EXISTS indexed;
DROP TABLE IF EXISTS state;
CREATE TABLE state (token TEXT NOT NULL);
CREATE TABLE indexed (exhibit TEXT PRIMARY KEY, run TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    exhibit TEXT NOT NULL,
    position INTEGER NOT NULL,
    apart TEXT,
    text TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    rows TEXT NOT NULL,
    digest TEXT NOT NULL,
    sentences TEXT NOT NULL,
    vectors BLOB NOT NULL
);
CREATE INDEX passages_place ON passages (exhibit, position, apart);
CREATE INDEX passages_days ON passages (earliest, latest);
CREATE INDEX passages_apart ON passages (id) WHERE apart IS NOT NULL;
CREATE VIRTUAL TABLE words USING fts5 (text, content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE apart_words USING fts5 (
    text, content = 'passages', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO state VALUES (hex(randomblob(8)));
"""


@dataclass(frozen=True)
class Hit:
    """A passage that was found."""

    exhibit: str
    position: int
    """Which of its exhibit's passages it is, or where it stands among them if it is set apart."""
    chunk: Chunk
    similarity: float | None
    """How near its meaning is, see `tools.retrieval_fusion.meaning_of`; None where it was looked for by its words only."""
    words: float | None
    """BM25 score, higher is better; None where it was looked for by its meaning only."""
    rows: tuple[int, ...] = ()
    """Where the reading that it was cut from has what it cites: positions in the evidence of that run."""
    apart: str | None = None
    """Why it is set apart, see `tools.evidence.Passage.apart`."""


@dataclass(frozen=True)
class Passage:
    """A passage on its way into the index."""

    chunk: Chunk
    position: int
    """Which of its exhibit's passages it is, or where it stands among them if it is set apart."""
    digest: str
    """Of everything that its vectors depend on."""
    vectors: bytes
    days: Days | None
    rows: tuple[int, ...]
    apart: str | None = None


def vectors_packed(vectors: Vectors) -> bytes:
    """The vectors of a passage and of each of its sentences, shape (1 + sentences, 384), in half precision."""
    return vectors.astype(np.float16).tobytes()


def vectors_unpacked(packed: bytes) -> Vectors:
    """What `vectors_packed` was given."""
    vectors: Vectors = np.frombuffer(packed, np.float16).reshape(-1, DIMENSIONS).astype(np.float32)
    return vectors


def create(text: sqlite3.Connection) -> bool:
    """Make the tables where there are none, or those of another format; gives whether that was so."""
    if _is_made(text):
        return False
    with text:
        text.execute("BEGIN IMMEDIATE")
        if _is_made(text):  # another process was faster
            return False
        for statement in filter(str.strip, _EMPTY.split(";\n")):
            text.execute(statement)
        text.execute(f"PRAGMA user_version = {VERSION}")
    return True


def _is_made(text: sqlite3.Connection) -> bool:
    [version] = text.execute("PRAGMA user_version").fetchone()
    return bool(version == VERSION)


def put(text: sqlite3.Connection, exhibit: str, run: str, token: str, found: Sequence[Passage]) -> None:
    """Replace an exhibit's passages, whole or not at all."""
    with text:
        text.execute("BEGIN IMMEDIATE")
        forget(text, exhibit)
        for passage in found:
            earliest, latest = passage.days or (None, None)
            row = text.execute(
                "INSERT INTO passages (exhibit, position, text, earliest, latest, rows, digest, sentences, vectors, apart)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    exhibit,
                    passage.position,
                    passage.chunk.text,
                    earliest,
                    latest,
                    json.dumps(passage.rows),
                    passage.digest,
                    _packed(passage.chunk),
                    passage.vectors,
                    passage.apart,
                ),
            )
            words = "words" if passage.apart is None else "apart_words"
            text.execute(f"INSERT INTO {words} (rowid, text) VALUES (?, ?)", (row.lastrowid, passage.chunk.text))  # noqa: S608  # fixed parts
        text.execute("INSERT OR REPLACE INTO indexed VALUES (?, ?)", (exhibit, run))
        text.execute("UPDATE state SET token = ?", (token,))


def forget(text: sqlite3.Connection, exhibit: str) -> None:
    """Take an exhibit's passages out; inside a transaction."""
    for words, which in (("words", "apart IS NULL"), ("apart_words", "apart IS NOT NULL")):
        old = text.execute(f"SELECT id, text FROM passages WHERE exhibit = ? AND {which}", (exhibit,)).fetchall()  # noqa: S608  # fixed parts
        text.executemany(f"INSERT INTO {words} ({words}, rowid, text) VALUES ('delete', ?, ?)", old)  # noqa: S608  # fixed parts
    text.execute("DELETE FROM passages WHERE exhibit = ?", (exhibit,))


def take_out(text: sqlite3.Connection, exhibit: str, token: str) -> None:
    """Take an exhibit out for good: no word of it is left in older parts of the full-text list either."""
    with text:
        text.execute("BEGIN IMMEDIATE")
        forget(text, exhibit)
        text.execute("DELETE FROM indexed WHERE exhibit = ?", (exhibit,))
        text.execute("INSERT INTO words (words) VALUES ('optimize')")
        text.execute("INSERT INTO apart_words (apart_words) VALUES ('optimize')")
        text.execute("UPDATE state SET token = ?", (token,))


def rewrite(text: sqlite3.Connection) -> None:
    """Write the file anew, so that nothing of what was taken out is left in it or in its write-ahead log.

    Raises:
        CaseError: another program is using it, or the disk is full.
    """
    try:
        text.execute("VACUUM")
        [busy, *_] = text.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        raise CaseError(f"The index could not be written anew: {error}. Close other programs on this case and repeat it.") from error
    if busy:
        raise CaseError("The index could not be written anew: another program is using it. Close it and repeat this.")


def renew(text: sqlite3.Connection, token: str) -> None:
    """Let everybody who has the index open look at it anew."""
    with text:
        text.execute("UPDATE state SET token = ?", (token,))


def known(text: sqlite3.Connection, exhibit: str) -> dict[str, bytes]:
    """The packed vectors of an exhibit's passages by their digest: where a word is corrected, the others are kept."""
    return dict(text.execute("SELECT digest, vectors FROM passages WHERE exhibit = ?", (exhibit,)).fetchall())


def numbers(text: sqlite3.Connection, places: Iterable[tuple[str, int]]) -> list[int]:
    """The ids of passages by exhibit and position; what is not there any more is left out."""
    one = "SELECT id FROM passages WHERE exhibit = ? AND position = ? AND apart IS NULL"
    rows = [text.execute(one, place).fetchone() for place in places]
    return [row[0] for row in rows if row is not None]


def places(text: sqlite3.Connection, within: Narrowing) -> list[tuple[str, int]]:
    """Exhibit and position of every passage inside a narrowing but for those that are set apart."""
    where, values = within.where()
    query = f"SELECT p.exhibit, p.position FROM passages AS p WHERE p.apart IS NULL AND {where}"  # noqa: S608  # of fixed parts; the values are bound
    return text.execute(query, values).fetchall()


def exhibits(text: sqlite3.Connection, within: Narrowing) -> set[str]:
    """The exhibits that have a passage inside a narrowing, set apart or not."""
    where, values = within.where()
    query = f"SELECT DISTINCT p.exhibit FROM passages AS p WHERE {where}"  # noqa: S608  # as in `places`
    return {exhibit for (exhibit,) in text.execute(query, values)}


def set_apart(text: sqlite3.Connection, within: Narrowing) -> dict[int, tuple[str, int]]:
    """The ids of the passages that are set apart inside a narrowing, each with exhibit and position of the one that it stands with."""
    where, values = within.where()
    query = f"SELECT p.id, p.exhibit, p.position FROM passages AS p WHERE p.apart IS NOT NULL AND {where}"  # noqa: S608  # as in `places`
    return {number: (exhibit, position) for number, exhibit, position in text.execute(query, values)}


def count(text: sqlite3.Connection, *, apart: bool = False) -> int:
    """How many passages there are that are put in order, or that are set apart."""
    [aside] = text.execute("SELECT count(*) FROM passages WHERE apart IS NOT NULL").fetchone()
    if apart:
        return int(aside)
    [every] = text.execute("SELECT count(*) FROM passages").fetchone()
    return int(every - aside)


def meanings(text: sqlite3.Connection, passages: Iterable[int], query: Vector) -> dict[int, float]:
    """How near passages are to a query in meaning, see `meaning_of`.

    Args:
        text: the index.
        passages: ids.
        query: its unit vector, shape (384,).
    """
    rows = text.execute("SELECT id, vectors FROM passages WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(passages)),))
    found = {}
    for number, packed in rows:
        cosines = vectors_unpacked(packed) @ query
        found[number] = meaning_of(float(cosines[0]), float(cosines[1:].max()))
    return found


def hits(text: sqlite3.Connection, order: Sequence[int], meaning: Mapping[int, float], words: Mapping[int, float]) -> list[Hit]:
    """Passages by their ids, in this order, with the scores that are known."""
    found = {
        number: Hit(exhibit, position, _unpacked(packed), meaning.get(number), words.get(number), tuple(json.loads(rows)), apart)
        for number, exhibit, position, packed, rows, apart in text.execute(
            "SELECT id, exhibit, position, sentences, rows, apart FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(order)),),
        )
    }
    return [found[number] for number in order if number in found]


def _packed(chunk: Chunk) -> str:
    return json.dumps([[s.text, [c.model_dump() for c in s.citations]] for s in chunk.sentences], ensure_ascii=False)


def _unpacked(packed: str) -> Chunk:
    return Chunk(tuple(Sentence(text, tuple(Citation(**c) for c in citations)) for text, citations in json.loads(packed)))
