"""What the tests of the tools share: reading a file as it is added, and keeping what was read as processing does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.taking import Take
from tools import results
from tools.case import Case, Exhibit
from tools.evidence import TextLine
from tools.intake import Added, Labels, add
from tools.registry import get_tool


@pytest.fixture
def read(case: Case, put: Callable[..., Exhibit]) -> Callable[..., list[TextLine]]:
    """Add one file, given as for `put`, and read it."""

    def read(file: Path | str, content: str | bytes | None = None, **arguments: int) -> list[TextLine]:
        return [line for line in get_tool("read_document").run(case, put(file, content).id, **arguments) if isinstance(line, TextLine)]

    return read


@pytest.fixture
def take(case: Case, tmp_path: Path) -> Take:
    """Add one file with some content to the case."""

    def take(content: bytes, name: str = "item", **options: str) -> Added:
        (tmp_path / name).write_bytes(content)
        return add(case, [tmp_path / name], Labels("tester"), **options)

    return take


@pytest.fixture
def keep(case: Case, put: Callable[..., Exhibit]) -> Callable[..., Exhibit]:
    """Add one file, given as for `put`, read it and keep what was read."""

    def keep(file: Path | str, content: str | bytes | None = None) -> Exhibit:
        exhibit = put(file, content)
        reader, arguments = get_tool("read_document"), {"exhibit": exhibit.id}
        results.save(case, results.key_of(case, reader, arguments), reader, arguments, 0.0, reader.run(case, exhibit.id))
        return exhibit

    return keep


@pytest.fixture
def case_refusal(case: Case, tmp_path: Path) -> Callable[[bytes], str]:
    """Why a file with some content is refused."""

    def refusal(content: bytes, **options: str) -> str:
        (tmp_path / "refused").write_bytes(content)
        outcome = add(case, [tmp_path / "refused"], Labels("tester"), **options)
        assert not outcome.added
        return outcome.rejected[0].reason

    return refusal
