"""What places and sizes are called."""

import pytest

from assistant.chat.labels import citation_label, clock, counted, size
from tools.evidence import Citation


@pytest.mark.parametrize(
    ("exhibit", "fragment", "label"),
    [
        ("EX-0004", "page=1&xywh=1,2,3,4", "EX-0004 p.1"),
        ("EX-0005", "t=26.25,29.39", "EX-0005 0:26"),
        ("EX-0005", "t=3723.90,3724.00", "EX-0005 1:02:03"),
        ("EX-0002", "line=12", "EX-0002 line 12"),
        ("EX-0003", "xywh=1,2,3,4", "EX-0003"),
    ],
)
def test_a_citation_in_a_few_characters(exhibit: str, fragment: str, label: str) -> None:
    """The label of a chip names the exhibit and the place in it as an officer would say it."""
    assert citation_label(Citation(exhibit=exhibit, sha256="0", fragment=fragment, quote="q")) == label


def test_moments_sizes_and_counts() -> None:
    """Moments are cut off, never rounded up past the word; sizes have a unit; nouns have their number."""
    assert [clock(0), clock(59.99), clock(60), clock(3600)] == ["0:00", "0:59", "1:00", "1:00:00"]
    assert [size(96), size(2534), size(357_000), size(5 * 10**9)] == ["96 bytes", "2.5 kB", "357 kB", "5.0 GB"]
    assert [counted(1, "exhibit"), counted(0, "exhibit")] == ["1 exhibit", "0 exhibits"]
