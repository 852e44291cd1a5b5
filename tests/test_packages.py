"""The four packages have common names: what is imported must be this project's."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "tools", "models", "prompts")


@pytest.mark.parametrize("name", PACKAGES)
def test_the_imported_package_is_ours(name: str) -> None:
    """The package that is imported here lies in this project and nowhere else."""
    package = importlib.import_module(name)
    assert package.__file__ is not None
    assert Path(package.__file__).parent == ROOT / name
    assert [Path(place) for place in package.__path__] == [ROOT / name]


def test_they_are_ours_from_any_folder(tmp_path: Path) -> None:
    """Started beside a stranger's package of the same name, the console script (which starts as with `-P`) still uses its own."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "__init__.py").write_text("raise SystemExit('a stranger')")
    code = f"import importlib; print(*(importlib.import_module(name).__file__ for name in {PACKAGES!r}))"
    ran = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert [Path(place).parent for place in ran.stdout.split()] == [ROOT / name for name in PACKAGES]


@pytest.mark.parametrize("name", PACKAGES)
def test_every_package_says_what_it_is(name: str) -> None:
    """Each package's first line is a sentence about it."""
    assert len((importlib.import_module(name).__doc__ or "").splitlines()[0]) > 20
