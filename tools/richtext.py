"""RTF as plain text."""

from tools.errors import Rejected


def plain(content: bytes) -> str:
    """The text of an RTF file, one paragraph or table row a line.

    Raises:
        Rejected: it is broken.
    """
    from striprtf.striprtf import rtf_to_text

    try:
        return str(rtf_to_text(content.decode("latin-1"), errors="replace"))
    except Exception as error:  # striprtf has no error of its own
        raise Rejected(f"the RTF is broken ({type(error).__name__}: {error})") from error
