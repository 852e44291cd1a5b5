"""What can go wrong with accounts.

CaseError
├── LoginRefused    the name, the password or the code is wrong, or it is too early to try again
├── NotLoggedIn     the station has accounts and nobody has logged in, or the login has ended
└── NotAllowed      who has logged in does not hold the role that this takes
"""

from tools.errors import CaseError


class LoginRefused(CaseError):
    """Nobody is let in; the message does not tell whether there is such an account."""


class NotLoggedIn(CaseError):
    """Somebody must log in first."""


class NotAllowed(CaseError):
    """The person may not do this in this case."""
