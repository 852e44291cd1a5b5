"""The index of a case: what its exhibits say, findable by meaning (chromadb) and by word (SQLite FTS5).

It is derived from the stored readings and can be deleted at any time; it is then, or when it is found to be damaged, built
again with the same passages.
"""

import fcntl
import hashlib
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TypeVar

import numpy as np

from tools import index_store, index_words, results
from tools.case import Case, Exhibit
from tools.embedding import Embedder, embedder
from tools.index_damage import Damaged, is_damage
from tools.index_days import days_of
from tools.index_meaning import Meaning
from tools.index_narrowing import WHOLE, Narrowing
from tools.index_order import best_of, set_apart
from tools.index_rows import Rows
from tools.index_store import Hit, Passage, Vector
from tools.instructions import harmless_title
from tools.locks import locks
from tools.passages import Chunk, Cut, cut
from tools.progress import report
from tools.sentences import sentences

__all__ = ["Hit", "Index"]

T = TypeVar("T")

_DEPTH = 40
"""Passages that each kind of search puts forward; all of them are then held against the query in both ways."""


class Index:
    """The index of one case. Several processes may use it: writers take turns, readers notice what others have written.

    Args:
        case: the open case.
        embed: gives what turns texts into vectors; it is called when something is to be embedded.
    """

    def __init__(self, case: Case, embed: Callable[[], Embedder] = embedder) -> None:
        self.case = case
        self.embed = embed
        self.folder = case.folder / "index"
        self.meaning = Meaning(self.folder / "meaning")
        self._seen: str | None = None
        self._current: dict[int, tuple[object, ...]] = {}
        """State of the case and of the index when they were last found to agree, for each thread: each has a connection of its own."""

    # -- writing --------------------------------------------------------------------------------------------------------

    def update(self) -> bool:
        """Bring the index up to what has been read: exhibits read since, or read anew, are put in; the others stay as they
        are. Gives whether anything changed."""
        return self._mended(self._update)

    def _update(self) -> bool:
        changed = False
        with self._locked(), closing(self._open()) as text:
            self._refresh(text)
            passages = index_store.count(text)
            if passages and not (self.meaning.folder.is_dir() and self.meaning.count() >= passages):
                raise Damaged
            if self._agreed(text) == self._current.get(threading.get_ident()):
                return False
            state = self._state_of_case()
            have = dict(text.execute("SELECT exhibit, run FROM indexed").fetchall())
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
                self._put(text, exhibit.id, run, cut(sentences(results.reading(self.case, exhibit.id) or [])))
                changed = True
            if self._state_of_case() == state:  # else somebody wrote to the case meanwhile: look again next time
                self._current[threading.get_ident()] = self._agreed(text)
        return changed

    def _agreed(self, text: sqlite3.Connection) -> tuple[object, ...]:
        return (*self._state_of_case(), self._state(text))

    def _state_of_case(self) -> tuple[object, ...]:
        """Changes whenever anything is written to the case's database, by whomever."""
        connection = self.case.database.connection
        [version] = connection.execute("PRAGMA data_version").fetchone()
        return id(connection), version, connection.total_changes

    def _put(self, text: sqlite3.Connection, exhibit: str, run: str, found: Cut) -> None:
        """Replace an exhibit's passages. The text's commit comes last: a kill before it leaves work that is done again."""
        passages = self._made(text, self.case.look_up(exhibit), found)
        self.meaning.put(exhibit, passages)
        index_store.put(text, exhibit, run, secrets.token_hex(8), passages)
        self._seen = self._state(text)

    def _made(self, text: sqlite3.Connection, exhibit: Exhibit, found: Cut) -> list[Passage]:
        """The passages of an exhibit with all that the index keeps of them; those that it has already are not embedded again."""
        known = index_store.known(text, exhibit.id)
        rows = Rows(results.fragments(self.case, exhibit.id))
        # A file's name says little of what is in it, and a title that reads like an instruction must not move what it stands over.
        title = "" if exhibit.title == exhibit.file else harmless_title(exhibit.title)
        title = f"{title}\n" if title else ""
        days = days_of([chunk.text for chunk in found.chunks])
        cuts: list[tuple[Chunk, int, str | None]] = [(chunk, position, None) for position, chunk in enumerate(found.chunks)]
        cuts += [(aside.chunk, aside.position, aside.why) for aside in found.apart]
        made: list[Passage] = []
        for chunk, position, why in cuts:
            report(len(made) / len(cuts), f"indexing {exhibit.id}")
            digest = hashlib.sha256(f"{title}\0{chunk.text}".encode()).hexdigest()
            if digest not in known:
                texts = [title + chunk.text, *(sentence.text for sentence in chunk.sentences)]
                # One by one: sentences in one batch with their passage would each be filled up to its length.
                known[digest] = index_store.vectors_packed(np.vstack([self.embed()([text]) for text in texts]))
            made.append(
                Passage(chunk, position, digest, known[digest], days[position] if position < len(days) else None, rows.of(chunk), why)
            )
        return made

    def _take_out(self, text: sqlite3.Connection, exhibit: str) -> None:
        """Take an exhibit that was locked out of the index."""
        index_store.take_out(text, exhibit, secrets.token_hex(8))
        self.meaning.take_out(exhibit)
        self._seen = self._state(text)

    def purge(self, exhibits: Iterable[str]) -> None:
        """Take exhibits out for good: no byte of their passages and vectors is left in any file of the index. The vectors of the others
        are kept; a kill in between leaves an index that is built again.

        Raises:
            CaseError: another program or a full disk keeps a file from being written anew: repeat it.
        """
        if not (self.folder / "text.sqlite").is_file():
            return
        with self._locked():
            try:
                with closing(self._open()) as text:
                    for exhibit in exhibits:
                        index_store.take_out(text, exhibit, secrets.token_hex(8))
                    index_store.rewrite(text)
                    self.meaning.remake(self.folder / "text.sqlite")
                    index_store.renew(text, secrets.token_hex(8))  # for those who have opened the old files meanwhile
                    self._seen = self._state(text)
            except Exception as error:
                if not is_damage(error):
                    raise
                self._discard()

    def _allowed(self, text: sqlite3.Connection, within: Narrowing) -> Narrowing:
        """A narrowing without the exhibits that no query may reach now: those that are locked, and those whose passages are older than a
        warrant's limits."""
        standing = locks(self.case)
        have = dict(text.execute("SELECT exhibit, run FROM indexed").fetchall()) if standing.limits else {}
        stale = {exhibit for exhibit in standing.limits if exhibit in have and have[exhibit] != results.reading_key(self.case, exhibit)}
        return replace(within, without=within.without | standing.barred() | stale)

    # -- reading --------------------------------------------------------------------------------------------------------

    def exhibits(self) -> set[str]:
        """The exhibits that are in the index, also those without any text."""
        return set(self.readings())

    def readings(self) -> dict[str, str]:
        """The key of the reading that the index has of each exhibit."""
        with closing(self._open()) as text:
            return dict(text.execute("SELECT exhibit, run FROM indexed").fetchall())

    def reading(self, exhibit: str) -> str | None:
        """The key of the reading that the index has of one exhibit, or None."""
        with closing(self._open()) as text:
            row = text.execute("SELECT run FROM indexed WHERE exhibit = ?", (exhibit,)).fetchone()
            return None if row is None else str(row[0])

    def reached(self, within: Narrowing) -> set[str]:
        """The exhibits that have a passage inside a narrowing; for the whole case those without any text too."""
        if within.is_whole:
            return self.exhibits()
        with closing(self._open()) as text:
            return index_store.exhibits(text, within)

    def search(self, query: str, most: int, within: Narrowing = WHOLE) -> list[tuple[Hit, float]]:
        """The best passages by meaning and by word together, each with its score (see `tools.retrieval_fusion`), best first; of
        equals the one that was indexed first.

        After them, and at most as many, come passages that are set apart as instruction-like: those that stand in or behind one of the
        best, and those that are no worse than the last of them. The best are the same with and without them.
        """
        return self._mended(lambda: self._search(query, most, within))

    def _search(self, query: str, most: int, within: Narrowing) -> list[tuple[Hit, float]]:
        depth = max(_DEPTH, most)
        vector = self.embed()([query])[0]
        with closing(self._open()) as text:
            within = self._allowed(text, within)
            near = self._nearest(text, vector, depth, within)
            words, highest = index_words.scores(text, query, within)
            frequent = index_words.best(words, depth)
            found = best_of(text, {*near, *frequent}, vector, words, highest, most)
            return found + set_apart(text, query, vector, found, most, within)

    def by_meaning(self, query: str, most: int, within: Narrowing = WHOLE) -> list[Hit]:
        """The passages whose embedding is nearest to the query's, nearest first."""
        return self._mended(lambda: self._by_meaning(query, most, within))

    def _by_meaning(self, query: str, most: int, within: Narrowing) -> list[Hit]:
        vector = self.embed()([query])[0]
        with closing(self._open()) as text:
            within = self._allowed(text, within)
            near = self._nearest(text, vector, most, within)
            return index_store.hits(text, near, index_store.meanings(text, near, vector), {})

    def by_words(self, query: str, most: int, within: Narrowing = WHOLE) -> list[Hit]:
        """The passages that share words with the query, best BM25 score first."""
        return self._mended(lambda: self._by_words(query, most, within))

    def _by_words(self, query: str, most: int, within: Narrowing) -> list[Hit]:
        with closing(self._open()) as text:
            words, _ = index_words.scores(text, query, self._allowed(text, within))
            return index_store.hits(text, index_words.best(words, most), {}, words)

    def _nearest(self, text: sqlite3.Connection, vector: Vector, most: int, within: Narrowing) -> list[int]:
        """Ids of the passages nearest in meaning."""
        self._refresh(text)
        only = None
        if replace(within, without=frozenset()) != WHOLE:
            only = [f"{exhibit}/{position}" for exhibit, position in index_store.places(text, within)]
        places = (name.rpartition("/") for name in self.nearest(vector, most, only, within.without))
        return index_store.numbers(text, [(exhibit, int(position)) for exhibit, _, position in places])

    def nearest(self, vector: Vector, most: int, only: list[str] | None = None, without: Set[str] = frozenset()) -> list[str]:
        """What chromadb alone gives: the names (`EX-0001/7`: exhibit and position) of the passages nearest to a vector of shape (384,),
        of all or only of some, and of no exhibit in `without`."""
        return self.meaning.nearest(vector, most, only, without)

    def count(self) -> int:
        """How many passages there are."""
        return self.meaning.count()

    # -- files ----------------------------------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        self.folder.mkdir(exist_ok=True, mode=0o700)
        text = sqlite3.connect(self.folder / "text.sqlite", timeout=60)
        try:
            text.execute("PRAGMA journal_mode = WAL")
            text.execute("PRAGMA secure_delete = ON")  # what is taken out is overwritten
            if index_store.create(text):
                self.meaning.discard()  # without its text it is of no use
        except BaseException:
            text.close()
            raise
        return text

    def _mended(self, work: Callable[[], T]) -> T:
        """Do something with the index; where its files turn out to be damaged it is built again first."""
        try:
            return work()
        except Exception as error:
            if not is_damage(error):
                raise
        with self._locked():
            self._discard()
        self._update()
        return work()

    def _discard(self) -> None:
        """Delete the files, so that they are built again."""
        for name in ("text.sqlite", "text.sqlite-wal", "text.sqlite-shm"):
            (self.folder / name).unlink(missing_ok=True)
        self.meaning.discard()

    def _state(self, text: sqlite3.Connection) -> str:
        """Changes whenever the index does."""
        [token] = text.execute("SELECT token FROM state").fetchone()
        return str(token)

    def _refresh(self, text: sqlite3.Connection) -> None:
        """Where another process has written, drop what this one holds in memory: it is old."""
        state = self._state(text)
        if state != self._seen:
            self.meaning.forget()
            self._seen = state

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.folder.mkdir(exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
