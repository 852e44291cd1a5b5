"""The manifests of a case, kept in its database; the digest of each stands in the record."""

from dataclasses import dataclass

from pydantic import ValidationError

from assistant.manifests.manifest import Manifest
from tools.case import Case
from tools.errors import CaseError, IntegrityError


@dataclass(frozen=True)
class Run:
    """One run of a tool, with its number."""

    number: int
    """Counted from 1 in each case, and never given twice."""
    key: str
    """What its result depends on, as `results.key_of` gives it."""
    manifest: Manifest


def keep(case: Case, key: str, manifest: Manifest) -> Run:
    """Keep the manifest of a run."""
    with case.database.write() as connection:
        number = connection.execute("INSERT INTO manifests (key, body) VALUES (?, ?)", (key, manifest.model_dump_json())).lastrowid
    assert number is not None
    return Run(number, key, manifest)


def of_key(case: Case, key: str) -> Run | None:
    """The newest run with a key; None for one of before there were manifests.

    Raises:
        IntegrityError: it is not a manifest.
    """
    row = case.database.connection.execute("SELECT max(number) FROM manifests WHERE key = ?", (key,)).fetchone()
    return None if row[0] is None else numbered(case, row[0])


def numbered(case: Case, number: int) -> Run:
    """The run with a number.

    Raises:
        CaseError: there is none.
        IntegrityError: what is kept there is not a manifest.
    """
    row = case.database.connection.execute("SELECT number, key, body FROM manifests WHERE number = ?", (number,)).fetchone()
    if row is None:
        [last] = case.database.connection.execute("SELECT coalesce(max(number), 0) FROM manifests").fetchone()
        raise CaseError(f"The case has no run {number}: they are numbered 1 to {last}. `exhibit ledger show` names those of each call.")
    try:
        return Run(row["number"], row["key"], Manifest.model_validate_json(row["body"]))
    except ValidationError as error:
        raise IntegrityError(f"The manifest of run {number} is not what was written: {error.error_count()} faults.") from error


def numbers(case: Case) -> list[int]:
    """The numbers of all runs."""
    return [row[0] for row in case.database.connection.execute("SELECT number FROM manifests ORDER BY number").fetchall()]
