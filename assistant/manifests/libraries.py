"""Which distributions the numbers of a tool come from, found out from its code and from what was loaded: no list is kept by hand."""

import ast
import pkgutil
import re
import sys
from collections.abc import Iterator, Set
from functools import cache
from importlib import metadata, util
from pathlib import Path

from tools.registry import get_tool

_FRAME = frozenset({"tools.registry", "tools.results", "tools.case", "tools.parameters", "tools.locks", "tools.confirmations"})
"""What calls tools and keeps what they find: it computes nothing of it, and brings in what other tools use."""
_OURS = frozenset({"assistant", "models", "prompts"})
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def libraries_of(tool: str, loaded: Set[str]) -> dict[str, str]:
    """Versions of the distributions that a tool's code imports, and of those that these require, as far as they were loaded.

    Args:
        tool: its name.
        loaded: names of the top-level modules in the process that ran it.
    """
    providers = _providers()
    present = {name for module in loaded for name in providers.get(module, ())}
    direct = {name for module in _imports(tool) for name in providers.get(module, ())}
    return {name: metadata.version(name) for name in sorted(_required(frozenset(direct)) & present)}


@cache
def _providers() -> dict[str, tuple[str, ...]]:
    """Names of the distributions that provide each top-level module."""
    return {module: tuple(map(_plain, names)) for module, names in metadata.packages_distributions().items()}


@cache
def _required(names: frozenset[str]) -> frozenset[str]:
    """These distributions and all that they need, extras left out."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        try:
            needs = metadata.requires(name) or ()
        except metadata.PackageNotFoundError:  # needed on other systems only
            found.discard(name)
            continue
        wanted = {_plain(named[0]) for need in needs if "extra ==" not in need and (named := _NAME.match(need))}
        waiting |= wanted - found
    return frozenset(found)


@cache
def _imports(tool: str) -> frozenset[str]:
    """Top-level modules of others that the code of a tool imports, at its top or when it runs, with what it shares with others."""
    found: set[str] = set()
    seen: set[str] = set()
    first = get_tool(tool).run.__module__
    beside = util.find_spec(first)
    inside = (beside.submodule_search_locations if beside is not None else None) or ()
    waiting = {first, *(f"{first}.{entry.name}" for entry in pkgutil.iter_modules(inside))}  # some are imported by name, when needed
    while waiting:
        name = waiting.pop()
        if name in seen or name in _FRAME:
            continue
        seen.add(name)
        for module in _imported(name):
            top = module.partition(".")[0]
            if top == "tools":
                waiting.add(module)
            elif top not in _OURS and top not in sys.stdlib_module_names:
                found.add(top)
    return frozenset(found)


def _imported(module: str) -> Iterator[str]:
    """The modules that a module of ours imports; a name out of a package counts as a module where it is one."""
    place = _place(module)
    if place is None:
        return
    for node in ast.walk(ast.parse(place.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            if node.module.partition(".")[0] == "tools":
                yield from (name for alias in node.names if _place(name := f"{node.module}.{alias.name}") is not None)


@cache
def _place(module: str) -> Path | None:
    """The file of a module of ours, or None where there is no such module."""
    parent, _, _ = module.rpartition(".")
    if parent and parent != "tools" and not _is_package(parent):
        return None
    spec = util.find_spec(module)
    return None if spec is None or spec.origin is None else Path(spec.origin)


def _is_package(module: str) -> bool:
    place = _place(module)
    return place is not None and place.name == "__init__.py"


def _plain(name: str) -> str:
    """The normal form of a distribution's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
