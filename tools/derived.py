"""Files that tools make beside their evidence, such as plots: in the case folder, apart from the exhibits, and made again when lost."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.case import Case
from tools.held_back import put

FOLDER = "derived"
ABOUT = "about.json"
"""What the files of a result that is not kept as evidence belong to."""
_TOOL = re.compile(r"[a-z][a-z0-9_]*")
_KEY_DIGITS = 16


@dataclass(frozen=True)
class Derived:
    """A folder for the files of one result: `derived/TOOL/KEY` in the case folder."""

    case: Path
    """The case folder."""
    folder: Path

    def write(self, name: str, content: bytes) -> str:
        """Write a file whole or not at all; gives its path inside the case folder, as evidence names it."""
        place = self.folder / name
        put(place, content)
        return place.relative_to(self.case).as_posix()

    def belong_to(self, exhibits: Sequence[str], plan: str | None = None) -> None:
        """Say what a result is about that is not kept as evidence, so that its files stay as long as that and go with it: its exhibits,
        and the patrol plan that is kept of it."""
        self.write(ABOUT, json.dumps({"exhibits": list(exhibits), "plan": plan}).encode())


def folder(case: Case, tool: str, parts: Sequence[str]) -> Derived:
    """The folder for what depends on `parts` (hashes of exhibits, versions, …); made with its first file.

    Raises:
        ValueError: the tool's name holds anything that could lead elsewhere.
    """
    if not _TOOL.fullmatch(tool):
        raise ValueError(f"{tool!r} is not the name of a tool")
    key = hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()[:_KEY_DIGITS]
    return Derived(case.folder, case.folder / FOLDER / tool / key)
