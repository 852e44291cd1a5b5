"""A case opened by an officer, with its record: what every action of the program starts from."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant import accounts, authorisation
from assistant.accounts import SINGLE_USER, Account, NotAllowed, Right, Role, Standing
from assistant.ledger import Ledger, LedgerEvent, StationKey
from assistant.secret_file import secret
from assistant.settings import Settings, settings
from tools.case import Case, Exhibit, no_such_case
from tools.errors import CaseError, NoSuchCase
from tools.retention.unfinished import unfinished
from tools.sealing import SECRET_BYTES

BY_ITSELF = "the station itself"
"""Stands as the officer with what the program does by itself, in no person's name; it holds no role."""


@dataclass(frozen=True)
class Session:
    """An open case, its ledger, and who is working on it."""

    case: Case
    ledger: Ledger
    officer: str
    standing: Standing = SINGLE_USER
    """What the officer may do in this case."""
    station: Settings | None = None
    """The settings; None for those of this process."""
    inquiry: str | None = None
    """Names the question that is being answered: all that is recorded for it carries this name, also after a pause."""
    purpose: str | None = None
    """What the officer looks at the case for, in the officer's words; stands with every event."""

    @classmethod
    def open(cls, folder: Path, station: Settings | None = None, account: Account | None = None) -> "Session":
        """Open the case in `folder`. A deletion that was killed is brought to its end first, and results of urgent
        uses that nobody approved in time are deleted.

        Args:
            folder: of the case.
            station: the settings; by default those of this process.
            account: who opens it; by default who has logged in on the command line, or on a station without accounts its officer.

        Raises:
            NotLoggedIn: the station has accounts and nobody has logged in.
            NoSuchCase: there is none, or the account has no role in it: which of these, is not told.
            LedgerDamaged: its record is not what it was (found out when something is written to it).
        """
        station = station or settings()
        if account is None and accounts.are_set_up(station):
            account = accounts.current(station)
        try:
            case = Case(folder, secret(station.gallery_key_file, lambda: os.urandom(SECRET_BYTES)))
        except CaseError:
            if account is None or account.administers:
                raise
            raise no_such_case(folder) from None
        try:
            session = cls(case, _ledger(case, station), station.officer, accounts.standing_alone(station), station, station.purpose).of(
                account
            )
        except NoSuchCase:
            case.database.close()
            raise no_such_case(folder) from None
        if unfinished(case):
            from assistant import deletion  # imports the index, which opening a case needs for nothing else

            deletion.settle(session)
        authorisation.lapse(session)
        return session

    def of(self, account: Account | None) -> "Session":
        """The same open case for who works on it now, with the roles that this person has in it at this moment.

        Args:
            account: None on a station without accounts.

        Raises:
            NoSuchCase: the account has no role in it, word for word as where there is no such case.
        """
        if account is None:
            return replace(self, officer=self.settings.officer, standing=accounts.standing_alone(self.settings))
        standing = accounts.standing_of(self.settings, account, self.case.id)
        if not account.works_in(self.case.id):
            raise no_such_case(self.case.folder)
        return replace(self, officer=account.name, standing=standing)

    @classmethod
    def on_behalf(cls, folder: Path, officer: str, standing: Standing) -> "Session":
        """Open a case in a worker of this program, for the officer whom the program has let in; errors as for a damaged case."""
        station = settings()
        case = Case(folder, secret(station.gallery_key_file, lambda: os.urandom(SECRET_BYTES)))
        return cls(case, _ledger(case, station), officer, standing)

    @classmethod
    def by_the_station(cls, folder: Path, station: Settings) -> "Session":
        """Open a case for what the program does by itself, as where a clock runs out; errors as for a damaged case."""
        case = Case(folder, secret(station.gallery_key_file, lambda: os.urandom(SECRET_BYTES)))
        return cls(case, _ledger(case, station), BY_ITSELF, Standing(frozenset()), station)

    @classmethod
    def new(cls, folder: Path, title: str, station: Settings | None = None, account: Account | None = None) -> "Session":
        """Make a case and open it; on a station with accounts who makes it is its officer. Arguments and errors as for `open`.

        Raises:
            CaseError: it cannot be made there.
        """
        station = station or settings()
        if account is None and accounts.are_set_up(station):
            account = accounts.current(station)
        case = Case.new(folder, title)
        case.database.close()
        if account is not None:
            account = accounts.register(station).grant(account.name, Role.OFFICER, case.id, account.name)
        session = cls.open(folder, station, account)
        session.record("case_new", {"title": session.case.title})
        return session

    @property
    def settings(self) -> Settings:
        """The settings of the station."""
        return self.station or settings()

    def in_the_name_of(self, officer: str) -> "Session":
        """The same case for who asked a question, when somebody else lets it go on.

        Raises:
            NotAllowed: that person's account is locked, or has no role in the case any more.
        """
        if self.standing.single_user:
            return replace(self, officer=officer, purpose=None)
        account = accounts.register(self.settings).find(officer)
        standing = accounts.standing_of(self.settings, account, self.case.id)
        if account.locked or not standing.roles:
            raise NotAllowed(f"{officer} asked this and has no role in this case any more: it is not gone on with.")
        return replace(self, officer=account.name, standing=standing, purpose=None)

    def require(self, right: Right) -> None:
        """Pass where the officer holds a right in this case; NotAllowed with the missing role otherwise."""
        self.standing.require(right)

    def record(self, event: str, data: dict[str, Any]) -> LedgerEvent:
        """Write one event to the ledger, with the roles in which the officer works, the question that it belongs to, and what for where
        that was said."""
        about = {"inquiry": self.inquiry, "purpose": self.purpose}
        stands = {"standing": self.standing.words} | {name: said for name, said in about.items() if said is not None}
        return self.ledger.append(event, data | stands, self.officer)

    def record_added(self, exhibit: Exhibit) -> LedgerEvent:
        """Write to the ledger that an exhibit was added."""
        data = {"exhibit": exhibit.id, "sha256": exhibit.sha256, "media": exhibit.media, "title": exhibit.title, "file": exhibit.file}
        if exhibit.parent is not None:
            data["parent"] = exhibit.parent
        return self.record("exhibit_added", data)


def _ledger(case: Case, station: Settings) -> Ledger:
    return Ledger(case.folder, case.id, StationKey(station.key_file), station.heads)
