"""A run that is killed goes on where it was."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import needs_weights
from tools import progress
from tools.case import Case, Exhibit
from tools.errors import Stopped
from tools.recordings import SAMPLE_RATE
from tools.transcribe_audio import cuts, hearing, transcribe_audio

pytestmark = needs_weights("speech-to-text")

_STRETCH = 8 * SAMPLE_RATE


def _transcribe(folder: Path) -> None:
    """What the killed process does."""
    cuts.STRETCH = _STRETCH
    transcribe_audio(Case(folder), "EX-0001")


def test_a_killed_run_goes_on_from_its_last_part(
    case: Case, put: Callable[..., Exhibit], demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a kill, finished stretches are not heard again, the transcript is that of a run without a break, and no scratch stays."""
    monkeypatch.setattr(cuts, "STRETCH", _STRETCH)
    exhibit = put(demo / "voicemail_driver.wav")
    runner = multiprocessing.get_context("spawn").Process(target=_transcribe, args=(case.folder,))
    runner.start()
    assert runner.pid is not None
    deadline = time.monotonic() + 240
    while not (parts := list((case.folder / "partial").rglob("*.json"))):
        assert runner.is_alive()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(runner.pid, signal.SIGKILL)
    runner.join()
    parts = list((case.folder / "partial").rglob("*.json"))
    heard: list[int] = []
    whole = hearing.hear

    def listened(stretch, *rest):  # type: ignore[no-untyped-def]
        heard.append(stretch.start)
        return whole(stretch, *rest)

    monkeypatch.setattr("tools.transcribe_audio.hear", listened)
    told: list[float] = []
    with progress.listening(lambda share, _: told.append(share)):
        resumed = transcribe_audio(case, exhibit.id)
    assert heard
    assert min(heard) > 0
    assert told == sorted(told)
    assert not list((case.folder / "partial").rglob("*.json"))
    again = list(heard)
    heard.clear()
    assert transcribe_audio(case, exhibit.id) == resumed
    assert len(heard) == len(again) + len(parts)


def test_who_stops_a_run_reads_what_is_kept(case: Case, put: Callable[..., Exhibit], demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seconds of the finished stretches are named, and that the next run goes on there."""
    monkeypatch.setattr(cuts, "STRETCH", _STRETCH)
    exhibit = put(demo / "voicemail_driver.wav")
    stop = lambda: bool(list((case.folder / "partial").rglob("*.json")))  # noqa: E731
    with pytest.raises(Stopped, match=r"what is said in [1-9]\d* s of EX-0001 is kept"), progress.listening(lambda *_: None, stop=stop):
        transcribe_audio(case, exhibit.id)
