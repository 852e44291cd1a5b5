"""Where tools put files they make from exhibits, such as pictures: in the case folder, apart from the exhibits themselves."""

import re
from pathlib import Path

from tools.case import Case

_TOOL = re.compile(r"[a-z][a-z0-9_]*")
_KEY = re.compile(r"[0-9a-f]+")


def folder(case: Case, tool: str, key: str) -> Path:
    """The folder `<case folder>/derived/<tool>/<key>/`, made if it is not there.

    Args:
        case: the open case.
        tool: the name of the tool that makes the files.
        key: what the files were made from, as hexadecimal digits, so that the same files have the same place.

    Raises:
        ValueError: the tool's name or the key holds anything that could lead elsewhere.
    """
    if not _TOOL.fullmatch(tool):
        raise ValueError(f"{tool!r} is not the name of a tool")
    if not _KEY.fullmatch(key):
        raise ValueError(f"{key!r} is not hexadecimal")
    place = case.folder / "derived" / tool / key
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place
