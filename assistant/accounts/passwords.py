"""Passwords are kept as Argon2id hashes (RFC 9106), never as themselves."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from tools.errors import CaseError, IntegrityError

SHORTEST = 12
"""Characters of a password. NIST SP 800-63B asks for 8 at least, and for length in place of rules on which characters."""
LONGEST = 1024
"""Characters of a password: what is longer costs the station time and adds nothing."""


def hashed(password: str, name: str) -> str:
    """The hash of a new password for the account `name`.

    Raises:
        CaseError: it is too short, too long or holds the account's name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise CaseError(f"A password has {SHORTEST} to {LONGEST} characters: several words are easy to keep in mind.")
    if name.casefold() in password.casefold():
        raise CaseError("A password does not hold the name of its account.")
    return _hasher().hash(password)


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one that was hashed; IntegrityError when what is kept is no hash."""
    try:
        return _hasher().verify(kept, password[:LONGEST])
    except InvalidHashError as error:
        raise IntegrityError("What is kept of a password is not what this program wrote. Set it anew.") from error
    except VerificationError:
        return False


def spend(password: str) -> None:
    """Take as long as a comparison takes: an account that does not exist must not be told by its speed."""
    matches(_nobody(), password)


@cache
def _hasher() -> PasswordHasher:
    # RFC 9106, section 4, second recommended option: 3 passes over 64 MiB in 4 lanes.
    return PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
