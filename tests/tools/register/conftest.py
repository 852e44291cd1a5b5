"""Registers made by hand: what exhibits name, without reading any."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tools import results
from tools.case import Case, Exhibit
from tools.evidence import Citation
from tools.register import Decision, Mention, Register, Seed, register
from tools.register.keys import key_of
from tools.registry import get_tool


def seed(kind: str, value: str, exhibit: str) -> Seed:
    """One value that one exhibit names once."""
    cited = Citation(exhibit=exhibit, sha256="0" * 64, fragment="line=1", quote=value)
    mention = Mention(("ev-0",), exhibit, kind, value, value, (cited,), (0, len(value)))
    return Seed(kind, key_of(kind, value), exhibit, (mention,))


def decided(number: int, verdict: str, *sides: tuple[str, ...], undoes: int | None = None) -> Decision:
    """A decision as it is kept."""
    return Decision(number, verdict, sides, undoes, "seen", "ann", datetime(2026, 3, 1, tzinfo=UTC))  # type: ignore[arg-type]


@pytest.fixture
def gone_through(case: Case, keep: Callable[..., Exhibit]) -> Callable[..., Register]:
    """Add texts as exhibits a.txt, b.txt, …, read them, find what they name, and give the register."""

    def gone_through(*texts: str) -> Register:
        for number, text in enumerate(texts):
            exhibit = keep(f"{'abcdefgh'[number]}.txt", text)
            tool, args = get_tool("extract_entities"), {"exhibit": exhibit.id}
            results.save(case, results.key_of(case, tool, args), tool, args, 0.0, tool.run(case, exhibit.id))
        return register(case)

    return gone_through
