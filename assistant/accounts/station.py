"""The accounts of the station that this program runs at."""

from dataclasses import replace
from functools import cache

from assistant.accounts.account import Account
from assistant.accounts.errors import NotLoggedIn
from assistant.accounts.register import FILE, RECORD, Register
from assistant.accounts.standing import SINGLE_USER, Standing
from assistant.ledger.chain import FILE as LEDGER
from assistant.settings import Settings
from tools.errors import CaseError, IntegrityError


def are_set_up(station: Settings) -> bool:
    """Whether a station has accounts.

    Raises:
        IntegrityError: it had some, and their file is gone: nobody becomes the single user of such a station.
    """
    if (station.state / FILE).is_file() and register(station).all():
        return True
    record = station.state / RECORD / LEDGER
    if record.is_file() and record.stat().st_size:
        raise IntegrityError(f"Accounts were set up at this station, and they are gone. Restore {station.state / FILE} from a copy.")
    return False


@cache
def register(station: Settings) -> Register:
    """The register of a station, opened once."""
    return Register(station)


def current(station: Settings) -> Account:
    """Who has logged in on the command line.

    Raises:
        NotLoggedIn: nobody has, or the login has ended.
    """
    try:
        token = station.login_file.read_text("utf-8").strip()
    except FileNotFoundError:
        raise NotLoggedIn("This station has accounts: log in first (`exhibit login NAME`).") from None
    return register(station).who(token)


def standing_alone(station: Settings) -> Standing:
    """What the one person of a station without accounts may do."""
    return replace(SINGLE_USER, authorised=station.authorisation == "required")


def standing_of(station: Settings, account: Account, case: str) -> Standing:
    """What an account may do in a case.

    Raises:
        CaseError: the station is set to ask for no authorisations, which no station with accounts may be.
    """
    if station.authorisation == "single-user":
        raise CaseError("This station has accounts: EXHIBIT_AUTHORISATION=single-user is for a station without. Take the setting out.")
    return account.standing(case)
