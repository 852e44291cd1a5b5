"""States of the model that outlive the process."""

import os
import stat
from pathlib import Path

import pytest

from assistant.llm.prefixes import Prefixes

TOKENS = (1, 2, 3)
STATE = b"state of the model" * 100


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.state"))


def test_a_kept_state_is_found_by_another_process(tmp_path: Path) -> None:
    """What one engine kept, another of the same model finds by the same tokens, byte for byte."""
    Prefixes(tmp_path / "states", "model").keep(TOKENS, STATE)
    assert Prefixes(tmp_path / "states", "model").find(TOKENS) == STATE


@pytest.mark.parametrize(("identity", "tokens"), [("other model", TOKENS), ("model", (1, 2)), ("model", (1, 2, 3, 4)), ("model", (12, 3))])
def test_no_other_state_is_given(tmp_path: Path, identity: str, tokens: tuple[int, ...]) -> None:
    """The state of another model or of other tokens, even if they begin alike, is never given."""
    Prefixes(tmp_path, "model").keep(TOKENS, STATE)
    assert Prefixes(tmp_path, identity).find(tokens) is None


@pytest.mark.parametrize("damage", [lambda b: b[:-1], lambda b: b[:20], lambda b: b"", lambda b: b[:-1] + b"x", lambda b: b + b"x"])
def test_a_damaged_file_is_removed(tmp_path: Path, damage) -> None:
    """A state that was cut short or changed on the disk is not used, and makes room for a good one."""
    Prefixes(tmp_path, "model").keep(TOKENS, STATE)
    [file] = files(tmp_path)
    file.write_bytes(damage(file.read_bytes()))
    again = Prefixes(tmp_path, "model")
    assert again.find(TOKENS) is None
    assert files(tmp_path) == []
    again.keep(TOKENS, STATE)
    assert Prefixes(tmp_path, "model").find(TOKENS) == STATE


def test_only_the_owner_can_look(tmp_path: Path) -> None:
    """The folder is closed to other users of the machine: a state holds what was read."""
    Prefixes(tmp_path / "states", "model").keep(TOKENS, STATE)
    assert stat.S_IMODE((tmp_path / "states").stat().st_mode) == 0o700


def test_the_oldest_make_room(tmp_path: Path) -> None:
    """The folder does not grow without end; the newest states are the ones that stay."""
    kept = Prefixes(tmp_path, "model")
    for number in range(40):
        kept.keep((number,), STATE)
        os.utime(max(files(tmp_path), key=lambda file: file.stat().st_mtime_ns), (number, number))
    assert len(files(tmp_path)) < 40
    again = Prefixes(tmp_path, "model")
    assert again.find((39,)) == STATE
    assert again.find((0,)) is None


def test_without_a_folder_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory a state is kept and forgotten; no file is made."""
    monkeypatch.chdir(tmp_path)
    kept = Prefixes(None, "model")
    kept.keep(TOKENS, STATE)
    assert kept.find(TOKENS) == STATE
    kept.forget()
    assert kept.find(TOKENS) is None
    assert list(tmp_path.iterdir()) == []


def test_forgetting_leaves_the_disk(tmp_path: Path) -> None:
    """What was dropped from memory is found again on the disk."""
    kept = Prefixes(tmp_path, "model")
    kept.keep(TOKENS, STATE)
    kept.forget()
    assert kept.find(TOKENS) == STATE
