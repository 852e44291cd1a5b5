"""An account: one person of the station."""

from dataclasses import dataclass

from assistant.accounts.errors import NotAllowed
from assistant.accounts.roles import RIGHTS, Right, Role
from assistant.accounts.schema import STATION
from assistant.accounts.standing import Standing


@dataclass(frozen=True)
class Account:
    """One person of this station."""

    name: str
    locked: bool
    second_factor: bool
    by_provider: bool
    """Logs in at the station's OpenID Connect provider."""
    roles: tuple[tuple[str, Role], ...]
    """(id of a case or `*` for the station, role)."""

    @property
    def administers(self) -> bool:
        """Whether it manages accounts."""
        return (STATION, Role.ADMINISTRATOR) in self.roles

    def standing(self, case: str) -> Standing:
        """What it may do in a case; without any role the case is not told to exist."""
        return Standing(frozenset(role for place, role in self.roles if place in (case, STATION)))

    def works_in(self, case: str) -> bool:
        """Whether it has a role in a case, besides that of who manages accounts."""
        return not self.locked and bool(self.standing(case).roles - {Role.ADMINISTRATOR})

    def require(self, right: Right) -> None:
        """Pass where a role of the whole station holds a right; NotAllowed otherwise."""
        if not any(place == STATION and right in RIGHTS[role] for place, role in self.roles):
            raise NotAllowed(f"The right to {right} is not yours at this station: ask its administrator.")
