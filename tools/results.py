"""What tools have found in a case, kept so that nothing is worked out twice.

What is given back has passed the locks: nothing of an exhibit in quarantine, and of one that a warrant limits only what lies inside.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tools import confirmations, galleries, tombstone
from tools.case import Case
from tools.errors import Deleted, IntegrityError
from tools.evidence import AnyEvidence, Candidate, Detection, Evidence, TextLine, Utterance
from tools.locks import locks, quarantine, records
from tools.registry import Tool, all_tools
from tools.retention import leftovers

_EVIDENCE: TypeAdapter[AnyEvidence] = TypeAdapter(AnyEvidence)


def key_of(case: Case, tool: Tool, args: Mapping[str, Any], upstream: Iterable[str] = ()) -> str:
    """What a result depends on, as one hash: tool and its version, weights, arguments, the exhibits' bytes, the galleries'
    content, earlier results, settings of the case."""
    exhibits = {p.name: case.look_up(args[p.name]).sha256 for p in tool.exhibit_parameters if args.get(p.name)}
    parts = [
        tool.name,
        tool.version,
        tool.weights_digests(),
        dict(args),
        exhibits,
        sorted(upstream),
    ]
    if chosen := {name: value for name in tool.uses if (value := getattr(case, name))}:
        parts.append(chosen)
    if searched := {p.name: galleries.gallery(case, args[p.name]).state for p in tool.gallery_parameters if args.get(p.name)}:
        parts.append(searched)
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def find(case: Case, key: str) -> list[Evidence] | None:
    """The evidence of an earlier run with this key, or None.

    Raises:
        IntegrityError: the stored evidence is not what the tool made.
    """
    row = case.database.connection.execute("SELECT number FROM runs WHERE key = ?", (key,)).fetchone()
    return None if row is None else locks(case).visible(_load(case, row["number"]))


def has(case: Case, key: str) -> bool:
    """Whether there is a run with this key."""
    return case.database.connection.execute("SELECT 1 FROM runs WHERE key = ?", (key,)).fetchone() is not None


def save(
    case: Case,
    key: str,
    tool: Tool,
    args: Mapping[str, Any],
    seconds: float,
    evidence: Sequence[Evidence],
    *,
    officer: str = "",
    recorded: records.Hears = records.unheard,
) -> None:
    """Keep a run's evidence; a run with the same key is replaced.

    What was read is held against the list of privileged correspondents first, in the name of `officer`; `recorded` hears of what is
    closed by that.

    Raises:
        Withheld: it is privileged, or was closed meanwhile; nothing of it is kept.
        Deleted: an exhibit was deleted meanwhile; nothing of it is kept.
    """
    exhibit = args.get(tool.exhibit_parameters[0].name) if tool.exhibit_parameters else None
    if tool.reads and exhibit is not None:
        quarantine.refuse(case, case.look_up(exhibit), officer, [item.text for item in evidence], recorded)
    named = {args[p.name] for p in tool.exhibit_parameters if args.get(p.name)}
    try:
        _keep(case, key, tool, args, exhibit, seconds, evidence, named | {cited.exhibit for item in evidence for cited in item.citations})
    except Deleted:
        leftovers.sweep(case)  # what the run had written before it came to this
        raise


def _keep(
    case: Case,
    key: str,
    tool: Tool,
    args: Mapping[str, Any],
    exhibit: str | None,
    seconds: float,
    evidence: Sequence[Evidence],
    about: Iterable[str],
) -> None:
    with case.database.write() as connection:
        for each in about:
            if (stone := tombstone.of(connection, "exhibit", each)) is not None:
                raise Deleted(f"{each} was {stone.words}, while {tool.name} went through it: nothing of it is kept.")
        connection.execute("DELETE FROM runs WHERE key = ?", (key,))
        [number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM runs").fetchone()
        connection.execute(
            "INSERT INTO runs (key, tool, args, exhibit, finished_at, seconds, number) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                key,
                tool.name,
                json.dumps(dict(args), sort_keys=True),
                exhibit,
                datetime.now(UTC).isoformat(),
                seconds,
                number,
            ),
        )
        connection.executemany(
            "INSERT INTO evidence (run, position, id, body) VALUES (?, ?, ?, ?)",
            [
                (number, position, item.id, item.model_dump_json(exclude=set(type(item).model_computed_fields)))
                for position, item in enumerate(evidence)
            ],
        )


def by_id(case: Case, evidence: str) -> Evidence | None:
    """One piece of evidence as the tool made it, or None.

    Raises:
        IntegrityError: it is not what the tool made.
    """
    row = case.database.connection.execute("SELECT id, body FROM evidence WHERE id = ? ORDER BY run DESC LIMIT 1", (evidence,)).fetchone()
    return None if row is None else next(iter(locks(case).visible([_item(row)])), None)


def of_kind(case: Case, kind: str) -> list[Evidence]:
    """All evidence of a kind in a case as tools made it, the newest run first; errors as in `by_id`."""
    rows = case.database.connection.execute(
        "SELECT id, body FROM evidence WHERE json_extract(body, '$.kind') = ? ORDER BY run DESC, position", (kind,)
    ).fetchall()
    return locks(case).visible(map(_item, rows))


def seen_in(case: Case, exhibit: str) -> list[Detection | Candidate]:
    """What was seen in an exhibit as tools made it, of each tool and its arguments the newest run; errors as in `by_id`."""
    rows = case.database.connection.execute(
        "SELECT id, body FROM evidence WHERE run IN (SELECT max(number) FROM runs WHERE exhibit = ? GROUP BY tool, args)"
        " AND json_extract(body, '$.kind') IN ('Detection', 'Candidate') ORDER BY run DESC, position",
        (exhibit,),
    ).fetchall()
    return [item for item in locks(case).visible(map(_item, rows)) if isinstance(item, Detection | Candidate)]


def reading(case: Case, exhibit: str) -> list[TextLine | Utterance] | None:
    """The text of an exhibit as it was last read or transcribed, in order, with what people have confirmed or corrected;
    None when it has not been read."""
    made = reading_as_made(case, exhibit)
    if made is None:
        return None
    stands = confirmations.applied(case, [item for _, item in made], [evidence for evidence, _ in made])
    return [item for item in stands if isinstance(item, TextLine | Utterance)]


def stored(case: Case, evidence: str) -> Evidence | None:
    """The evidence with an id as a tool made it, from the newest run that has it; None where no run has.

    Raises:
        IntegrityError: it is not what the tool made.
    """
    row = case.database.connection.execute("SELECT max(run) AS run FROM evidence WHERE id = ?", (evidence,)).fetchone()
    found = [] if row["run"] is None else [item for id_, item in _rows(case, row["run"]) if id_ == evidence][:1]
    return next(iter(locks(case).visible(found)), None)


def all_of(case: Case, tool: str) -> list[Evidence]:
    """Everything that a tool has found in a case, the newest run first; IntegrityError as in `stored`."""
    rows = case.database.connection.execute("SELECT number FROM runs WHERE tool = ? ORDER BY number DESC", (tool,)).fetchall()
    return locks(case).visible(item for row in rows for item in _load(case, row["number"]))


def newest(case: Case, tool: str, exhibit: str) -> list[Evidence] | None:
    """What a tool found in one exhibit the last time it ran on nothing but that, or None where it has not; errors as in `stored`."""
    row = case.database.connection.execute(
        "SELECT max(number) AS run FROM runs WHERE tool = ? AND exhibit = ? AND args = ?", (tool, exhibit, json.dumps({"exhibit": exhibit}))
    ).fetchone()
    return None if row["run"] is None else _load(case, row["run"])


def made_at(case: Case, exhibit: str) -> str | None:
    """When an exhibit was last read or transcribed, or None: it changes when that is done anew, and not with what people say."""
    run = _reading_run(case, exhibit)
    return None if run is None else str(run["finished_at"])


def reading_as_made(case: Case, exhibit: str) -> list[tuple[str, TextLine | Utterance]] | None:
    """The same as the tool made it, without what people say of it: each with its evidence id."""
    run = _reading_run(case, exhibit)
    if run is None:
        return None
    standing = locks(case)
    return [(id_, item) for id_, item in _rows(case, run["number"]) if isinstance(item, TextLine | Utterance) and standing.sees(item)]


def fragments(case: Case, exhibit: str) -> list[tuple[int, str]]:
    """Where each line or utterance of an exhibit's reading stands: its position in the evidence of that run, and its fragment."""
    run = _reading_run(case, exhibit)
    rows = case.database.connection.execute(
        "SELECT position, json_extract(body, '$.citations[0].fragment') FROM evidence WHERE run = ? ORDER BY position",
        (None if run is None else run["number"],),
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def reading_at(case: Case, exhibit: str, positions: Iterable[int]) -> list[TextLine | Utterance]:
    """Some lines or utterances of an exhibit's reading as they stand, by their positions in the evidence of that run: what it takes to
    hold a few quotes against what was read, however long the exhibit is. Their offsets may be those before a correction.

    Raises:
        IntegrityError: one of them is not what the tool made.
    """
    run = _reading_run(case, exhibit)
    rows = case.database.connection.execute(
        "SELECT id, body FROM evidence WHERE run = ? AND position IN (SELECT value FROM json_each(?)) ORDER BY position",
        (None if run is None else run["number"], json.dumps(list(positions))),
    ).fetchall()
    stands = confirmations.applied(case, list(map(_item, rows)), [row["id"] for row in rows])
    return [item for item in stands if isinstance(item, TextLine | Utterance)]


def reading_key(case: Case, exhibit: str) -> str | None:
    """What an exhibit's text depends on, or None where there is none: it changes when the exhibit is read anew, with what people
    confirm, correct or take back, and with what a warrant lets be seen of it."""
    run = _reading_run(case, exhibit)
    if run is None:
        return None
    applying = [*_applying(case, exhibit, run), *filter(None, [locks(case).state(exhibit)])]
    return hashlib.sha256(json.dumps([run["key"], *applying]).encode()).hexdigest() if applying else str(run["key"])


@dataclass(frozen=True)
class Uncertain:
    """Speech of a recording that is marked as uncertain and that nobody has confirmed."""

    stretches: int
    seconds: float


def uncertain(case: Case, exhibit: str) -> Uncertain:
    """How much of an exhibit's text cannot be cited."""
    run = _reading_run(case, exhibit)
    confirmed = list(confirmations.standing(case, exhibit)) if run is not None else []
    row = case.database.connection.execute(
        "SELECT count(*), total(json_extract(body, '$.end') - json_extract(body, '$.start')) FROM evidence WHERE run = ?"
        " AND json_extract(body, '$.citable') = 0 AND id NOT IN (SELECT value FROM json_each(?))",
        (None if run is None else run["number"], json.dumps(confirmed)),
    ).fetchone()
    return Uncertain(row[0], row[1])


def _applying(case: Case, exhibit: str, run: sqlite3.Row) -> list[str]:
    """Ids of the confirmations that apply to a run: those of utterances that it has."""
    standing = confirmations.standing(case, exhibit)
    rows = case.database.connection.execute(
        "SELECT id FROM evidence WHERE run = ? AND id IN (SELECT value FROM json_each(?))", (run["number"], json.dumps(list(standing)))
    ).fetchall()
    return sorted(standing[row["id"]].id for row in rows)


def _reading_run(case: Case, exhibit: str) -> sqlite3.Row | None:
    """The newest run of a reading tool on the whole exhibit, with no argument but the exhibit; None while it is in quarantine."""
    if exhibit in locks(case).withheld:
        return None
    readers = [name for name, tool in all_tools().items() if tool.reads]
    row: sqlite3.Row | None = case.database.connection.execute(
        "SELECT key, number, finished_at FROM runs WHERE exhibit = ? AND args = ? AND tool IN (SELECT value FROM json_each(?))"
        " ORDER BY number DESC LIMIT 1",
        (exhibit, json.dumps({"exhibit": exhibit}), json.dumps(readers)),
    ).fetchone()
    return row


def _load(case: Case, run: int) -> list[Evidence]:
    return [item for _, item in _rows(case, run)]


def _rows(case: Case, run: int) -> Iterator[tuple[str, Evidence]]:
    """The evidence of a run with its ids, each held against what it says."""
    rows = case.database.connection.execute("SELECT id, body FROM evidence WHERE run = ? ORDER BY position", (run,)).fetchall()
    return ((row["id"], _item(row)) for row in rows)


def _item(row: sqlite3.Row) -> Evidence:
    """Stored evidence, held against its own hash."""
    try:
        item = _EVIDENCE.validate_json(row["body"])
    except ValidationError as error:
        raise IntegrityError(f"The stored evidence {row['id']} cannot be read: {error.errors()[0]['msg']}.") from error
    if item.id != row["id"]:
        raise IntegrityError(f"The stored evidence {row['id']} is not what the tool made: its content is that of {item.id}.")
    return item
