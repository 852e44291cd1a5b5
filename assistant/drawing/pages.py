"""Pages of pictures and PDFs as pictures for the screen. Run by a worker process."""

import io
from dataclasses import dataclass

from PIL import Image

from tools.case import Exhibit
from tools.pictures import Picture

LONGEST_SIDE = 4096
"""Pixels; larger pictures are shown smaller. Boxes are told in shares of the sides, so they stay where they are."""
_QUALITY = 92


@dataclass(frozen=True)
class Drawn:
    """A page as a picture."""

    jpeg: bytes
    width: int
    """Pixels of the page as tools see it: boxes of citations are counted in these."""
    height: int


def page_count(exhibit: Exhibit) -> int:
    """How many pages an exhibit has."""
    return max(int(exhibit.facts.get("pages", 1)), 1)


def ready() -> None:
    """Load what is needed, before somebody waits for it."""
    import pypdfium2  # noqa: F401

    import tools.read_document.pdf
    import tools.read_document.picture  # noqa: F401


def page_pixels(exhibit: Exhibit, number: int) -> Picture:
    """One page, counted from 1, exactly as the tools that find boxes on it see it."""
    if exhibit.mime == "application/pdf":
        import pypdfium2

        from tools.read_document.pdf import drawing

        with pypdfium2.PdfDocument(exhibit.path) as pdf:
            pixels = drawing(pdf[number - 1])
    else:
        from tools.read_document.picture import frame

        pixels = frame(exhibit, number)
    return pixels[..., ::-1]


def draw(exhibit: Exhibit, number: int) -> Drawn:
    """Draw one page, counted from 1."""
    picture = Image.fromarray(page_pixels(exhibit, number))
    width, height = picture.size
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    return Drawn(out.getvalue(), width, height)
