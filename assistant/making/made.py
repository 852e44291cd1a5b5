"""What came of running a tool's function."""

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tools import derived as derived_files
from tools.case import Case
from tools.evidence import Evidence
from tools.registry import Tool
from tools.searches import Earlier


@dataclass(frozen=True)
class Made:
    """What a tool's function gave, and in what surroundings."""

    evidence: tuple[Evidence, ...]
    files: Mapping[str, str]
    """The files that it made beside its evidence: path in the case folder, SHA-256."""
    rounds: Mapping[str, tuple[int, ...]]
    """Of its searches that last so many seconds, by what they were for."""
    loaded: frozenset[str]
    """Names of the top-level modules that were loaded in the process that ran it, when it was done."""
    threads: int
    """That its libraries were told to use."""


class Maker(Protocol):
    """Runs the functions of tools."""

    def __call__(self, case: Case, tool: Tool, args: Mapping[str, Any], *, again: Earlier | None = None) -> Made:
        """Run one.

        Args:
            case: the open case.
            tool: whose function is run.
            args: checked arguments.
            again: the run that is repeated: then nothing at all is left in the case folder.

        Raises:
            Stopped: the user stopped it; no file was written.
            CaseError, IntegrityError, WeightsError, WeightsCorrupt: as the tool says.
            ToolError: it failed, or its process died.
        """


def digests(case: Path, files: Mapping[Path, bytes]) -> dict[str, str]:
    """The hashes of the files that evidence names, by their paths in the case folder. (What a tool keeps for itself, as a sealed seed, is
    not the same twice.)"""
    derived = case / derived_files.FOLDER
    named = {place: content for place, content in files.items() if place.is_relative_to(derived)}
    return {place.relative_to(case).as_posix(): hashlib.sha256(content).hexdigest() for place, content in named.items()}


def loaded_modules() -> frozenset[str]:
    """Names of the top-level modules that are loaded in this process."""
    return frozenset(name.partition(".")[0] for name in sys.modules.copy())
