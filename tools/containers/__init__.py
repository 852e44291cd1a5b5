"""Exhibits that hold others: mails with attachments, mailboxes, archives, and PDFs that were locked."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from tools.case import Exhibit
from tools.containers import locked, mailed, tarred, zipped
from tools.containers.member import Packed, Reader, Unusable

__all__ = ["MAX_DEPTH", "MAX_MEMBERS", "Packed", "Reader", "Unusable", "holds_others", "members"]

MAX_MEMBERS = 20_000
"""Members that one file that is added may hold, with those of the archives in it."""
MAX_DEPTH = 3
"""How deep archives in archives are unpacked; the archive that is added is the first."""

_SINGLE = {"application/gzip": ".gz", "application/x-bzip2": ".bz2", "application/x-xz": ".xz"}
_KINDS = frozenset({"application/zip", "application/x-tar", "application/mbox", "application/vnd.ms-outlook", "message/rfc822", *_SINGLE})


def holds_others(exhibit: Exhibit) -> bool:
    """Whether an exhibit is of a kind that holds others."""
    return exhibit.mime in _KINDS or bool(exhibit.facts.get("locked"))


def members(exhibit: Exhibit, password: str | None = None) -> Iterator[Packed | Unusable]:
    """What is inside an exhibit, in its order. Always the same members at the same positions.

    Args:
        exhibit: the mail or archive; its bytes have been checked.
        password: for members that are locked.
    """
    match exhibit.mime:
        case "application/zip":
            return zipped.members(exhibit.path, password)
        case "application/x-tar":
            return tarred.members(exhibit.path)
        case "application/mbox":
            return mailed.of_mailbox(exhibit.path)
        case "application/vnd.ms-outlook":
            return mailed.of_outlook(exhibit.path)
        case "message/rfc822":
            return mailed.members(exhibit.path)
        case "application/pdf" if exhibit.facts.get("locked"):
            return locked.members(exhibit.path, password, f"{PurePosixPath(exhibit.file).stem} (unlocked).pdf")
        case mime if mime in _SINGLE:
            name = exhibit.file.removesuffix(_SINGLE[mime]) if exhibit.file.endswith(_SINGLE[mime]) else f"{exhibit.file} (unpacked)"
            return tarred.single(exhibit.path, name)
        case _:
            return iter(())
