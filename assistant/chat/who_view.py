"""Who is working, in which roles, above the list of exhibits."""

from assistant.chat.admission import LOGOUT, SET_UP
from assistant.chat.escape import Html, join, tag
from assistant.session import Session


def who_view(officer: str, session: Session | None, logged_in: bool) -> Html:
    """The name of the program, and who is working.

    Args:
        officer: the name, for the record.
        session: the open case, or None.
        logged_in: the station has accounts.
    """
    name = tag("b", officer, title="Who is working, for the record")
    if not logged_in:
        told = join(
            (name, " · ", tag("a", "single-user, no accounts", href=SET_UP, title="Whoever sits here holds all roles. Set up accounts"))
        )
        return join((tag("h1", "Exhibit"), tag("span", told, class_="who")))
    roles = None if session is None else tag("span", session.standing.words, title="Your roles in this case", class_="roles")
    out = tag("button", "Log out", type="button", data_logout=LOGOUT)
    return join((tag("h1", "Exhibit"), tag("span", name, " ", roles, class_="who"), out))
