"""A transcript on the screen: lines with their doubts and confirmations, and of a long one only what is looked at."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant import confirmation
from assistant.chat import transcripts
from assistant.chat.conversation import Cited
from assistant.chat.material import Material
from assistant.chat.media import Addresses
from assistant.chat.opening import Opening
from assistant.chat.transcript_view import LEAF
from assistant.chat.viewer import Viewer
from assistant.session import Session
from tests.assistant.chat.test_escape import HOSTILE, read
from tests.tools.saying import silence, transcribed
from tools.case import Exhibit
from tools.transcript import as_made

Put = Callable[..., Exhibit]
SAID = [("I saw the van.", ()), ("It was a grave van.", ("low probability", "second pass disagrees")), ("It left at nine.", ())]
MANY = 5000


@pytest.fixture
def viewer(material: Material, addresses: Addresses) -> Viewer:
    return Viewer(material, addresses)


@pytest.fixture
def recording(put_in: Put, tmp_path: Path) -> Exhibit:
    return put_in(silence(tmp_path))


def lines(html: str) -> list[str]:
    return re.findall("<li .*?</li>", html[html.index('class="transcript"') :], re.DOTALL)


def deeds(line: str) -> list[str]:
    return re.findall('data-deed="(.*?)"', line)


def test_a_marked_line_says_why(viewer: Viewer, opened: Session, key: str, recording: Exhibit) -> None:
    """It is greyed, its flags stand under it and on hover, and it can be confirmed or corrected once it was played."""
    transcribed(opened.case, recording, SAID)
    _, marked, plain = lines(viewer.show(opened, key, Opening(recording.id)))
    assert 'class="unsure"' in marked
    assert marked.count("low probability, second pass disagrees: no answer rests on this until a person confirms it") == 2
    assert (deeds(marked), deeds(plain)) == (["confirm", "correct"], ["correct"])
    assert marked.count(" disabled") == 2
    assert "Speaker S2" in marked


def test_a_corrected_line_shows_what_the_machine_wrote(viewer: Viewer, opened: Session, key: str, recording: Exhibit) -> None:
    """The person's words, who it was, the machine's words and the flags stand in the line, and it can be taken back."""
    made = transcribed(opened.case, recording, SAID)
    confirmation.confirm(opened, recording.id, made[1].id, "It was a grey van.")
    line = lines(viewer.show(opened, key, Opening(recording.id)))[1]
    told = read(line).text
    assert "It was a grey van." in told
    assert re.search(r"Corrected by tester, .*; the machine had written: It was a grave van\.", told)
    assert "low probability" in told
    assert "no answer rests" not in told
    assert deeds(line) == ["correct", "undo"]
    assert f'data-evidence="{made[1].id}" data-seen="1"' in line
    confirmation.confirm(opened, recording.id, made[1].id)
    assert "Confirmed by tester" in read(lines(viewer.show(opened, key, Opening(recording.id)))[1]).text


def test_the_head_counts(viewer: Viewer, opened: Session, key: str, recording: Exhibit) -> None:
    """Speakers with their seconds, what is uncertain, and confirmations that do not apply any more stand above the lines."""
    made = transcribed(opened.case, recording, SAID)
    told = read(viewer.show(opened, key, Opening(recording.id))).text
    assert "S1 0:04" in told
    assert "1 uncertain line, 0:02" in told
    confirmation.confirm(opened, recording.id, made[1].id)
    assert 'class="doubtful-part" hidden' in viewer.show(opened, key, Opening(recording.id))
    transcribed(opened.case, recording, SAID[:1])
    html = viewer.show(opened, key, Opening(recording.id))
    assert "1 confirmation of an earlier transcript does not apply to this one and stays on record." in html


def test_a_changed_confirmation_is_an_alarm(viewer: Viewer, opened: Session, key: str, recording: Exhibit) -> None:
    """A confirmation that was changed past the program is not shown: the whole exhibit is not."""
    made = transcribed(opened.case, recording, SAID)
    confirmation.confirm(opened, recording.id, made[1].id, "It was a grey van.")
    opened.case.database.connection.execute("DROP TRIGGER confirmations_stay")
    opened.case.database.connection.execute("UPDATE confirmations SET text = 'It was a blue van.'")
    html = viewer.show(opened, key, Opening(recording.id))
    assert "Integrity failure" in html
    assert "blue" not in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_speech_does_nothing(viewer: Viewer, opened: Session, key: str, recording: Exhibit, text: str) -> None:
    """Words, flags and corrections that look like markup or templates are shown letter for letter and add no element or attribute."""
    shown = " ".join(text.split())
    made = transcribed(opened.case, recording, [("harmless", ("flag",)), (shown, (text,))])
    harmless = read(viewer.show(opened, key, Opening(recording.id)).replace(shown, ""))
    if "\N{RIGHT-TO-LEFT OVERRIDE}" not in text:
        confirmation.confirm(opened, recording.id, made[0].id, shown)
    html = viewer.show(opened, key, Opening(recording.id))
    found = read(html)
    assert found.text.count(shown) >= 2
    assert "script" not in found.elements
    assert set(found.elements) <= {*harmless.elements, "q"}
    assert not [name for name, _ in found.attributes if name.startswith("on") or name == "onerror"]
    assert not set("{}$`") & set(html)


@pytest.fixture
def long(opened: Session, recording: Exhibit) -> Exhibit:
    """A transcript of five thousand utterances, every fiftieth marked."""
    transcribed(opened.case, recording, [(f"Line {n} of many that are said.", ("doubt",) if n % 50 == 49 else ()) for n in range(MANY)])
    return recording


def test_a_long_transcript_is_sent_in_leaves(
    viewer: Viewer, opened: Session, key: str, long: Exhibit, browser: TestClient, addresses: Addresses
) -> None:
    """Of five thousand utterances the page gets the first leaf; the others come when they are fetched, each line exactly once."""
    html = viewer.show(opened, key, Opening(long.id))
    assert (len(lines(html)), html.count('class="leaf')) == (LEAF, -(-MANY // LEAF))
    assert len(html) < 250_000
    assert "100 uncertain lines" in html
    numbers = []
    for leaf in range(-(-MANY // LEAF)):
        answer = browser.get(f"{addresses.of(key, long)}/transcript/{leaf}")
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        numbers += [int(number) for number in re.findall(r"Line (\d+) of", read(answer.text).text)]
    assert numbers == list(range(MANY))
    assert browser.get(f"{addresses.of(key, long)}/transcript/{leaf + 1}").status_code == 404


def test_the_cited_leaf_is_there_at_once(viewer: Viewer, opened: Session, key: str, long: Exhibit) -> None:
    """The leaf with the cited words is drawn when the recording opens, with the words marked, and no other."""
    cited = long.at(quote="Line 4000 of many", t=(40000.0, 40001.0))
    html = viewer.show(opened, key, Opening.at(Cited(cited), (0, 1), play=False))
    assert read("".join(re.findall("<mark>(.*?)</mark>", html))).text == "Line 4000 of many"
    assert len(lines(html)) == LEAF
    assert re.findall('class="leaf loaded" data-leaf="(.*?)"', html) == [str(4000 // LEAF)]


def test_a_long_transcript_is_read_once(
    viewer: Viewer,
    opened: Session,
    key: str,
    long: Exhibit,
    browser: TestClient,
    addresses: Addresses,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After the first look, leaves come without reading the whole again; a confirmation by anybody is seen in the next one."""
    reads: list[str] = []
    monkeypatch.setattr(transcripts, "as_made", lambda case, exhibit: reads.append(exhibit) or as_made(case, exhibit))
    viewer.show(opened, key, Opening(long.id))
    for leaf in range(10):
        assert browser.get(f"{addresses.of(key, long)}/transcript/{leaf}").status_code == 200
    assert reads == [long.id]
    line = confirmation.read(opened, long.id).lines[49]
    confirmation.confirm(opened, long.id, line.evidence, "Something else.")
    assert "Something else." in read(browser.get(f"{addresses.of(key, long)}/transcript/0").text).text


def test_a_transcript_of_changed_bytes_is_not_served(key: str, long: Exhibit, browser: TestClient, addresses: Addresses) -> None:
    """What is said in a recording that is not what it was is not given out."""
    long.path.chmod(0o600)
    long.path.write_bytes(b"RIFF")
    assert browser.get(f"{addresses.of(key, long)}/transcript/0").status_code == 409
