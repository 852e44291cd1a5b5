"""Names of members that try to lead somewhere. Nothing is ever written to a member's path, but such an archive is no ordinary one."""

import re


def wrong(name: str) -> str | None:
    """Why a member with this name is not unpacked, or None."""
    if not name or "\x00" in name:
        return "it has no usable name"
    parts = re.split(r"[/\\]", name)
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:[/\\]", name) or ".." in parts:
        return "its path leads outside the archive; unpack it by hand if it matters"
    return None
