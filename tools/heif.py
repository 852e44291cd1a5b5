"""HEIC, the format of telephones' cameras: Pillow reads it once it has been told how (pi-heif, decoding only)."""

from functools import cache


@cache
def read_heif() -> None:
    """Let Pillow read HEIC pictures in this process."""
    from pi_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
