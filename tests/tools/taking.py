"""Taking files into a case in tests: what went in, under which parent."""

from collections.abc import Callable

from tools.intake import Added

Take = Callable[..., Added]


def rows(outcome: Added) -> list[tuple[str, str, str | None]]:
    """What went in: exhibit, file, parent."""
    return [(exhibit.id, exhibit.file, exhibit.parent) for exhibit in outcome.added]
