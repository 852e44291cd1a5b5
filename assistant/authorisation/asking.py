"""What somebody asks for, as the command line and the page send it: terms, or the faults in words."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import ValidationError

from assistant.authorisation.terms import Terms
from tools.errors import ToolError


def terms_of(said: Mapping[str, Any], last_day: str) -> Terms:
    """The terms that somebody asks for.

    Args:
        said: the fields of `Terms` but `expires`.
        last_day: the last day of it, as YYYY-MM-DD (UTC).

    Raises:
        ToolError: something is missing or does not fit; the message names all of it.
    """
    try:
        day = datetime.combine(date.fromisoformat(last_day), time.max, UTC)
    except ValueError:
        raise ToolError(f"{last_day!r} is not a day of the form 2027-01-31: say when it ends.") from None
    try:
        return Terms.model_validate(dict(said) | {"expires": day})
    except ValidationError as error:
        raise ToolError("This cannot be asked for: " + "; ".join(_fault(fault) for fault in error.errors()) + ".") from None


def _fault(fault: Any) -> str:
    place = ".".join(str(part) for part in fault["loc"]).replace("_", " ")
    return (f"{place}: " if place else "") + str(fault["msg"]).removeprefix("Value error, ")
