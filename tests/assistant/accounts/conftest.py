"""A station with accounts, and a clock that can be put forward."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.accounts import Register
from assistant.settings import Settings

PASSWORD = "four plain words here"


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def go(self, **by: float) -> None:
        """Put it forward."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def station(tmp_path: Path) -> Settings:
    """A station with nobody on it."""
    return Settings(state=tmp_path / "state", cache=tmp_path / "cache", cases=tmp_path / "cases", officer="tester")


@pytest.fixture
def register(station: Settings, clock: Clock) -> Register:
    """Its accounts: the administrator `chief` and `ann`."""
    found = Register(station, clock)
    found.new("chief", PASSWORD, "tester")
    found.new("ann", PASSWORD, "chief")
    return found
