"""What is told while a question is answered."""

import pytest

from assistant.chat.progress import Progress
from assistant.chat.progress_view import progress_view
from tests.assistant.chat.test_escape import HOSTILE, read
from tools.errors import Stopped

CALL = {"tool": "search_case", "args": {"query": "van"}}
FOUND = CALL | {"evidence": 8, "error": None, "seconds": 1.24, "cached": False}


def text_of(progress: Progress) -> str:
    return " ".join(read(progress_view(progress).replace("<", " <")).text.split())


def test_the_steps_of_a_question() -> None:
    """Each event is a step; a tool call is told with its arguments at once, and later with its findings and seconds."""
    progress = Progress("Which van?")
    progress.hear("route", {})
    assert "Choosing tools" in text_of(progress)
    progress.hear("call", CALL)
    assert text_of(progress).endswith("search_case(query='van')")
    progress.hear("found", FOUND)
    progress.hear("composing", {"tool": "search_case"})
    assert text_of(progress).endswith("search_case(query='van') 8 findings · 1.2 s Writing the answer")
    assert [step.done for step in progress.steps] == [True, True, False]


def test_reading_is_one_step_with_its_share() -> None:
    """Many reports on reading new exhibits are one step that goes on, not many."""
    progress = Progress("Which van?")
    for share in (0.1, 0.4):
        progress.hear("reading", {"share": share, "doing": "transcribing EX-0005"})
    [step] = progress.steps
    assert step.share == 0.4
    assert "Transcribing EX-0005" in text_of(progress)
    assert 'value="40"' in progress_view(progress)


def test_a_tool_says_how_far_it_is() -> None:
    """Reports of a tool that runs belong to its call, and end with it."""
    progress = Progress("Which van?")
    progress.hear("call", CALL)
    progress.hear_tool(0.5, "recognising")
    assert progress.steps[-1].share == 0.5
    progress.hear("found", FOUND | {"error": "damaged"})
    assert progress.steps[-1].share is None
    assert "damaged" in text_of(progress)


def test_once_stopped_nothing_goes_on() -> None:
    """After Stop the next event ends the question, and the screen says that it will."""
    progress = Progress("Which van?")
    progress.hear("route", {})
    progress.stop()
    assert "Stopping after this step" in text_of(progress)
    with pytest.raises(Stopped):
        progress.hear("call", CALL)


def test_questions_and_arguments_are_text() -> None:
    """What the officer asks and what is passed to tools is shown, never interpreted."""
    for text in HOSTILE:
        progress = Progress(text)
        progress.hear("call", {"tool": "search_case", "args": {"query": text}})
        progress.hear_tool(0.5, text)
        html = progress_view(progress)
        assert not set("{}$`") & set(html)
        assert set(read(html).elements) <= {"article", "h2", "ol", "li", "code", "span", "progress"}


def test_what_a_plan_has_when_it_is_stopped_is_told() -> None:
    """After Stop a plan that ends with the best so far is heard and told; any other step ends there."""
    progress = Progress("three cars, 22 to 06")
    progress.hear("call", {"tool": "plan_patrol", "args": {}})
    progress.stop()
    progress.hear("found", {"tool": "plan_patrol", "args": {}, "evidence": 12, "seconds": 1.0, "cached": False, "error": None})
    progress.hear("composing", {"tool": "plan_patrol"})
    assert progress.steps[0].findings == 12
    with pytest.raises(Stopped):
        progress.hear("call", {"tool": "search_case", "args": {}})
