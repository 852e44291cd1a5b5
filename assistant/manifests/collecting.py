"""Writing down what a run of a tool hangs on, before it begins, and what it gave, after it."""

import hashlib
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from assistant.making import Made
from assistant.manifests.libraries import libraries_of
from assistant.manifests.machine import machine
from assistant.manifests.manifest import Inputs, Manifest, output_of
from tools import galleries, results
from tools.case import Case
from tools.evidence import PatrolStop
from tools.registry import Tool
from tools.retrieval import index_of

_AHEAD = ThreadPoolExecutor(1, thread_name_prefix="libraries")
"""Finds out beside a tool's first run what its code imports."""


@dataclass(frozen=True)
class Begun:
    """A run that is under way."""

    tool: Tool
    args: Mapping[str, Any]
    inputs: Inputs
    started: datetime
    _libraries: Future[dict[str, str]]

    def done(self, case: Case, made: Made) -> Manifest:
        """The manifest of the run, now that it is over."""
        seconds = (datetime.now(UTC) - self.started).total_seconds()
        self._libraries.result()  # what was found out there is kept in memory
        commitment = next((i.totals.commitment for i in made.evidence if isinstance(i, PatrolStop) and i.totals), None)
        # A tool that goes through the whole case brings its index up to date first: what it searched is known after it.
        inputs = self.inputs.model_copy(update={"case": whole_case(case) if goes_through(self.tool) else None, "plan": commitment})
        seed = self.args.get("seed")
        return Manifest(
            tool=self.tool.name,
            version=self.tool.version,
            args=dict(self.args),
            weights=self.tool.weights_digests(),
            seed=seed if isinstance(seed, int) else None,
            inputs=inputs,
            output=output_of(made.evidence),
            evidence=tuple(item.id for item in made.evidence),
            files=dict(made.files),
            rounds=dict(made.rounds),
            libraries=libraries_of(self.tool.name, made.loaded),
            machine=machine(made.threads),
            started=self.started.isoformat(),
            seconds=round(seconds, 3),
        )


def begun(case: Case, tool: Tool, args: Mapping[str, Any]) -> Begun:
    """What a run with these checked arguments hangs on, as it begins."""
    ahead = _AHEAD.submit(libraries_of, tool.name, frozenset())
    return Begun(tool, dict(args), inputs_of(case, tool, args), datetime.now(UTC), ahead)


def inputs_of(case: Case, tool: Tool, args: Mapping[str, Any]) -> Inputs:
    """What a call with these checked arguments is about, as things stand, without what is known only after it."""
    named = [str(args[p.name]) for p in tool.exhibit_parameters if args.get(p.name)]
    readings = {name: results.reading_key(case, name) for name in named} if tool.after else {}
    searched = [str(args[p.name]) for p in tool.gallery_parameters if args.get(p.name)]
    return Inputs(
        exhibits={name: case.look_up(name).sha256 for name in named},
        readings={name: key for name, key in readings.items() if key is not None},
        galleries={name: galleries.gallery(case, name).state for name in searched},
        settings={name: value for name in tool.uses if (value := getattr(case, name))},
        case=None,
    )


def goes_through(tool: Tool) -> bool:
    """Whether a tool goes through the whole case and not through the exhibits that its arguments name."""
    return bool(tool.after) and not tool.exhibit_parameters


def whole_case(case: Case) -> str:
    """What changes with every text of the case: SHA-256 over the keys of the readings that its index has."""
    return hashlib.sha256("\n".join(f"{name} {key}" for name, key in sorted(index_of(case).readings().items())).encode()).hexdigest()
