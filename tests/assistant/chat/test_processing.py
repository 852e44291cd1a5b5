"""Going through what is new, while everything else goes on."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence

from assistant.chat.case_view import case_view
from assistant.chat.processing import Processing, Run
from assistant.ingest import Watcher
from assistant.ingest.local import in_process
from assistant.ingest.task import Outcome, Task
from assistant.session import Session
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.conftest import needs_weights
from tools.case import Exhibit

Put = Callable[..., Exhibit]


def until_done(run: Run) -> None:
    end = time.monotonic() + 60
    while run.going:
        assert time.monotonic() < end
        run.changed.wait(0.1)


@needs_weights("named-entities", "text-embedding")
def test_what_is_new_is_gone_through(opened: Session, key: str, put_in: Put) -> None:
    """An exhibit is «new» until its text is known, and has its mark afterwards."""
    put_in("a.txt", "The boat left at nine.\n")
    assert "1 new" in case_view(opened, None)
    processing = Processing(in_process)
    run = processing.begin(key, opened)
    until_done(run)
    assert run.error() is None
    assert "all gone through" in case_view(opened, run)
    processing.close()


def test_progress_and_failures_are_told_for_each_exhibit(opened: Session, key: str, put_in: Put) -> None:
    """While a run goes on each exhibit says what is done with it; afterwards, what could not be done and why."""
    for name in ("a.txt", "b.txt"):
        put_in(name, f"The boat {name} left.\n")
    told, go_on = threading.Event(), threading.Event()

    def engine(session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
        watcher(tasks[0], 0.4, f"reading {tasks[0].exhibit}, page 2 of 5")
        told.set()
        assert go_on.wait(20)
        for task in tasks:
            yield Outcome(task.exhibit, task.tool, reason="<b>damaged</b>")

    processing = Processing(engine)
    run = processing.begin(key, opened)
    assert told.wait(20)
    assert processing.begin(key, opened) is run
    html = case_view(opened, run)
    assert 'value="40"' in html
    assert "reading, page 2 of 5" in read(html).text
    assert read(html).text.count("waiting") == 1
    go_on.set()
    until_done(run)
    assert "&lt;b&gt;damaged&lt;/b&gt;" in case_view(opened, run)
    assert processing.begin(key, opened) is not run
    processing.close()


def test_a_run_that_breaks_says_so(opened: Session, key: str, put_in: Put) -> None:
    """A fault of the program ends the run with words on the page, and another can be begun."""
    put_in("a.txt", "The boat left.\n")

    def engine(session: Session, tasks: Sequence[Task], watcher: Watcher) -> Iterator[Outcome]:
        raise RuntimeError("out of order")

    processing = Processing(engine)
    run = processing.begin(key, opened)
    until_done(run)
    assert "out of order" in case_view(opened, run)
    assert processing.begin(key, opened) is not run
    processing.close()


def test_titles_in_the_list_are_text(opened: Session, put_in: Put) -> None:
    """The list of exhibits shows titles letter for letter."""
    for number, text in enumerate(HOSTILE):
        put_in(f"{number}.txt", f"Text {number}.\n", title=text)
    html = case_view(opened, None)
    assert not set("{}$`") & set(html)
    assert not {"img", "script", "textarea"} & set(read(html).elements)
    for text in HOSTILE:
        assert text in read(html).text
