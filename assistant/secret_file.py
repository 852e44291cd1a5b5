"""Secrets of this station: files outside every case, readable by their owner only, made on first use."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path


def secret(file: Path, made: Callable[[], bytes]) -> bytes:
    """The bytes of a secret file. Where it is missing, it gets what `made` gives; of several processes at once, one makes it."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        spare = file.with_name(f"{file.name}.{os.getpid()}.part")
        with open(os.open(spare, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(made())
            out.flush()
            os.fsync(out.fileno())
        with contextlib.suppress(FileExistsError):  # another process has made it meanwhile: that one stays
            os.link(spare, file)
        spare.unlink()
    return file.read_bytes()
