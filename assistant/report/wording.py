"""Places, sizes and times in words."""

from tools.evidence import Place


def seconds(time: float) -> str:
    """A time in a recording: 75.4 is 1:15.4."""
    minutes, rest = divmod(round(time, 1), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02d}:{rest:04.1f}" if hours else f"{minutes}:{rest:04.1f}"


def place_words(place: Place, size: tuple[int, int] | None = None) -> str:
    """A place as people say it; `size` of its picture in pixels, where that is known."""
    parts = []
    if place.t is not None:
        parts.append(f"from {seconds(place.t[0])} to {seconds(place.t[1])}")
    if place.page is not None:
        parts.append(f"page {place.page}")
    if place.line is not None:
        parts.append(f"line {place.line}")
    if place.xywh is not None:
        left, top, width, height = place.xywh
        parts.append("the whole picture" if size == (width, height) else f"box at {left}, {top} of {width} x {height} pixels")
    return ", ".join(parts)
