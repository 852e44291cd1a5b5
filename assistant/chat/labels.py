"""How places, times, sizes and media are called on the screen."""

from datetime import datetime

from tools.case import Exhibit, Media
from tools.evidence import Citation

_MEDIA: dict[Media, str] = {
    "audio": "Recording",
    "video": "Video",
    "image": "Picture",
    "document": "Document",
    "email": "E-mail",
    "table": "Table",
}

_PICTURES = {
    "tippett": "Tippett plot: how often same-speaker and different-speaker comparisons reach each likelihood ratio, and this case",
    "det": "DET plot: missed against false matches of held-out speakers",
    "scores": "Where this case lies among the scores of same and of different speakers",
    "spectrogram": "Spectrogram with formants and fundamental frequency",
    "vocal_tract": "The vocal tract, its length to scale",
}


def citation_label(citation: Citation) -> str:
    """A citation in a few characters: EX-0004 p.1, EX-0005 0:26, EX-0002 line 12."""
    place = citation.place
    parts = [citation.exhibit]
    if place.page is not None:
        parts.append(f"p.{place.page}")
    if place.t is not None:
        parts.append(clock(place.t[0]))
    if place.line is not None:
        parts.append(f"line {place.line}")
    return " ".join(parts)


def picture_label(name: str) -> str:
    """What a picture made by a tool shows, from its path."""
    stem = name.rsplit("/", 1)[-1].removesuffix(".png")
    return _PICTURES.get(stem, stem.replace("_", " "))


def clock(seconds: float) -> str:
    """A moment of a recording: 0:26, 1:02:03."""
    minutes, second = divmod(int(max(seconds, 0)), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def medium(exhibit: Exhibit) -> str:
    """What an exhibit is, in one word."""
    return _MEDIA[exhibit.media]


def extent(exhibit: Exhibit) -> str:
    """How long a recording is or how many pages a document has; empty where neither is known."""
    if seconds := float(exhibit.facts.get("seconds", 0)):
        return clock(seconds)
    pages = int(exhibit.facts.get("pages", 0))
    return f"{pages} page{'s' if pages != 1 else ''}" if pages else ""


def size(count: int) -> str:
    """A number of bytes."""
    amount = float(count)
    for unit in ("bytes", "kB", "MB", "GB"):
        if amount < 1000 or unit == "GB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if unit == "bytes" or amount >= 100 else f"{amount:.1f} {unit}"


def day(moment: datetime) -> str:
    """A date and time in this station's time zone."""
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 exhibit, 2 exhibits."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, most: int = 160) -> str:
    """A text of so many characters at most."""
    return text if len(text) <= most else text[: most - 1] + "…"
