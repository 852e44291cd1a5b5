"""What the tests share: cases in temporary folders, the demo material, real weights and real data where they are present."""

from collections.abc import Callable
from pathlib import Path

import pytest

import models
from assistant.ledger import Ledger, StationKey
from assistant.session import Session
from tools.case import Case, Exhibit
from tools.following import TASK, missing
from tools.intake import Labels, add

DEMO = Path(__file__).parent / "data" / "demo_case"
SHARED = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case."""
    return Case.new(tmp_path / "case", "Test case")


@pytest.fixture
def session(case: Case, tmp_path: Path) -> Session:
    """An open session on the empty case, with a station key and heads of its own."""
    return Session(case, Ledger(case.folder, case.id, StationKey(tmp_path / "state" / "key"), tmp_path / "state" / "heads"), "tester")


@pytest.fixture
def put(case: Case, tmp_path: Path) -> Callable[..., Exhibit]:
    """Add one file, given by its path or by its name and content, to the case."""

    def put(file: Path | str, content: str | bytes | None = None, title: str = "", kind: str = "") -> Exhibit:
        if content is not None:
            place = tmp_path / "material" / str(file)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(content.encode() if isinstance(content, str) else content)
            file = place
        outcome = add(case, [Path(file)], Labels("tester", title=title, kind=kind))
        assert not outcome.rejected, outcome.rejected
        return outcome.added[0]

    return put


@pytest.fixture
def demo() -> Path:
    """The folder of the demo material."""
    return DEMO


@pytest.fixture
def shared() -> Path:
    """The folder of real data with ground truth, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real data (../shared/data) is not on this machine")
    return SHARED


def _vision() -> str:
    """Why things cannot be detected here; empty where they can."""
    store = models.store()
    absent = "" if store.status(store.chosen(TASK).name).present else f"weights for {TASK} are not here: set EXHIBIT_MODELS_MIRROR"
    return missing() or absent


needs_vision = pytest.mark.skipif(bool(_vision()), reason=_vision())
"""Skips a test, with the reason, where the extra `vision` or its weights are not on this machine."""


def needs_weights(*tasks: str) -> pytest.MarkDecorator:
    """Skip a test, with the reason, where the weights of a task are not on this machine."""
    missing = [task for task in tasks if not models.store().status(models.store().chosen(task).name).present]
    return pytest.mark.skipif(bool(missing), reason=f"weights for {', '.join(missing)} are not here: run `exhibit models fetch`")
