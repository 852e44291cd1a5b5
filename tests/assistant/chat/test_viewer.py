"""Exhibits at the cited place."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import execution
from assistant.chat.conversation import Cited
from assistant.chat.material import Material
from assistant.chat.media import Addresses
from assistant.chat.opening import Opening
from assistant.chat.viewer import Viewer
from assistant.execution import ToolCall
from assistant.session import Session
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.conftest import needs_weights
from tests.tools.read_document.test_mailbox import MAILBOX
from tests.tools.read_document.test_workbook import calls, packed
from tools import results
from tools.case import Exhibit
from tools.evidence import Utterance
from tools.registry import get_tool

Put = Callable[..., Exhibit]


@pytest.fixture
def viewer(material: Material, addresses: Addresses) -> Viewer:
    return Viewer(material, addresses)


SINGLE = {"standing": "single-user station"}
"""Stands in every record of a station without accounts."""


def events(session: Session) -> list[tuple[str, dict[str, object]]]:
    found = [json.loads(line) for line in session.ledger.path.read_text().splitlines()]
    return [(event["event"], event["data"]) for event in found]


def read_it(session: Session, exhibit: Exhibit) -> None:
    assert execution.run(session, ToolCall("read_document", {"exhibit": exhibit.id})).error is None


def opening(exhibit: Exhibit, quote: str, **place: object) -> Opening:
    return Opening.at(Cited(exhibit.at(quote=quote, **place)), (0, 1), play=True)  # type: ignore[arg-type]


def test_the_cited_line_of_a_text(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """The lines stand with their numbers, the quoted words are marked in theirs, and the opening is on record."""
    text = put_in("a.txt", "First line.\n\nThe boat left at nine.\nLast line.\n")
    read_it(opened, text)
    html = viewer.show(opened, key, opening(text, "left at nine", line=3))
    assert re.findall("<mark>(.*?)</mark>", html) == ["left at nine"]
    assert re.findall('class="line-number">(.*?)<', html) == ["1", "3", "4"]
    assert 'class="line cited asked after-gap"' in html
    assert events(opened)[-1] == ("view", {"exhibit": "EX-0001", "fragment": "line=3", "reason": "citation 1 of answer 1"} | SINGLE)


def test_the_head_says_what_it_is(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """Number, title, hash, who added it and when stand above every exhibit; opening it as a whole is on record too."""
    text = put_in("a.txt", "First line.\n", title="Note")
    html = viewer.show(opened, key, Opening("EX-0001"))
    told = read(html).text
    for fact in ("EX-0001", "Note", text.sha256[:12], "added by tester"):
        assert fact in told
    assert f"SHA-256 {text.sha256}" in html
    assert events(opened)[-1] == ("view", {"exhibit": "EX-0001", "fragment": None, "reason": "chosen from the list of exhibits"} | SINGLE)


def test_a_text_that_nobody_has_read(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """The cited words are shown all the same, and what to do."""
    html = viewer.show(opened, key, opening(put_in("a.txt", "The boat left.\n"), "The boat", line=1))
    assert "The boat" in html
    assert "Nobody has gone through this exhibit yet" in html


def test_a_long_text_is_shown_around_the_citation(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """Of thousands of lines a few hundred are sent: those around the citation, and others on request."""
    text = put_in("long.txt", "\n".join(f"Line {number}" for number in range(1, 3001)))
    read_it(opened, text)
    html = viewer.show(opened, key, cited := opening(text, "Line 2000", line=2000))
    numbers = [int(number) for number in re.findall('class="line-number">(.*?)<', html)]
    assert len(numbers) == 400
    assert numbers[0] < 2000 < numbers[-1]
    first = int(re.findall('data-first="(.*?)"', html)[0])
    earlier = viewer.show(opened, key, cited.moved(first))
    assert int(re.findall('class="line-number">(.*?)<', earlier)[-1]) == numbers[0] - 1


def test_the_cited_row_of_a_table(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """A table has columns with their headings, and the row that is cited is marked; the quote stands as in the file."""
    table = put_in("t.csv", 'time,place,remark\n01:20,"Pier, north",van\n01:40,Gate,van\n')
    read_it(opened, table)
    html = viewer.show(opened, key, opening(table, '01:20,"Pier, north",van', line=2))
    assert re.findall('<tr class="cited asked">.*?</tr>', html)[0].count("<td") == 3
    assert '<td dir="auto">Pier, north</td>' in html
    assert re.findall("<thead>.*?</thead>", html)[0].count('<th dir="auto">') == 3


@needs_weights("ocr-detection", "ocr-recognition")
def test_lines_of_slides_sheets_and_messages_are_told_apart(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """Where each page counts its lines from 1, the cited line is marked on its page only; a workbook is shown by rows."""
    mailbox = put_in("a.mbox", MAILBOX)
    read_it(opened, mailbox)
    html = viewer.show(opened, key, opening(mailbox, "To: v.lane@example.com", page=2, line=2))
    assert html.count("cited") == 1
    assert re.findall("<mark>(.*?)</mark>", html) == ["To: v.lane@example.com"]
    workbook = put_in("a.xlsx", packed(calls()))
    read_it(opened, workbook)
    assert "Cost: £1,234.50" in viewer.show(opened, key, opening(workbook, "A2: 2026-03-14", page=1, line=2))


def test_a_cited_place_on_a_page(viewer: Viewer, opened: Session, key: str, put_in: Put, demo: Path) -> None:
    """A citation on a page has its frame, the quote below it, and the other places of its sentence have weaker frames."""
    letter = put_in(demo / "scanned_letter.pdf")
    mine, other = letter.at(quote="GB33 BUKB", page=2, xywh=(100, 200, 300, 40)), letter.at(quote="500 pounds", page=2, xywh=(1, 2, 3, 4))
    html = viewer.show(opened, key, Opening.at(Cited(mine, (other,)), (0, 1), play=True))
    assert re.findall('class="(frame[^"]*)"', html) == ["frame", "frame beside"]
    assert "page 2 of 2" in html
    assert re.findall("<blockquote[^>]*>(.*?)</blockquote>", html) == ["GB33 BUKB", "500 pounds"]
    turned = viewer.show(opened, key, Opening.at(Cited(mine), (0, 1), play=True).turned(1))
    assert 'class="frame' not in turned
    assert events(opened)[-1] == ("view", {"exhibit": "EX-0001", "fragment": "page=1", "reason": "citation 1 of answer 1"} | SINGLE)


def said(recording: Exhibit, start: float, end: float, text: str) -> Utterance:
    citation = recording.at(t=(start, end), quote=text)
    return Utterance(text=text, citations=(citation,), source="transcribe_audio", start=start, end=end, language="en")


def keep(session: Session, recording: Exhibit, utterances: list[Utterance]) -> None:
    tool, args = get_tool("transcribe_audio"), {"exhibit": recording.id}
    results.save(session.case, "key", tool, args, 1.0, utterances)


def test_the_cited_second_of_a_recording(viewer: Viewer, opened: Session, key: str, put_in: Put, demo: Path) -> None:
    """The player knows the stretch, plays it when somebody clicked, and the utterance is marked in the transcript."""
    call = put_in(demo / "emergency_call.wav")
    keep(opened, call, [said(call, 0.0, 2.3, "What is your name?"), said(call, 26.2, 29.4, "They drove out through the main gate.")])
    html = viewer.show(opened, key, opening(call, "through the main gate", t=(27.0, 28.5)))
    assert 'data-from="27.00" data-to="28.50" data-play' in html
    assert re.findall("<mark>(.*?)</mark>", html) == ["through the main gate"]
    assert re.findall('<li class="(.*?)"', html) == ["cited asked"]
    silent = viewer.show(opened, key, Opening.at(Cited(call.at(t=(27.0, 28.5), quote="x")), (0, 1), play=False))
    assert "data-play" not in silent


def test_changed_bytes_are_not_shown(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """Of an exhibit that is not what it was nothing is shown but an alarm, and the record has it."""
    text = put_in("a.txt", "The boat left at nine.\n")
    read_it(opened, text)
    cited = opening(text, "The boat", line=1)
    assert "The boat" in viewer.show(opened, key, cited)
    text.path.chmod(0o600)
    text.path.write_text("The boat left at five.\n")
    html = viewer.show(opened, key, cited)
    assert "Integrity failure" in html
    assert "The boat" not in html
    assert events(opened)[-1][0] == "integrity_failure"


def test_a_citation_of_other_bytes_is_refused(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """A citation names the bytes that it is of; those of another exhibit are not shown in their place."""
    text = put_in("a.txt", "The boat left at nine.\n")
    wrong = text.at(quote="The boat", line=1).model_copy(update={"sha256": "0" * 64})
    assert "Integrity failure" in viewer.show(opened, key, Opening.at(Cited(wrong), (0, 1), play=True))


def test_no_look_without_a_record(viewer: Viewer, opened: Session, key: str, put_in: Put) -> None:
    """When the record is damaged nothing is shown, because the look could not be recorded."""
    put_in("a.txt", "The boat left at nine.\n")
    viewer.show(opened, key, Opening("EX-0001"))
    opened.ledger.path.write_text("")
    html = viewer.show(opened, key, Opening("EX-0001"))
    assert "Integrity failure" in html
    assert "sight" not in html


def test_an_exhibit_that_is_not_there(viewer: Viewer, opened: Session, key: str) -> None:
    """A number that the case does not have is told as such."""
    assert "no exhibit &#x27;EX-0009&#x27;" in viewer.show(opened, key, Opening("EX-0009"))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_an_exhibit_becomes_markup(viewer: Viewer, opened: Session, key: str, put_in: Put, demo: Path, text: str) -> None:
    """Titles, lines, cells, quotes and transcripts are text, whatever they say."""
    note = put_in("a.txt", f"Before.\n{text}\nAfter.\n", title=text)
    cells = text.replace('"', '""')
    table = put_in("t.csv", f'a,b\n"{cells}",1\n"{cells}",2\n"{cells}",3\n', title=text)
    shutil.copy(demo / "emergency_call.wav", opened.case.folder.parent / "call.wav")
    call = put_in(opened.case.folder.parent / "call.wav", title=text)
    keep(opened, call, [said(call, 1.0, 2.0, text)])
    for exhibit in (note, table):
        read_it(opened, exhibit)
    shown = [
        viewer.show(opened, key, opening(note, text.strip(), line=2)),
        viewer.show(opened, key, opening(table, text, line=2)),
        viewer.show(opened, key, opening(call, text, t=(1.0, 2.0))),
    ]
    for html in shown:
        assert "failure" not in html
        assert not set("{}$`") & set(html)
        assert not {"img", "script", "textarea"} & set(read(html).elements)
        assert not [name for name, _ in read(html).attributes if name.startswith("on")]
