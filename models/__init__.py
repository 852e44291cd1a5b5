"""Model weights: pinned by hash, fetched only on request, never during a question.

`path(task)` is all a tool needs. Importing this package switches off every look-up, telemetry and update check of the
libraries that read weights, because each tool imports it before its heavy library.
"""

from pathlib import Path

from models import quiet
from models.errors import FetchFailed, WeightsCorrupt, WeightsError, WeightsMissing
from models.store import ModelStore

__all__ = [
    "FetchFailed",
    "ModelStore",
    "WeightsCorrupt",
    "WeightsError",
    "WeightsMissing",
    "digest",
    "path",
    "store",
    "use",
]

quiet.switch_off()
_store = ModelStore(Path(__file__).parent / "weights")


def use(chosen: ModelStore) -> None:
    """Make `chosen` the store that this process reads weights from."""
    global _store
    _store = chosen


def store() -> ModelStore:
    """The store that this process reads weights from."""
    return _store


def path(task: str) -> Path:
    """Folder of the verified weights that serve a task (see `ModelStore.path` for what is raised)."""
    return _store.path(task)


def digest(task: str) -> str:
    """Identity of the weights that serve a task, for records and caches."""
    return _store.digest(task)
