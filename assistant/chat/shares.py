"""Where a box lies in a picture, whatever size the picture has on the screen."""

from tools.evidence import Box


def shares(box: Box, size: tuple[int, int]) -> str:
    """Where a box lies, as a style in shares of the picture's sides; what lies outside the picture is cut off."""
    left, top, width, height = box
    right, bottom = min(left + width, size[0]), min(top + height, size[1])
    left, top = min(max(left, 0), size[0]), min(max(top, 0), size[1])
    parts = {"left": left / size[0], "top": top / size[1], "width": (right - left) / size[0], "height": (bottom - top) / size[1]}
    return ";".join(f"{side}:{max(share, 0):.4%}" for side, share in parts.items())
