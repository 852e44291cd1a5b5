"""The web server that the tests of fetching share."""

from collections.abc import Iterator

import pytest

from tests.models.serving import Site, serving


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this machine."""
    with serving() as running:
        yield running
