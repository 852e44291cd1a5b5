"""Files that tools leave beside their results: parts of unfinished runs, and derived files that belong to nothing any more."""

import json
import shutil
from pathlib import Path

from tools.case import Case
from tools.derived import ABOUT
from tools.retention.extent import drawn_by_all


def sweep(case: Case) -> None:
    """Remove them. Parts of unfinished runs are only work that is done again; a derived file that no evidence names, and that belongs to
    no plan and no exhibit that is kept, was left by a run that was killed, or belongs to what was deleted."""
    shutil.rmtree(case.folder / "partial", ignore_errors=True)
    named = drawn_by_all(case.database.connection)
    for folder in (case.folder / "derived").glob("*/*"):
        if folder.relative_to(case.folder).as_posix() not in named and not _belongs(case, folder):
            shutil.rmtree(folder, ignore_errors=True)
    for tool in (case.folder / "derived").glob("*"):
        if tool.is_dir() and not any(tool.iterdir()):
            tool.rmdir()


def _belongs(case: Case, folder: Path) -> bool:
    """Whether files say of themselves what they belong to, and all of that is kept."""
    try:
        about = json.loads((folder / ABOUT).read_bytes())
    except FileNotFoundError:
        return False
    kept = {exhibit.id for exhibit in case.exhibits()}
    plan = about["plan"]
    return kept.issuperset(about["exhibits"]) and (plan is None or (case.folder / "patrol" / f"{plan}.json").is_file())
