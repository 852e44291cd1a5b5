"""Files in Microsoft's compound format (MS-CFB): Outlook messages, old Office files, encrypted Office files."""

from pathlib import Path

from tools.errors import Rejected
from tools.media.identified import Identified

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_MESSAGE = 256 << 20
"""Bytes; a message is read into memory whole."""


def compound(path: Path) -> Identified:
    """An Outlook message that has been opened.

    Raises:
        Rejected: it is broken, or another kind of compound file; the reason says which.
    """
    import olefile

    if path.stat().st_size > _MAX_MESSAGE:
        raise Rejected(f"not a message: it has more than {_MAX_MESSAGE:,} bytes")
    try:
        with olefile.OleFileIO(path) as container:
            names = {entry[0] for entry in container.listdir()}
    except Exception as error:  # olefile raises many kinds for a broken file
        raise Rejected(f"an old or encrypted Office file that is broken ({type(error).__name__}: {error})") from error
    if "EncryptedPackage" in names:
        raise Rejected("the Office document is encrypted with a password; add an unlocked copy")
    if "__properties_version1.0" not in names:
        raise Rejected("not a supported kind of file: an old or encrypted Office file; save it as DOCX, XLSX, PPTX or PDF, unlocked")
    from oxmsg import Message

    try:
        message = Message.load(str(path))
        attachments = len(message.attachments)
        said = any((message.subject, message.sender, message.body, message.html_body, attachments))
    except Exception as error:  # as above
        raise Rejected(f"the Outlook message is broken ({type(error).__name__}: {error})") from error
    if not said:
        raise Rejected("the Outlook message is empty or broken: it has no sender, subject, text or attachment")
    return Identified("email", "application/vnd.ms-outlook", {"attachments": attachments})
