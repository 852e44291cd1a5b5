"""Tombstones as commands print them."""

from assistant.retention_documents import TombstoneRow
from tools.tombstone import Tombstone


def tombstone_row(stone: Tombstone) -> TombstoneRow:
    """What is left of one thing, as a row of a document."""
    return TombstoneRow(
        number=stone.number,
        kind=stone.kind,
        subject=stone.subject,
        about=stone.about,
        sha256=stone.sha256,
        rule=stone.rule,
        basis=stone.basis,
        by=stone.officer,
        at=stone.at.isoformat(),
    )


def deleted(row: TombstoneRow) -> str:
    """The same in words."""
    return f"deleted on {row.at[:10]} under rule {row.rule} ({row.basis}) by {row.by}"
