"""Adding files to a case: each is there whole or not at all, and none is refused without a reason."""

import dataclasses
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.case import Case, Exhibit
from tools.containers import holds_others
from tools.errors import Rejected
from tools.intake.entering import Labels, enter, sweep
from tools.intake.source import from_file, printable
from tools.intake.unpacking import Allowance, Refusal, unpack
from tools.locks.quarantine import Held, screen
from tools.locks.records import Hears, unheard

__all__ = ["MAX_BYTES", "Added", "Labels", "Refusal", "add"]

MAX_BYTES = 100 << 30
"""Largest file taken by default."""


@dataclass
class Added:
    """What became of a set of files."""

    added: list[Exhibit] = field(default_factory=list)
    rejected: list[Refusal] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    """What was put into quarantine as privileged; these are exhibits too."""


def add(
    case: Case,
    files: Sequence[Path],
    labels: Labels,
    *,
    max_bytes: int = MAX_BYTES,
    on_bytes: Callable[[str, int], object] = lambda *_: None,
    password: str | None = None,
    recorded: Hears = unheard,
) -> Added:
    """Add files, and all files below folders, to a case, and what is inside mails and archives as exhibits of their own.

    Args:
        case: the open case.
        files: files and folders; links are refused, never followed.
        labels: who adds them and what is said of them; a title given for several files gets a number for each.
        max_bytes: larger files are refused.
        on_bytes: hears (file, bytes copied) as a file is copied.
        password: for files that open only with one. It is used and forgotten: of a locked PDF an unlocked copy is made, which is an
            exhibit of its own.
        recorded: hears of exhibits that are put into quarantine as privileged. Those that can only be read with a model are held
            against the list when they are read, before anything of them is kept.
    """
    sweep(case)
    outcome = Added()
    found = [entry for file in files for entry in _walk(file)]
    several = sum(isinstance(entry, Path) for entry in found) > 1
    number = 0
    for entry in found:
        if isinstance(entry, Refusal):
            outcome.rejected.append(entry)
            continue
        source = from_file(entry, max_bytes)
        title = f"{labels.title} {number + 1}" if labels.title and several else labels.title
        try:
            entered = enter(case, source, dataclasses.replace(labels, title=title), password, on_bytes)
        except Rejected as reason:
            outcome.rejected.append(Refusal(source.shown, str(reason)))
            continue
        exhibit = entered.exhibit
        if entered.new:
            number += 1
            outcome.added.append(exhibit)
        else:
            outcome.rejected.append(Refusal(source.shown, f"already in the case as {exhibit.id}, byte for byte", exhibit.id))
        if holds_others(exhibit):
            for member in unpack(case, exhibit, source, labels, password, Allowance()):
                if isinstance(member, Exhibit):
                    outcome.added.append(member)
                else:
                    outcome.rejected.append(member)
    for exhibit in outcome.added:
        outcome.held += screen(case, exhibit, labels.added_by, recorded=recorded)
    if outcome.held:
        outcome.added = [case.look_up(exhibit.id) for exhibit in outcome.added]
    return outcome


def _walk(path: Path) -> Iterator[Path | Refusal]:
    """The regular files at or below a path, in order of their names; what is not one is a refusal."""
    shown = printable(str(path))
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            yield Refusal(shown, "a link; add the file that it points to")
        elif stat.S_ISDIR(mode):
            inside = sorted(path.iterdir())
            if not inside:
                yield Refusal(shown, "the folder is empty")
            for entry in inside:
                yield from _walk(entry)
        elif stat.S_ISREG(mode):
            yield path
        else:
            yield Refusal(shown, "not a regular file")
    except FileNotFoundError:
        yield Refusal(shown, "there is no such file")
    except (OSError, ValueError) as error:
        yield Refusal(shown, f"cannot be read: {getattr(error, 'strerror', None) or error}")
