"""Files that tools leave beside their results: parts of unfinished runs, and derived files that no evidence names any more."""

import shutil

from tools.case import Case
from tools.retention.extent import drawn_by_all


def sweep(case: Case) -> None:
    """Remove them. Parts of unfinished runs are only work that is done again; a derived file that no evidence names was left by a run
    that was killed, or belongs to a result that was deleted."""
    shutil.rmtree(case.folder / "partial", ignore_errors=True)
    named = drawn_by_all(case.database.connection)
    for folder in (case.folder / "derived").glob("*/*"):
        if folder.relative_to(case.folder).as_posix() not in named:
            shutil.rmtree(folder, ignore_errors=True)
    for tool in (case.folder / "derived").glob("*"):
        if tool.is_dir() and not any(tool.iterdir()):
            tool.rmdir()
