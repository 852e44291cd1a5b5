"""What opening an exhibit gives, as an answer to the browser."""

from collections.abc import Callable
from typing import Any

from fastapi import HTTPException

from tools.errors import CaseError, IntegrityError


def opened(way: Callable[..., Any], *args: Any) -> Any:
    """What opening an exhibit gives; or the reason why it cannot be opened, as an answer to the browser."""
    try:
        return way(*args)
    except IntegrityError as error:
        raise HTTPException(409, str(error)) from error
    except CaseError as error:
        raise HTTPException(422, str(error)) from error
