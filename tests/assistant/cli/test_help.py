"""The help is there at once and names every command."""

import re
import subprocess
import sys

import pytest

from assistant.cli import commands, exhibit
from tests.assistant.cli.conftest import ROOT, Station

HEAVY = (
    "langchain langchain_core langchain_openai langgraph llama_cpp gradio chromadb paddleocr onnxruntime spacy sklearn faster_whisper "
    "av torch ray"
)


def test_help_imports_no_heavy_library() -> None:
    """`exhibit --help` prints its commands without importing any library that takes seconds."""
    code = (
        "import sys\nfrom assistant.cli import exhibit\nexhibit(['--help'], standalone_mode=False)\n"
        f"print('HEAVY', [name for name in {HEAVY.split()!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ran.stdout.rstrip().endswith("HEAVY []")
    assert all(name in ran.stdout for name in commands())


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_has_help(command: str) -> None:
    """Each command that the help names can be imported, and says what it does."""
    found = exhibit.get_command(exhibit.make_context("exhibit", [], resilient_parsing=True), command)
    assert found is not None
    assert len(str(found.help)) > 10


def test_the_version_is_told(station: Station) -> None:
    """`exhibit --version` gives a number and ends with 0."""
    ran = station.plain("--version")
    assert ran.status == 0
    assert re.search(r"\d+\.\d+\.\d+", ran.stdout)
