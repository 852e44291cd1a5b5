"""How a long tool says how far it is, and hears that it should stop, without knowing who listens."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tools.errors import Stopped

Listener = Callable[[float, str], object]
"""Hears (share done from 0 to 1, what is being done)."""

_listener: ContextVar[Listener] = ContextVar("progress_listener", default=lambda share, doing: None)
_stop: ContextVar[Callable[[], bool]] = ContextVar("progress_stop", default=lambda: False)


def report(share: float, doing: str) -> None:
    """Say how far the work is; Stopped when the user has asked to stop. Tools call this at least once a second."""
    heed()
    tell(share, doing)


def heed() -> None:
    """Stopped when the user has asked to stop."""
    if stopping():
        raise Stopped("Stopped at the user's request; nothing of this step was kept.")


def stopping() -> bool:
    """Whether the user has asked to stop what is going on here."""
    return _stop.get()()


def tell(share: float, doing: str) -> None:
    """Say how far the work is, whether or not it is to stop: for who passes on what another process says."""
    _listener.get()(min(max(share, 0.0), 1.0), doing)


@contextmanager
def listening(listener: Listener, stop: Callable[[], bool] | None = None) -> Iterator[None]:
    """Let `listener` hear the tools that run inside, and stop them when `stop` says so; without it as before."""
    heard, stopped = _listener.set(listener), _stop.set(stop or _stop.get())
    try:
        yield
    finally:
        _listener.reset(heard)
        _stop.reset(stopped)


@contextmanager
def part(first: float, last: float) -> Iterator[None]:
    """Let what runs inside tell its whole way as the stretch from `first` to `last` of the work around it."""
    outer = _listener.get()
    inner = _listener.set(lambda share, doing: outer(first + share * (last - first), doing))
    try:
        yield
    finally:
        _listener.reset(inner)
