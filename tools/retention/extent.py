"""What goes when something is deleted: every row, file and passage that was made of it."""

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from tools.case import Case
from tools.registry import all_tools

_DERIVED = re.compile(r"derived/[a-z0-9_]+/[0-9a-f]+")
"""The folder of one result's files, as evidence names them."""
_TRANSCRIBES = "transcribe_audio"


@dataclass(frozen=True)
class Takes:
    """How much goes with one thing; what several things share is counted at each."""

    bytes: int = 0
    """Of the exhibit itself."""
    results: int = 0
    """Kept runs of tools on it or citing it."""
    evidence: int = 0
    passages: int = 0
    """In the index, each with its vectors."""
    confirmations: int = 0
    names: int = 0
    """Of voices."""
    verdicts: int = 0
    drawn: int = 0
    """Folders of pictures and other derived files."""
    persons: int = 0
    """Of a gallery, with names, pictures and templates."""
    plans: int = 0

    @property
    def words(self) -> str:
        """What there is of it, for people."""
        counted = ((count, *_NAMES[name]) for name, count in asdict(self).items() if count)
        return ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in counted) or "nothing else"


_NAMES = {
    "bytes": ("byte", "bytes"),
    "results": ("result", "results"),
    "evidence": ("piece of evidence", "pieces of evidence"),
    "passages": ("passage of the index", "passages of the index"),
    "confirmations": ("confirmation or correction", "confirmations and corrections"),
    "names": ("name of a voice", "names of voices"),
    "verdicts": ("verdict", "verdicts"),
    "drawn": ("folder of pictures", "folders of pictures"),
    "persons": ("person with templates", "persons with templates"),
    "plans": ("patrol plan", "patrol plans"),
}


@dataclass(frozen=True)
class Extent:
    """The rows that go with some exhibits, results and galleries."""

    exhibits: tuple[str, ...]
    """Deleted whole."""
    reread: tuple[str, ...]
    """Exhibits that lose their reading, or go whole: what the index has of them goes."""
    unheard: tuple[str, ...]
    """Exhibits that lose their transcript, or go whole: the names of their voices go."""
    runs: tuple[int, ...]
    evidence: tuple[str, ...]
    """Ids that no other run has."""
    drawn: tuple[str, ...]
    """Folders of derived files that no other run names."""
    galleries: tuple[str, ...] = ()
    """Ids."""


def extent(connection: sqlite3.Connection, exhibits: Iterable[str] = (), keys: Iterable[str] = (), galleries: Iterable[str] = ()) -> Extent:
    """What goes with exhibits (by id), with results (by key) and with galleries (by id).

    A result that is the reading of an exhibit takes with it all that was worked out from it.
    """
    whole, held = tuple(exhibits), tuple(galleries)
    keyed = connection.execute("SELECT tool, exhibit FROM runs WHERE key IN (SELECT value FROM json_each(?))", (_json(keys := list(keys)),))
    read = {row["exhibit"] for row in keyed if row["exhibit"] is not None and row["tool"] in all_tools() and all_tools()[row["tool"]].reads}
    names = connection.execute("SELECT name FROM galleries WHERE id IN (SELECT value FROM json_each(?))", (_json(held),)).fetchall()
    runs = _runs(connection, keys, sorted(read | set(whole)), [row["name"] for row in names])
    reread = tuple(sorted(read | set(whole)))
    heard = connection.execute(
        "SELECT DISTINCT exhibit FROM runs WHERE tool = ? AND number IN (SELECT value FROM json_each(?))", (_TRANSCRIBES, _json(runs))
    )
    unheard = tuple(sorted({row["exhibit"] for row in heard if row["exhibit"]} | set(whole)))
    gone, stays = _evidence(connection, runs, inside=True), _evidence(connection, runs, inside=False)
    drawn = sorted(_drawn(connection, runs, inside=True) - _drawn(connection, runs, inside=False))
    return Extent(whole, reread, unheard, tuple(runs), tuple(sorted(gone - stays)), tuple(drawn), held)


