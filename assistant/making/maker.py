"""Who runs the functions of tools: this process, unless whoever asks has a process that can be stopped."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from assistant.making.made import Made, Maker, digests, loaded_modules
from models.errors import WeightsCorrupt, WeightsError
from tools.case import Case
from tools.errors import CaseError, IntegrityError, ToolError
from tools.evidence import Evidence
from tools.held_back import held_back
from tools.progress import heed
from tools.registry import Tool
from tools.searches import Earlier, searching


def in_process(case: Case, tool: Tool, args: Mapping[str, Any], *, again: Earlier | None = None) -> Made:
    """Run a tool here: it stops where it next reports. Arguments and errors as for `Maker`."""
    with held_back() as held, searching(again) as searches:
        evidence = found(case, tool, args)
    if not tool.ends_early:
        heed()
    if again is None:
        held.write()
    return Made(tuple(evidence), digests(case.folder, held.files), searches.rounds, loaded_modules(), os.cpu_count() or 1)


def found(case: Case, tool: Tool, args: Mapping[str, Any]) -> Sequence[Evidence]:
    """What a tool finds, run here and now; errors as for `Maker`."""
    try:
        return tool.run(case, **args)
    except (CaseError, IntegrityError, WeightsError, WeightsCorrupt):
        raise
    except Exception as error:
        # Decoders and recognisers raise anything for a hostile or damaged exhibit. It is an answer about this call and on
        # record, and the other calls go on.
        raise ToolError(f"{tool.name} failed on {dict(args)}: {type(error).__name__}: {error}") from error


_maker: ContextVar[Maker] = ContextVar("maker", default=in_process)


def make(case: Case, tool: Tool, args: Mapping[str, Any], *, again: Earlier | None = None) -> Made:
    """Run a tool by whoever runs them here; arguments and errors as for `Maker`."""
    return _maker.get()(case, tool, args, again=again)


@contextmanager
def made_by(maker: Maker) -> Iterator[None]:
    """Let `maker` run the tools that are used inside."""
    token = _maker.set(maker)
    try:
        yield
    finally:
        _maker.reset(token)
