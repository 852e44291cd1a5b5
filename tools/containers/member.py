"""What is inside a mail or archive."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


class Reader(Protocol):
    """Something to read bytes from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


@dataclass(frozen=True)
class Packed:
    """A member that can be unpacked. It must be read before the next one is asked for."""

    name: str
    """As the container has it: data, never a path to open."""
    most: int
    """Bytes that it may unpack to."""
    open: Callable[[], AbstractContextManager[Reader]]
    """Gives its bytes; Rejected where they are broken or locked."""


@dataclass(frozen=True)
class Unusable:
    """A member that is not unpacked, and why."""

    name: str
    reason: str
