"""Who works at this station: accounts, what each may do in which case, and logins. Without accounts one person holds all roles."""

from assistant.accounts.account import Account
from assistant.accounts.errors import LoginRefused, NotAllowed, NotLoggedIn
from assistant.accounts.logins import Login
from assistant.accounts.register import Register
from assistant.accounts.roles import HOLDERS, Right, Role
from assistant.accounts.standing import SINGLE_USER, Standing
from assistant.accounts.station import are_set_up, current, register, standing_alone, standing_of

__all__ = [
    "HOLDERS",
    "SINGLE_USER",
    "Account",
    "Login",
    "LoginRefused",
    "NotAllowed",
    "NotLoggedIn",
    "Register",
    "Right",
    "Role",
    "Standing",
    "are_set_up",
    "current",
    "register",
    "standing_alone",
    "standing_of",
]
