"""The manifest of every run of a tool: what it hung on and what it gave."""

from assistant.manifests.collecting import begun, goes_through, inputs_of, whole_case
from assistant.manifests.keeping import Run, keep, numbered, numbers, of_key
from assistant.manifests.manifest import Inputs, Machine, Manifest, canonical_lines, output_of

__all__ = [
    "Inputs",
    "Machine",
    "Manifest",
    "Run",
    "begun",
    "canonical_lines",
    "goes_through",
    "inputs_of",
    "keep",
    "numbered",
    "numbers",
    "of_key",
    "output_of",
    "whole_case",
]
