"""The manifest says of every file what it is, who may use it and where its bytes come from, and pins each of them."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from pydantic import ValidationError

import models
from models.manifest import Manifest, Weights, WeightsFile, manifest
from tools.registry import all_tools

SHA = re.compile(r"[0-9a-f]{64}")
FREE = {"Apache-2.0", "MIT", "BSD-3-Clause", "BSD-2-Clause", "CC-BY-4.0", "CC0-1.0"}
"""Licences under which an authority may use weights at its work."""
OPEN = {"AGPL-3.0"}
"""Licences that allow the work too, but ask whoever changes and serves the program for its source: only for an extra."""

each_weights = pytest.mark.parametrize("weights", manifest().weights, ids=lambda weights: weights.name)


@each_weights
def test_an_entry_says_what_it_is(weights: Weights) -> None:
    """Every set of weights has a task, a licence that allows the work, a publisher's address and a note."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", weights.task)
    assert weights.licence in FREE or (weights.licence in OPEN and "exhibit[" in weights.note)
    assert urlsplit(weights.publisher).scheme == "https"
    assert weights.note


@each_weights
def test_every_file_is_pinned_and_has_a_source(weights: Weights) -> None:
    """Every file has a SHA-256, a size, and a place it can be taken from, by https or from a pinned carrier, or a way to get it."""
    for file in weights.files:
        assert SHA.fullmatch(file.sha256)
        assert file.size > 0
        assert file.url or file.parts or "EXHIBIT_MODELS_MIRROR" in weights.by_hand
        assert not (weights.by_hand and (file.url or file.parts))
        assert file.url is None or urlsplit(file.url).scheme == "https"
        assert {part.partition(":")[0] for part in file.parts} <= set(manifest().carriers)
        assert all(part.partition(":")[2] for part in file.parts)


@each_weights
def test_files_stay_in_their_folder(weights: Weights) -> None:
    """No name of weights or of a file leads out of the store."""
    for name in [weights.name, *(file.name for file in weights.files)]:
        assert not name.startswith(("/", "~"))
        assert ".." not in name.split("/")
    assert len({file.name for file in weights.files}) == len(weights.files)


def test_every_carrier_is_pinned_and_needed() -> None:
    """Every wheel has a version and a SHA-256, and some file is taken from it."""
    used = {part.partition(":")[0] for weights in manifest().weights for file in weights.files for part in file.parts}
    for name, carrier in manifest().carriers.items():
        assert SHA.fullmatch(carrier.sha256)
        assert re.fullmatch(r"\d+(\.\d+)+", carrier.version)
        assert name in used


def test_each_task_has_one_default() -> None:
    """Names are unique, and what a fresh station fetches and uses for a task is never a matter of chance."""
    assert max(Counter(weights.name for weights in manifest().weights).values()) == 1
    tasks = {weights.task for weights in manifest().weights}
    assert Counter(weights.task for weights in manifest().weights if weights.default) == dict.fromkeys(tasks, 1)


def test_every_tool_finds_its_weights() -> None:
    """Each task that a tool names is served by an entry of the manifest."""
    for tool in all_tools().values():
        for task in tool.weights:
            assert models.store().chosen(task).task == task


def test_a_slip_in_the_manifest_is_an_error() -> None:
    """A misspelt field, a missing hash or weights without files do not pass as something else."""
    good = {"name": "a", "sha256": "0" * 64, "size": 1}
    assert WeightsFile.model_validate(good).url is None
    for broken in (good | {"sha265": "0"}, {"name": "a", "size": 1}, good | {"size": "large"}):
        with pytest.raises(ValidationError):
            WeightsFile.model_validate(broken)
    with pytest.raises(ValidationError):
        Manifest.model_validate({"weights": [manifest().weights[0].model_dump() | {"files": []}], "carriers": {}})


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    """Asking for weights that are not listed names those that are."""
    with pytest.raises(KeyError, match=manifest().weights[0].name):
        manifest().get("no-such-model")
