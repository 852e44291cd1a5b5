"""Documents made for the tests of reading, with text at places that are known."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont


def pdf(pages: Sequence[Sequence[str]], box: str = "0 0 595 842", more: str = "") -> bytes:
    """A born-digital PDF: the lines of each page in Helvetica 12, from (72, 770) points downwards, 24 points apart.

    `box` is the MediaBox and `more` further entries of each page, such as a rotation.
    """
    count = len(pages)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for number, lines in enumerate(pages):
        shown = b"".join(
            f"BT /F1 12 Tf 72 {770 - 24 * row} Td (".encode() + line.encode("cp1252") + b") Tj ET\n" for row, line in enumerate(lines)
        )
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>{more}>>"
        objects += [page.encode(), b"<</Length %d>>stream\n%sendstream" % (len(shown), shown)]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def picture(
    lines: Sequence[str], size: tuple[int, int] = (900, 420), height: int = 44
) -> tuple[Image.Image, list[tuple[int, int, int, int]]]:
    """A picture of lines of text, and the box (left, top, right, bottom) of each."""
    drawn = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.load_default(height)
    boxes = []
    for row, line in enumerate(lines):
        place = (60, 50 + row * 2 * height)
        pen.text(place, line, "black", font)
        left, top, right, bottom = pen.textbbox(place, line, font)
        boxes.append((int(left), int(top), int(right), int(bottom)))
    return drawn, boxes


def packed(drawn: Image.Image, kind: str, **options: object) -> bytes:
    """A picture as the bytes of a file."""
    out = io.BytesIO()
    drawn.save(out, kind, **options)
    return out.getvalue()


def overlap(box: tuple[int, int, int, int], truth: tuple[int, int, int, int]) -> float:
    """Intersection over union of a box (left, top, width, height) and the true one (left, top, right, bottom)."""
    left, top, width, height = box
    across = min(left + width, truth[2]) - max(left, truth[0])
    down = min(top + height, truth[3]) - max(top, truth[1])
    shared = max(across, 0) * max(down, 0)
    return shared / (width * height + (truth[2] - truth[0]) * (truth[3] - truth[1]) - shared)
