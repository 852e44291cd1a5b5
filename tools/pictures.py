"""Pictures as arrays: decoded once for all tools, upright, and never larger than is safe."""

from pathlib import Path

import numpy as np
import numpy.typing as npt

from tools.errors import ToolError
from tools.heif import read_heif
from tools.media.size import MAX_PIXELS

Picture = npt.NDArray[np.uint8]
"""Shape (height, width, 3); red, green, blue."""


def upright(path: Path, frame: int = 1) -> Picture:
    """One frame of a picture (counted from 1), upright as its EXIF orientation says, on white where it is transparent.

    Raises:
        ToolError: it is broken, has no such frame, or has more pixels than can be decoded safely.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    read_heif()
    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours, and an error instead of a warning
    try:
        with Image.open(path) as picture:
            picture.seek(frame - 1)
            width, height = picture.size
            if width * height > MAX_PIXELS:
                raise ToolError(f"The picture has {width:,} x {height:,} pixels, more than {MAX_PIXELS:,}; scale it down or cut it.")
            turned = ImageOps.exif_transpose(picture)
            if turned.mode.startswith("I;16"):  # which Pillow would cut off at 255
                turned = Image.fromarray((np.asarray(turned) >> 8).astype(np.uint8))
            if turned.has_transparency_data:
                turned = turned.convert("RGBA")
                white = Image.new("RGBA", turned.size, "white")
                turned = Image.alpha_composite(white, turned)
            return np.ascontiguousarray(turned.convert("RGB"))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise ToolError(f"The picture cannot be decoded ({error}).") from error
