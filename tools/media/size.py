"""How many pixels a picture may have."""

from tools.errors import Rejected

MAX_PIXELS = 200_000_000
"""Pictures with more pixels are refused: decoding one takes most of a gigabyte."""


def check_size(width: int, height: int) -> None:
    """Rejected when a picture has more pixels than can be decoded safely."""
    if width * height > MAX_PIXELS:
        raise Rejected(f"the picture has {width:,} x {height:,} pixels, more than {MAX_PIXELS:,}; scale it down or cut it")
