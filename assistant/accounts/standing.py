"""What the person who is working may do in the open case."""

from dataclasses import dataclass

from assistant.accounts.errors import NotAllowed
from assistant.accounts.roles import HOLDERS, RIGHTS, Right, Role


@dataclass(frozen=True)
class Standing:
    """The roles of one person in one case."""

    roles: frozenset[Role]
    single_user: bool = False
    """The station has no accounts: the account of the operating system holds all roles."""
    authorised: bool = True
    """Biometric calls, exports and publications need an authorisation."""

    @property
    def words(self) -> str:
        """What every record says of it."""
        return "single-user station" if self.single_user else ", ".join(sorted(self.roles))

    def holds(self, right: Right) -> bool:
        """Whether one of the roles holds a right."""
        return any(right in RIGHTS[role] for role in self.roles)

    def require(self, right: Right) -> None:
        """Pass, or say which role is missing.

        Raises:
            NotAllowed: none of the roles holds the right.
        """
        if not self.holds(right):
            needed = " or ".join(HOLDERS[right])
            raise NotAllowed(
                f"The right to {right} takes the role of {needed}; you are {self.words or 'nothing'} here. Ask the administrator of "
                "this station for the role."
            )


SINGLE_USER = Standing(frozenset(Role), single_user=True, authorised=False)
"""Of the one person of a station without accounts, who is asked for no authorisation."""
