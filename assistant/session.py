"""A case opened by an officer, with its record: what every action of the program starts from."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.ledger import Ledger, LedgerEvent, StationKey
from assistant.secret_file import secret
from assistant.settings import Settings, settings
from tools.case import Case, Exhibit
from tools.sealing import SECRET_BYTES


@dataclass(frozen=True)
class Session:
    """An open case, its ledger, and who is working on it."""

    case: Case
    ledger: Ledger
    officer: str

    @classmethod
    def open(cls, folder: Path, station: Settings | None = None) -> "Session":
        """Open the case in `folder` for this station's officer.

        Raises:
            NoSuchCase: there is none.
            LedgerDamaged: its record is not what it was (found out when something is written to it).
        """
        station = station or settings()
        case = Case(folder, secret(station.gallery_key_file, lambda: os.urandom(SECRET_BYTES)))
        ledger = Ledger(case.folder, case.id, StationKey(station.key_file), station.heads)
        return cls(case, ledger, station.officer)

    def record(self, event: str, data: dict[str, Any]) -> LedgerEvent:
        """Write one event to the ledger."""
        return self.ledger.append(event, data, self.officer)

    def record_added(self, exhibit: Exhibit) -> LedgerEvent:
        """Write to the ledger that an exhibit was added."""
        data = {"exhibit": exhibit.id, "sha256": exhibit.sha256, "media": exhibit.media, "title": exhibit.title, "file": exhibit.file}
        if exhibit.parent is not None:
            data["parent"] = exhibit.parent
        return self.record("exhibit_added", data)
