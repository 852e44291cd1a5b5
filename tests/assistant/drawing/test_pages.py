"""Pages as pictures, and frames around places on them."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from assistant.chat.page import shares
from assistant.drawing.pages import LONGEST_SIDE, draw, page_count
from tools.case import Exhibit

Put = Callable[..., Exhibit]


def pixels(jpeg: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("RGB")).astype(int)


def box_on(size: tuple[int, int], style: str) -> tuple[int, int, int, int]:
    """The pixels of a picture that a style in shares covers: left, top, right, bottom."""
    told = {name: float(share.rstrip("%")) / 100 for name, share in (part.split(":") for part in style.split(";"))}
    left, top = told["left"] * size[0], told["top"] * size[1]
    return round(left), round(top), round(left + told["width"] * size[0]), round(top + told["height"] * size[1])


def test_a_page_is_what_the_reader_saw(put: Put, demo: Path) -> None:
    """A PDF page is drawn with the pixels in which the boxes of its lines are counted."""
    letter = put(demo / "scanned_letter.pdf")
    drawn = draw(letter, 2)
    assert page_count(letter) == 2
    with pypdfium2.PdfDocument(letter.path) as pdf:
        width, height = pdf[1].get_size()
    assert (drawn.width, drawn.height) == pytest.approx((width * 150 / 72, height * 150 / 72), abs=1)
    assert pixels(drawn.jpeg).shape == (drawn.height, drawn.width, 3)


def test_the_frame_lies_around_the_place(put: Put, tmp_path: Path) -> None:
    """A black patch in a white picture is inside the frame of its box and nothing of it is outside, at any size on the screen."""
    picture = np.full((400, 600, 3), 255, np.uint8)
    picture[100:140, 300:420] = 0
    Image.fromarray(picture).save(tmp_path / "patch.png")
    drawn = draw(put(tmp_path / "patch.png"), 1)
    for scale in (1, 0.5, 2):
        size = (round(drawn.width * scale), round(drawn.height * scale))
        shown = np.asarray(Image.open(io.BytesIO(drawn.jpeg)).convert("L").resize(size)).astype(int)
        left, top, right, bottom = box_on(size, shares((300, 100, 120, 40), (drawn.width, drawn.height)))
        assert shown[top + 3 : bottom - 3, left + 3 : right - 3].max() < 30
        outside = shown.copy()
        outside[top - 8 : bottom + 8, left - 8 : right + 8] = 255
        assert outside.min() > 225


def test_a_photograph_stands_upright(put: Put, tmp_path: Path) -> None:
    """A picture that its camera marked as turned is shown as the reader turns it."""
    picture = Image.new("RGB", (300, 200), "white")
    picture.paste("black", (0, 0, 300, 20))
    exif = picture.getexif()
    exif[0x0112] = 6  # turn clockwise by 90 degrees
    picture.save(tmp_path / "turned.jpg", exif=exif)
    drawn = draw(put(tmp_path / "turned.jpg"), 1)
    assert (drawn.width, drawn.height) == (200, 300)
    shown = pixels(drawn.jpeg)
    assert shown[:, 190:].mean() < 40
    assert shown[:, :170].mean() > 220


def test_a_large_picture_is_shown_smaller_but_counted_in_full(put: Put, tmp_path: Path) -> None:
    """Boxes are counted in the pixels of the exhibit although a smaller picture is sent."""
    Image.new("L", (LONGEST_SIDE + 1000, 500)).save(tmp_path / "wide.png")
    drawn = draw(put(tmp_path / "wide.png"), 1)
    assert (drawn.width, drawn.height) == (LONGEST_SIDE + 1000, 500)
    assert pixels(drawn.jpeg).shape[1] == LONGEST_SIDE


def test_every_page_of_a_fax(put: Put, tmp_path: Path) -> None:
    """The pages of a picture with several are drawn one by one."""
    shades = [Image.new("L", (60, 40), shade) for shade in (0, 120, 240)]
    shades[0].save(tmp_path / "fax.tiff", save_all=True, append_images=shades[1:])
    fax = put(tmp_path / "fax.tiff")
    assert [round(pixels(draw(fax, number).jpeg).mean(), -1) for number in (1, 2, 3)] == [0, 120, 240]


@pytest.mark.parametrize(
    ("box", "style"),
    [
        ((10, 20, 30, 40), "left:10.0000%;top:10.0000%;width:30.0000%;height:20.0000%"),
        ((90, 190, 30, 40), "left:90.0000%;top:95.0000%;width:10.0000%;height:5.0000%"),
        ((500, 500, 10, 10), "left:100.0000%;top:100.0000%;width:0.0000%;height:0.0000%"),
    ],
)
def test_a_frame_stays_on_the_page(box: tuple[int, int, int, int], style: str) -> None:
    """What of a box lies outside its page is cut off."""
    assert shares(box, (100, 200)) == style
