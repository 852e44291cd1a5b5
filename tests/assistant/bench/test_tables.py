"""The tables of README and docs/measured.md say what was measured."""

import pytest

from assistant.bench.tables import ROOT, line, measured, renewed
from assistant.documents import BenchRow


@pytest.mark.parametrize(("page", "every"), [("README.md", False), ("docs/measured.md", True)])
def test_the_tables_are_those_of_the_stored_results(page: str, every: bool) -> None:
    """Whoever stores a result without `python -m assistant.bench.tables` is told so; so is who writes a number by hand."""
    text = (ROOT / page).read_text("utf-8")
    assert renewed(text, list(measured()), every=every) == text


@pytest.mark.parametrize(
    ("unit", "ours", "peer", "told"),
    [
        ("share", 0.8333, 0.0531, "| x | m | 83 % | 5.3 % (other) | 2.0 | 9 |"),
        ("share", 0.0, 1.0, "| x | m | 0 % | 100 % (other) | 2.0 | 9 |"),
        ("s", 11.1766, 0.0617, "| x | m | 11.18 s | 0.0617 s (other) | 2.0 | 9 |"),
        ("MB", 2951.4, 348.0, "| x | m | 2,951 MB | 348 MB (other) | 2.0 | 9 |"),
    ],
)
def test_a_number_is_told_with_its_unit(unit: str, ours: float, peer: float, told: str) -> None:
    """Shares are per cent, other numbers have four figures or marks for thousands."""
    row = BenchRow(metric="m", unit=unit, ours=ours, peer=peer, peer_name="other", ratio=2.0, higher_is_better=False, n=9)
    assert line("x", row) == told


def test_the_readme_keeps_its_choice() -> None:
    """A row that the page does not have stays out of it, one that it has gets the new number, and text around the table stays."""
    old = "before\n| benchmark | measured | Exhibit | peer | ratio | n |\n|---|---|---|---|---|---|\n| x | a | 1 s |  |  | 1 |\nafter"
    rows = [
        ("x", BenchRow(metric=name, unit="s", ours=2.0, peer=None, peer_name=None, ratio=None, higher_is_better=False, n=1))
        for name in "ab"
    ]
    assert renewed(old, rows, every=False) == old.replace("1 s", "2 s")
    assert "| x | b | 2 s |" in renewed(old, rows, every=True)
