"""What can go wrong with weights.

WeightsError            something about weights stops the work
├── WeightsMissing      they are not on this machine: fetch them
├── WeightsCorrupt      they are not the pinned bytes: an integrity failure
├── NoCard              no card says how these very bytes were measured: they are not used
├── NotTensors          a file holds something else than the tensors it should hold
└── FetchFailed         no source gave the pinned bytes
"""


class WeightsError(Exception):
    """Something about weights stops the work; the message says what the user can do."""


class WeightsMissing(WeightsError):
    """The weights are not on this machine."""


class WeightsCorrupt(WeightsError):
    """The bytes on this machine are not the ones the manifest pins."""


class NoCard(WeightsError):
    """No card names the bytes on this machine, so nobody can say how often they are wrong: they are not used."""


class NotTensors(WeightsError):
    """A file of weights holds something else than tensors, or is no such file; nothing in it was run."""


class FetchFailed(WeightsError):
    """No source gave the bytes that the manifest pins; the message names each source and its reason."""