def takes(case: Case, found: Extent, *, size: int = 0, plans: int = 0) -> Takes:
    """How much an extent is."""
    connection = case.database.connection
    names = "speaker_names WHERE exhibit IN (SELECT value FROM json_each(?1)) AND name IS NOT NULL"
    persons = "gallery_persons WHERE gallery IN (SELECT value FROM json_each(?1))"
    return Takes(
        bytes=size,
        results=len(found.runs),
        evidence=len(found.evidence),
        passages=_passages(case.folder / "index" / "text.sqlite", found.reread),
        confirmations=_count(connection, f"confirmations WHERE {OF_EXHIBIT_OR_EVIDENCE}", found.exhibits, found.evidence),
        names=_count(connection, names, found.unheard),
        verdicts=_count(connection, f"verdicts WHERE {OF_EXHIBIT_OR_EVIDENCE}", found.exhibits, found.evidence),
        drawn=len(found.drawn),
        persons=_count(connection, persons, found.galleries),
        plans=plans,
    )


OF_EXHIBIT_OR_EVIDENCE = "(exhibit IN (SELECT value FROM json_each(?1)) OR evidence IN (SELECT value FROM json_each(?2)))"
"""Rows about exhibits that go whole (the first value) or about evidence that goes (the second)."""


def _runs(connection: sqlite3.Connection, keys: Sequence[str], exhibits: Sequence[str], galleries: Sequence[str]) -> list[int]:
    """Runs by their keys, on one of the exhibits, citing one, named one in an argument, or in one of the galleries."""
    rows = connection.execute(
        "SELECT number FROM runs WHERE key IN (SELECT value FROM json_each(?1)) OR exhibit IN (SELECT value FROM json_each(?2))"
        " OR EXISTS (SELECT 1 FROM json_each(runs.args) AS given WHERE given.value IN (SELECT value FROM json_each(?2)))"
        " OR number IN (SELECT run FROM evidence, json_each(evidence.body, '$.citations') AS cited"
        "  WHERE json_extract(cited.value, '$.exhibit') IN (SELECT value FROM json_each(?2)))"
        " OR json_extract(args, '$.gallery') IN (SELECT value FROM json_each(?3))"
        " OR number IN (SELECT run FROM evidence WHERE json_extract(body, '$.gallery') IN (SELECT value FROM json_each(?3)))"
        " ORDER BY number",
        (_json(keys), _json(exhibits), _json(galleries)),
    )
    return [row["number"] for row in rows]


def _evidence(connection: sqlite3.Connection, runs: Sequence[int], *, inside: bool) -> set[str]:
    where = "IN" if inside else "NOT IN"
    rows = connection.execute(f"SELECT DISTINCT id FROM evidence WHERE run {where} (SELECT value FROM json_each(?))", (_json(runs),))  # noqa: S608
    return {row["id"] for row in rows}


def _drawn(connection: sqlite3.Connection, runs: Sequence[int], *, inside: bool) -> set[str]:
    where = "IN" if inside else "NOT IN"
    rows = connection.execute(
        f"SELECT body FROM evidence WHERE run {where} (SELECT value FROM json_each(?)) AND instr(body, 'derived/')",  # noqa: S608
        (_json(runs),),
    )
    return {folder for row in rows for folder in _DERIVED.findall(row["body"])}


def drawn_by_all(connection: sqlite3.Connection) -> set[str]:
    """The folders of derived files that some evidence names."""
    return _drawn(connection, (), inside=False)


def _passages(text: Path, exhibits: Sequence[str]) -> int:
    if not text.is_file():
        return 0
    with closing(sqlite3.connect(text, timeout=60)) as connection:
        made = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'passages'").fetchone()
        return _count(connection, "passages WHERE exhibit IN (SELECT value FROM json_each(?1))", exhibits) if made else 0


def _count(connection: sqlite3.Connection, where: str, *values: Sequence[str]) -> int:
    [found] = connection.execute(f"SELECT count(*) FROM {where}", tuple(map(_json, values))).fetchone()  # noqa: S608  # fixed parts
    return int(found)


def _json(values: Iterable[object]) -> str:
    return json.dumps(list(values))
