"""What belongs to a patrol plan beside its stops, in the terminal: what it holds for, what it leaves out and why, and its files."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from tools.evidence import Evidence, PatrolStop


def plan_told(screen: Console, found: Iterable[Evidence], folder: Path) -> None:
    """Print it for each plan among some evidence; nothing where there is none.

    Args:
        screen: where to.
        found: the evidence.
        folder: of the case, in which the files lie.
    """
    for item in found:
        if not isinstance(item, PatrolStop) or item.totals is None:
            continue
        screen.print()
        for said in item.conditions:
            screen.print(f"- {said}", markup=False, style="yellow" if "Warning:" in said else None)
        for left in item.left_out:
            screen.print(f"left out: {left.place}. {left.reason}", markup=False, style="dim")
        for row in item.bad_rows:
            screen.print(f"row not used: {row}", markup=False, style="dim")
        for name in (*item.pictures, *item.files):
            screen.print(str(folder / name), markup=False, style="dim")
