"""Taking out what was made of an exhibit: readings, what was derived from them, drawn pictures, parts of unfinished runs.

The index follows by itself: it takes out, before it answers, what it may not have (`tools.index`).
"""

import json
import shutil
from collections.abc import Iterable

from tools.case import Case


def drop(case: Case, exhibit: str) -> int:
    """Drop every stored result that rests on an exhibit, its readings with them; gives how many runs. They can be made again when the
    exhibit is open again."""
    return _drop(case, exhibit, keep=())


def drop_derived(case: Case, exhibit: str, readers: Iterable[str]) -> int:
    """Drop what was derived from an exhibit and keep its readings.

    Args:
        case: the open case.
        exhibit: whose entities, comparisons and so on are dropped.
        readers: names of the tools that read or transcribe.
    """
    return _drop(case, exhibit, keep=tuple(readers))


def _drop(case: Case, exhibit: str, keep: tuple[str, ...]) -> int:
    """Runs on the exhibit, and runs on others whose evidence cites it. Deleted rows are overwritten (see `Database`)."""
    with case.database.write() as connection:
        runs = [
            row["number"]
            for row in connection.execute(
                "SELECT number FROM runs WHERE tool NOT IN (SELECT value FROM json_each(?1)) AND (exhibit = ?2 OR number IN"
                " (SELECT run FROM evidence, json_each(evidence.body, '$.citations') AS cited"
                "  WHERE json_extract(cited.value, '$.exhibit') = ?2))",
                (json.dumps(keep), exhibit),
            )
        ]
        drawn = [
            row["picture"]
            for row in connection.execute(
                "SELECT DISTINCT drawn.value AS picture FROM evidence, json_each(evidence.body, '$.pictures') AS drawn"
                " WHERE run IN (SELECT value FROM json_each(?))",
                (json.dumps(runs),),
            )
        ]
        connection.execute("DELETE FROM runs WHERE number IN (SELECT value FROM json_each(?))", (json.dumps(runs),))
    for picture in drawn:
        (case.folder / str(picture)).unlink(missing_ok=True)
    if not keep:
        shutil.rmtree(case.folder / "partial", ignore_errors=True)  # parts of any unfinished run: they are only work that is done again
    return len(runs)
