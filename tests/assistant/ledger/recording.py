"""What the tests of the record share: which case it is of, whether it is intact, and an edit behind its back."""

from collections.abc import Callable

from assistant.ledger import Ledger, StationKey, Verdict, verify_case

CASE = "case-0123456789ab"


def check(ledger: Ledger, key: StationKey) -> Verdict:
    """What verification says of a record."""
    return verify_case(ledger.path.parent, CASE, {key.public}, ledger.station_head_path.parent)


def rewrite(ledger: Ledger, change: Callable[[list[str]], object]) -> None:
    """Change the lines of a record, without the room at its end."""
    lines = ledger.path.read_text().split("\n")
    lines = lines[: lines.index("")]
    change(lines)
    ledger.path.write_text("".join(f"{line}\n" for line in lines))
