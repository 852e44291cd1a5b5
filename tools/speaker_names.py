"""Names that people have given to the voices of a recording, each on a comparison of voices that supports it.

Append-only: a later record of the same voice stands in place of an earlier one, and taking a name back is a record too. A name
belongs to the utterances that its voice had when it was given: where the recording is transcribed anew and the voice has others,
the name does not apply.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tools.case import Case
from tools.errors import IntegrityError, ToolError
from tools.evidence import SpeakerComparison, Utterance


@dataclass(frozen=True)
class SpeakerName:
    """One record of what one person calls one voice."""

    number: int
    """Counted from 1 through the whole case."""
    exhibit: str
    speaker: str
    """The label of the voice in the transcript: S1, S2, …"""
    voice: str
    """SHA-256 of the ids of its utterances as the machine made them."""
    name: str | None
    """None where a name was taken back."""
    comparison: str
    """Id of the SpeakerComparison that supports it."""
    officer: str
    at: datetime

    @property
    def id(self) -> str:
        """`sn-` and the first 24 hex digits of the SHA-256 of everything else."""
        content = json.dumps([*vars(self).values()], default=datetime.isoformat, ensure_ascii=False)
        return "sn-" + hashlib.sha256(content.encode()).hexdigest()[:24]

    def __str__(self) -> str:
        """The name as it is shown: never without who confirmed it and on what."""
        return f"{self.name} (voice {self.speaker} of {self.exhibit}, as confirmed by {self.officer} on comparison {self.comparison})"


def voices(made: Mapping[str, Utterance]) -> dict[str, str]:
    """For each speaker of a transcript the hash that names are bound to, from its utterances by evidence id."""
    ids: dict[str, list[str]] = {}
    for evidence, said in made.items():
        if said.speaker is not None:
            ids.setdefault(said.speaker, []).append(evidence)
    return {speaker: hashlib.sha256(" ".join(its).encode()).hexdigest() for speaker, its in ids.items()}


def check_support(comparison: SpeakerComparison, exhibit: str, speaker: str, made: Mapping[str, Utterance]) -> None:
    """Make sure that a comparison supports a name for a voice.

    Raises:
        ToolError: it is of other recordings, does not speak for one speaker, or was measured mostly on another voice.
    """
    stretches = [citation.place.t for citation in comparison.citations if citation.exhibit == exhibit]
    if not stretches:
        sides = " and ".join(dict.fromkeys(citation.exhibit for citation in comparison.citations))
        raise ToolError(f"The comparison {comparison.id} is of {sides}, not of {exhibit}: it supports no name there.")
    if comparison.log10_lr <= 0:
        raise ToolError(
            f"The comparison {comparison.id} does not support that the same person speaks (log10 LR {comparison.log10_lr:+.2f}): no name "
            f"can rest on it."
        )
    shares = {True: 0.0, False: 0.0}
    for said in made.values():
        for stretch in stretches:
            if stretch is not None:
                shares[said.speaker == speaker] += max(0.0, min(said.end, stretch[1]) - max(said.start, stretch[0]))
    if shares[True] <= shares[False]:
        raise ToolError(
            f"The comparison {comparison.id} was measured on stretches of {exhibit} in which {speaker} does not speak, or not mostly: it "
            f"supports no name for {speaker}."
        )


def add(
    case: Case,
    exhibit: str,
    speaker: str,
    voice: str,
    name: str | None,
    comparison: str,
    officer: str,
    *,
    recorded: Callable[[SpeakerName], object] = lambda record: None,
) -> SpeakerName:
    """Keep a record; what it must be is for the caller to have checked. `recorded` hears of it before it is final: where that
    fails, nothing is kept."""
    with case.database.write() as connection:
        made = _insert(connection, exhibit, speaker, voice, name, comparison, officer)
        recorded(made)
    return made


def _insert(
    connection: sqlite3.Connection, exhibit: str, speaker: str, voice: str, name: str | None, comparison: str, officer: str
) -> SpeakerName:
    [number] = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM speaker_names").fetchone()
    made = SpeakerName(number, exhibit, speaker, voice, name, comparison, officer, datetime.now(UTC))
    connection.execute(
        "INSERT INTO speaker_names (number, exhibit, speaker, voice, name, comparison, officer, at, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (number, exhibit, speaker, voice, name, comparison, officer, made.at.isoformat(), made.id),
    )
    return made


def take_back(connection: sqlite3.Connection, comparisons: Sequence[str], officer: str) -> int:
    """Take back every name that rests on one of some comparisons, inside the transaction that deletes these; gives how many."""
    rows = connection.execute(
        "SELECT * FROM speaker_names WHERE number IN (SELECT max(number) FROM speaker_names GROUP BY exhibit, speaker, voice)"
        " AND name IS NOT NULL AND comparison IN (SELECT value FROM json_each(?))",
        (json.dumps(list(comparisons)),),
    ).fetchall()
    for row in rows:
        _insert(connection, row["exhibit"], row["speaker"], row["voice"], None, row["comparison"], officer)
    return len(rows)


def standing(case: Case, exhibit: str, made: Mapping[str, Utterance]) -> dict[str, SpeakerName]:
    """The names that apply to a transcript, by speaker.

    Raises:
        IntegrityError: a stored record is not what was recorded.
    """
    rows = case.database.connection.execute(
        "SELECT * FROM speaker_names WHERE number IN (SELECT max(number) FROM speaker_names WHERE exhibit = ? GROUP BY speaker, voice)"
        " ORDER BY number",
        (exhibit,),
    ).fetchall()
    if not rows:
        return {}
    now = voices(made)
    records = map(_record, rows)
    return {one.speaker: one for one in records if one.name is not None and now.get(one.speaker) == one.voice}


def last(case: Case, exhibit: str) -> int:
    """Number of the newest record of an exhibit; 0 where there is none."""
    [number] = case.database.connection.execute(
        "SELECT coalesce(max(number), 0) FROM speaker_names WHERE exhibit = ?", (exhibit,)
    ).fetchone()
    return int(number)


def _record(row: sqlite3.Row) -> SpeakerName:
    """A stored record; it is held against its own hash."""
    try:
        at = datetime.fromisoformat(row["at"])
    except ValueError as error:
        raise IntegrityError(f"The stored name {row['id']} cannot be read: {error}.") from error
    found = SpeakerName(row["number"], row["exhibit"], row["speaker"], row["voice"], row["name"], row["comparison"], row["officer"], at)
    if found.id != row["id"]:
        raise IntegrityError(f"The stored name {row['id']} of a voice in {row['exhibit']} is not what {row['officer']} recorded.")
    return found
