"""python -m assistant.bench.tables: write what `tests/benchmarks/results` holds into the tables of README.md and docs/measured.md.

`docs/measured.md` has every row; the README keeps the rows that it has, with the numbers as they are now.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import assistant
from assistant.documents import BenchDocument, BenchRow

ROOT = Path(assistant.__file__).parent.parent
_ORDER = ("answers", "claims", "documents", "voices", "faces", "patrol", "ledger", "reliability")
_HEAD = ["| benchmark | measured | Exhibit | peer | ratio | n |", "|---|---|---|---|---|---|"]


def measured() -> Iterator[tuple[str, BenchRow]]:
    """Every stored row with the name of its benchmark."""
    for name in _ORDER:
        document = BenchDocument.model_validate_json((ROOT / "tests" / "benchmarks" / "results" / f"{name}.json").read_bytes())
        yield from ((name, row) for row in document.rows)


def line(bench: str, row: BenchRow) -> str:
    """One row of a table."""
    peer = "" if row.peer is None else f"{_value(row.peer, row.unit)} ({row.peer_name})"
    cells = (bench, row.metric, _value(row.ours, row.unit), peer, "" if row.ratio is None else str(row.ratio), str(row.n))
    return f"| {' | '.join(cells)} |"


def renewed(text: str, rows: Sequence[tuple[str, BenchRow]], *, every: bool) -> str:
    """A page with its table of measurements renewed.

    Args:
        text: the page.
        rows: what was measured.
        every: whether the table gets all rows, or those that it has now: told by benchmark, what is measured and the peer.
    """
    lines = text.split("\n")
    start = lines.index(_HEAD[0]) + len(_HEAD)
    end = next(number for number in range(start, len(lines)) if not lines[number].startswith("|"))
    had = {_key(told) for told in lines[start:end]}
    new = [told for told in (line(*row) for row in rows) if every or _key(told) in had]
    return "\n".join([*lines[:start], *new, *lines[end:]])


def _key(told: str) -> tuple[str, str, str]:
    _, bench, metric, _, peer, *_ = map(str.strip, told.split("|"))
    return bench, metric, peer.partition("(")[2]


def _value(value: float, unit: str) -> str:
    if unit == "share":
        percent = 100 * value
        return f"{percent:.0f} %" if percent >= 10 or percent == 0 else f"{percent:.1f} %"
    return f"{value:,.0f} {unit}" if value >= 1000 else f"{value:.4g} {unit}"


def main() -> None:
    """Renew both pages."""
    rows = list(measured())
    for page, every in ((ROOT / "README.md", False), (ROOT / "docs" / "measured.md", True)):
        page.write_text(renewed(page.read_text("utf-8"), rows, every=every), "utf-8")


if __name__ == "__main__":
    main()
