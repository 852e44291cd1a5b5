"""A register of exhibits as the router sees it: no files are needed, for it reads none."""

from datetime import UTC, datetime
from pathlib import Path

from tools.case import Exhibit, Media


def exhibit(number: int, media: Media, title: str, file: str = "", kind: str = "") -> Exhibit:
    """One exhibit of a register."""
    return Exhibit(
        id=f"EX-{number:04d}",
        sha256=f"{number:064d}",
        size=1,
        media=media,
        mime="",
        title=title,
        file=file or f"file{number}.bin",
        kind=kind,
        source="",
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
        added_by="tester",
        path=Path("nowhere"),
    )


SLIPWAY = [
    exhibit(1, "document", "Witness statement of Helen Carter", "witness_statement.docx", "statement"),
    exhibit(2, "email", "E-mail from Victor Lane to Peter Marsh", "email_offer.eml", "e-mail"),
    exhibit(3, "image", "Receipt from Silver Bay", "receipt_photo.jpg", "receipt"),
    exhibit(4, "document", "Letter from Ruth Harding, marina manager", "scanned_letter.pdf", "letter"),
    exhibit(5, "audio", "Emergency call of Tom Porter", "emergency_call.wav", "call"),
    exhibit(6, "audio", "Voicemail of Daniel Brooks", "voicemail_driver.wav", "voicemail"),
]
"""A case with material of several media."""
