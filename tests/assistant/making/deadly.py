"""Arguments that do to a tool's process what hostile or endless exhibits do."""

import os
from typing import Any


class Deadly:
    """Kills the process that receives it."""

    def __reduce__(self) -> Any:
        return os._exit, (9,)


def asleep(seconds: float) -> str:
    """Holds the interpreter and does not return, as native code does that knows nothing of stopping."""
    import ctypes

    ctypes.PyDLL(None).usleep(int(seconds * 1e6))  # PyDLL keeps the interpreter's lock: no other thread runs meanwhile
    return "EX-0001"


class Endless:
    """Keeps the process that receives it from ever running Python again, for a minute."""

    def __reduce__(self) -> Any:
        return asleep, (60.0,)
