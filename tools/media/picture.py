"""Pictures: how large they are, and whether they can be drawn."""

from pathlib import Path

from tools.errors import Rejected
from tools.heif import read_heif
from tools.media.identified import Identified
from tools.media.recording import recording
from tools.media.size import check_size

MAX_FRAMES = 2000
"""Frames of an animation or pages of a scan; each is looked at for its size."""


def picture(path: Path, mime: str) -> Identified:
    """A picture, opened and drawn once.

    Raises:
        Rejected: it is broken, too large, or of a kind that cannot be read.
    """
    from PIL import Image, UnidentifiedImageError

    read_heif()
    Image.MAX_IMAGE_PIXELS = None  # the limit below is ours, and an error instead of a warning
    try:
        with Image.open(path) as opened:
            if opened.format == "EPS":  # drawing it would start Ghostscript
                raise Rejected("not a supported kind of picture (PostScript); save it as PDF")
            width, height = opened.size
            check_size(width, height)
            opened.load()
            frames = getattr(opened, "n_frames", 1)
            if frames > MAX_FRAMES:
                raise Rejected(f"the picture has {frames:,} pages, more than {MAX_FRAMES:,}; split it")
            if opened.format == "TIFF":  # whose pages may have sizes of their own
                for number in range(1, frames):
                    opened.seek(number)
                    check_size(*opened.size)
            mime = Image.MIME.get(opened.format or "", mime)
            moves = opened.format == "GIF" and frames > 1
    except UnidentifiedImageError as error:
        raise Rejected(f"not a supported kind of picture ({mime}); save it as JPEG, PNG or TIFF") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise Rejected(f"the picture is broken ({error})") from error
    if moves:  # an animation is a video, whatever the file calls itself
        return recording(path, mime)
    facts: dict[str, str | int | float] = {"width": width, "height": height}
    return Identified("image", mime, facts | ({"pages": frames} if frames > 1 else {}))
