"""A file that kills its decoder kills nothing else."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from assistant.drawing.workshop import Workshop
from tools.errors import ToolError


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    found = Workshop()
    yield found
    found.close()


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def fail(reason: str) -> None:
    raise ValueError(reason)


def test_work_is_done_in_another_process(workshop: Workshop) -> None:
    """The same worker does one thing after another, and it is not this process."""
    first, second = workshop.do("x", 60, os.getpid), workshop.do("x", 60, os.getpid)
    assert first == second != os.getpid()


def test_a_worker_that_dies_is_replaced(workshop: Workshop) -> None:
    """The officer reads that the exhibit may be made to do this, and the next exhibit is opened."""
    with pytest.raises(ToolError, match="page 1 could not be drawn: the process that opens files died"):
        workshop.do("page 1 could not be drawn", 60, die)
    assert workshop.do("x", 60, abs, -3) == 3


def test_an_error_comes_with_its_reason(workshop: Workshop) -> None:
    """What the decoder said reaches the officer, and the worker lives on."""
    worker = workshop.do("x", 60, os.getpid)
    with pytest.raises(ToolError, match="page 1 could not be drawn: ValueError: broken at byte 7"):
        workshop.do("page 1 could not be drawn", 60, fail, "broken at byte 7")
    assert workshop.do("x", 60, os.getpid) == worker


def test_work_that_does_not_end_is_ended(workshop: Workshop) -> None:
    """A file that keeps its decoder busy for ever is given up after a while."""
    workshop.do("x", 60, abs, 1)
    with pytest.raises(ToolError, match="took longer than 1 seconds"):
        workshop.do("page 1 could not be drawn", 1, time.sleep, 600)
    assert workshop.do("x", 60, abs, -3) == 3
