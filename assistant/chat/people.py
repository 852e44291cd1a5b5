"""Who sits at a browser: by the login that its cookie carries, or the one person of a station without accounts."""

from contextvars import ContextVar

from assistant import accounts
from assistant.accounts import Account, NotLoggedIn, Register
from assistant.settings import Settings

PRESENT: ContextVar[str | None] = ContextVar("PRESENT", default=None)
"""The login that the request at hand came with; set before anything of the application hears of the request."""


class People:
    """Who may be at a page.

    Args:
        station: the settings.
        always: everybody logs in, whatever becomes of the file of accounts while the page is open: it can be reached from elsewhere.
    """

    def __init__(self, station: Settings, *, always: bool = False) -> None:
        self.station = station
        self._log_in = always

    @property
    def log_in(self) -> bool:
        """Whether one must log in here: from the moment on at which there are accounts.

        Raises:
            IntegrityError: there were some, and they are gone.
        """
        if not self._log_in:
            self._log_in = accounts.are_set_up(self.station)
        return self._log_in

    @property
    def register(self) -> Register:
        """The station's accounts."""
        return accounts.register(self.station)

    def account(self, login: str | None, *, used: bool = True) -> Account | None:
        """Who has logged in; None for the one person of a station without accounts.

        Args:
            login: the token of the login, None where the browser brought none.
            used: this counts as something done on it.

        Raises:
            NotLoggedIn: one must log in here, and this is no login or one that has ended.
        """
        if not self.log_in:
            return None
        if login is None:
            raise NotLoggedIn("Log in first.")
        return self.register.who(login, used=used)

    def officer(self, login: str | None) -> str:
        """Who is working, for the record; errors as for `account`."""
        account = self.account(login)
        return self.station.officer if account is None else account.name
