"""What of this machine can change a number."""

import platform
from functools import cache
from pathlib import Path

from assistant.manifests.manifest import Machine


@cache
def machine(threads: int) -> Machine:
    """This machine, with the threads that libraries were told to use."""
    return Machine(
        processor=processor(),
        architecture=platform.machine(),
        threads=threads,
        system=f"{platform.system()} {platform.release()}, {' '.join(platform.libc_ver())}",
        python=f"{platform.python_implementation()} {platform.python_version()}",
    )


def processor() -> str:
    """What kind of processor this machine has, as it says of itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:  # not Linux
        return platform.processor() or platform.machine()
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
