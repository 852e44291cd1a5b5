"""Tools in a process of their own: the same evidence, and an end at any moment."""

import threading
import time
from collections.abc import Callable, Iterator

import psutil
import pytest

from assistant.making import ToolProcess, in_process
from assistant.making.messages import packed
from assistant.making.tool_process import ProcessDied
from tests.assistant.making.deadly import Deadly, Endless
from tools.case import Case, Exhibit
from tools.errors import CaseError, IntegrityError, Stopped, ToolError
from tools.progress import listening
from tools.registry import get_tool
from tools.searches import Earlier

Put = Callable[..., Exhibit]
READ = {"exhibit": "EX-0001"}


@pytest.fixture(scope="module")
def hands() -> Iterator[ToolProcess]:
    process = ToolProcess(1)
    yield process
    process.close()


def test_the_process_finds_what_this_one_finds(hands: ToolProcess, case: Case, put: Put) -> None:
    """Evidence comes back word for word and byte for byte, also where it holds what JSON must escape."""
    put("a.txt", 'Ünïcode “quotes” \\ "and" {{ braces }} <b>\n\nHelen.\n')
    tool = get_tool("read_document")
    there, here = hands(case, tool, READ), in_process(case, tool, READ)
    assert packed(there.evidence) == packed(here.evidence)
    assert there.evidence == here.evidence
    assert "pydantic" in there.loaded


@pytest.mark.parametrize(
    ("args", "kind", "says"),
    [
        ({"exhibit": "EX-0009"}, CaseError, "no exhibit 'EX-0009'"),
        ({"exhibit": "EX-0001", "page": 7}, ToolError, "there is no page 7"),
        ({"exhibit": "EX-0001", "nothing": 7}, ToolError, "read_document failed on"),
    ],
)
def test_errors_keep_their_kind_and_words(hands: ToolProcess, case: Case, put: Put, args: dict, kind: type, says: str) -> None:
    """What the tool says of why it could not, the officer reads as if it had run here."""
    put("a.txt", "Only line.\n")
    with pytest.raises(kind, match=says):
        hands(case, get_tool("read_document"), args)


def test_a_flipped_byte_is_found_there_too(hands: ToolProcess, case: Case, put: Put) -> None:
    """The process hashes the exhibit before it reads, and its integrity failure arrives as one."""
    exhibit = put("a.txt", "The boat left at nine.\n")
    exhibit.path.chmod(0o600)
    exhibit.path.write_text("The boat left at five.\n")
    with pytest.raises(IntegrityError):
        hands(case, get_tool("read_document"), READ)


def test_a_death_is_told_and_the_next_call_is_made(case: Case, put: Put) -> None:
    """The call whose process dies has its reason; another process does the next call."""
    put("a.txt", "Only line.\n")
    hands = ToolProcess(1)
    with pytest.raises(ProcessDied, match="process died"):
        hands(case, get_tool("read_document"), {"exhibit": Deadly()})
    assert len(hands(case, get_tool("read_document"), READ).evidence) == 1
    hands.close()


def test_what_does_not_return_is_ended(case: Case, put: Put) -> None:
    """A process that native code holds, so that it hears nothing, is ended after its second; nothing of it lives on."""
    put("a.txt", "Only line.\n")
    hands = ToolProcess(1)
    hands(case, get_tool("read_document"), READ)
    assert hands._process is not None
    first = hands._process.pid
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with listening(lambda share, doing: None, stop.is_set), pytest.raises(Stopped, match="nothing of this step was kept"):
        hands(case, get_tool("read_document"), {"exhibit": Endless()})
    assert not psutil.pid_exists(first or 0)
    assert len(hands(case, get_tool("read_document"), READ).evidence) == 1
    hands.close()


def test_a_half_written_file_of_an_ended_process_is_taken_away(case: Case, put: Put) -> None:
    """What the process had begun to write in the case folder goes with it; parts that others write stay."""
    put("a.txt", "Only line.\n")
    hands = ToolProcess(1)
    hands.begin()
    assert hands._process is not None
    folder = case.folder / "partial" / "abc"
    folder.mkdir(parents=True)
    mine, other = folder / f"0-0.json.{hands._process.pid}-77.part", folder / "0-1.json.1-77.part"
    for spare in (mine, other):
        spare.write_text("half")
    with pytest.raises(ProcessDied):
        hands(case, get_tool("read_document"), {"exhibit": Deadly()})
    assert (mine.exists(), other.exists()) == (False, True)
    hands.close()


def test_a_repetition_leaves_nothing_in_the_case(case: Case, put: Put) -> None:
    """A tool that makes files beside its evidence names them, and where its run is repeated none of them is written."""
    rows = "".join(f"2026-0{1 + n % 6}-1{n % 9} 2{n % 4}:10,{51.5 + n % 3 / 100},{-0.1 + n % 4 / 100}\n" for n in range(60))
    put("incidents.csv", f"date,lat,lon\n{rows}")
    args = {"units": 1, "hours": "22-06", "seed": 3, "seconds": 1}
    made = in_process(case, get_tool("plan_patrol"), args, again=Earlier())
    assert made.files
    assert not (case.folder / "derived").exists()
    hands = ToolProcess(1)
    kept = hands(case, get_tool("plan_patrol"), args)
    hands.close()
    assert kept.files
    assert all((case.folder / name).is_file() for name in kept.files)


def test_stopping_in_time_keeps_the_process(hands: ToolProcess, case: Case, put: Put) -> None:
    """A tool that hears that it should stop ends by itself: its weights stay loaded for the next call."""
    put("a.txt", "Only line.\n")
    hands.begin()
    first = hands._process
    started = time.monotonic()
    with listening(lambda share, doing: None, lambda: True), pytest.raises(Stopped):
        hands(case, get_tool("read_document"), READ)
    assert hands._process is first, time.monotonic() - started
    assert hands(case, get_tool("read_document"), READ).evidence
