"""What tools have found in a case, kept so that nothing is worked out twice."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from tools.case import Case
from tools.errors import IntegrityError
from tools.evidence import AnyEvidence, Evidence, TextLine, Utterance
from tools.registry import Tool, all_tools

_EVIDENCE: TypeAdapter[AnyEvidence] = TypeAdapter(AnyEvidence)


def key_of(case: Case, tool: Tool, args: Mapping[str, Any], upstream: Iterable[str] = ()) -> str:
    """What a result depends on, as one hash: tool and its version, weights, arguments, the exhibits' bytes, earlier
    results, settings of the case."""
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
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def find(case: Case, key: str) -> list[Evidence] | None:
    """The evidence of an earlier run with this key, or None.

    Raises:
        IntegrityError: the stored evidence is not what the tool made.
    """
    row = case.database.connection.execute("SELECT number FROM runs WHERE key = ?", (key,)).fetchone()
    return None if row is None else _load(case, row["number"])


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
) -> None:
    """Keep a run's evidence; a run with the same key is replaced."""
    exhibit = args.get(tool.exhibit_parameters[0].name) if tool.exhibit_parameters else None
    with case.database.write() as connection:
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
            [(number, position, item.id, item.model_dump_json(exclude={"id"})) for position, item in enumerate(evidence)],
        )


def reading(case: Case, exhibit: str) -> list[TextLine | Utterance] | None:
    """The text of an exhibit as it was last read or transcribed, in order; None when it has not been."""
    run = _reading_run(case, exhibit)
    return None if run is None else [item for item in _load(case, run["number"]) if isinstance(item, TextLine | Utterance)]


def reading_key(case: Case, exhibit: str) -> str | None:
    """The key of the run that gave an exhibit's text, or None: it changes when the exhibit is read anew."""
    run = _reading_run(case, exhibit)
    return None if run is None else str(run["key"])


def _reading_run(case: Case, exhibit: str) -> sqlite3.Row | None:
    """The newest run of a reading tool on the whole exhibit, with no argument but the exhibit."""
    readers = [name for name, tool in all_tools().items() if tool.reads]
    row: sqlite3.Row | None = case.database.connection.execute(
        "SELECT key, number FROM runs WHERE exhibit = ? AND args = ? AND tool IN (SELECT value FROM json_each(?))"
        " ORDER BY number DESC LIMIT 1",
        (exhibit, json.dumps({"exhibit": exhibit}), json.dumps(readers)),
    ).fetchone()
    return row


def _load(case: Case, run: int) -> list[Evidence]:
    rows = case.database.connection.execute("SELECT id, body FROM evidence WHERE run = ? ORDER BY position", (run,)).fetchall()
    found: list[Evidence] = []
    for row in rows:
        try:
            item = _EVIDENCE.validate_json(row["body"])
        except ValidationError as error:
            raise IntegrityError(f"The stored evidence {row['id']} cannot be read: {error.errors()[0]['msg']}.") from error
        if item.id != row["id"]:
            raise IntegrityError(f"The stored evidence {row['id']} is not what the tool made: its content is that of {item.id}.")
        found.append(item)
    return found
