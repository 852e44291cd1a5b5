"""Which reader reads which kind of file. Each is imported when it is needed: most cases need few of them."""

from collections.abc import Callable
from importlib import import_module

from tools.case import Exhibit
from tools.errors import ToolError
from tools.read_document.line import Pages

_OFFICE = "application/vnd.openxmlformats-officedocument."
_READERS = {
    "application/geo+json": "plain",
    "application/pdf": "pdf",
    "application/rtf": "rich",
    "application/mbox": "mailbox",
    "application/vnd.ms-outlook": "outlook",
    "application/x-telegram+json": "chat",
    f"{_OFFICE}presentationml.presentation": "slides",
    f"{_OFFICE}spreadsheetml.sheet": "workbook",
    f"{_OFFICE}wordprocessingml.document": "word",
    "application/zip": "archive",
    "application/x-tar": "archive",
    "application/gzip": "archive",
    "application/x-bzip2": "archive",
    "application/x-xz": "archive",
    "message/rfc822": "mail",
    "text/csv": "table",
    "text/html": "web",
    "text/plain": "plain",
    "text/x-whatsapp": "chat",
}
"""Modules of this folder by the media type that `tools.media` found."""


def reader(document: Exhibit) -> Callable[[Exhibit], Pages]:
    """The reader of an exhibit; ToolError when there is none for its kind."""
    name = "picture" if document.mime.startswith("image/") else _READERS.get(document.mime)
    if name is None:
        raise ToolError(f"{document.id} is {document.mime}, which read_document cannot read.")
    pages: Callable[[Exhibit], Pages] = import_module(f"tools.read_document.{name}").pages
    return pages
