"""Where things lie: private folders, verified files, cases, names."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.chat.adding import plain_name
from assistant.chat.cases import Cases, key_of
from assistant.chat.scratch import Scratch
from assistant.chat.verified import Verified
from assistant.settings import Settings
from tools.case import Case, Exhibit
from tools.errors import CaseError, IntegrityError, NoSuchCase

Put = Callable[..., Exhibit]


@pytest.fixture
def station(tmp_path: Path) -> Settings:
    return Settings(cases=tmp_path / "cases", state=tmp_path / "state", cache=tmp_path / "cache", officer="tester")


def test_the_private_folder_goes_with_its_run(tmp_path: Path) -> None:
    """Nobody else may enter it, it is gone at the end, and what a killed run left is removed by the next one."""
    living = Scratch(tmp_path)
    assert stat.S_IMODE(living.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(living.place("file").stat().st_mode) == 0o700
    killed = tmp_path / "chat-killed"
    killed.mkdir()
    (killed / "owned").touch()
    (killed / "evidence.wav").write_bytes(b"x")
    other = Scratch(tmp_path)
    assert not killed.exists()
    assert living.folder.exists()
    living.close()
    other.close()
    assert list(tmp_path.glob("chat-*")) == []


def test_a_file_that_was_touched_is_hashed_again(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """An untouched file is hashed once, a touched one again; a changed one is never let through, even with its old times."""
    exhibit = put("a.txt", "The boat left at nine.\n")
    hashed = []
    verify = Exhibit.verify
    monkeypatch.setattr(Exhibit, "verify", lambda self: (hashed.append(self.id), verify(self))[1])
    verified = Verified()
    verified.check(exhibit)
    verified.check(exhibit)
    assert len(hashed) == 1
    verified.again(exhibit)
    assert len(hashed) == 2
    times = exhibit.path.stat()
    exhibit.path.chmod(0o600)
    exhibit.path.write_text("The boat left at five.\n")
    os.utime(exhibit.path, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(IntegrityError):
        verified.check(exhibit)
    exhibit.path.unlink()
    with pytest.raises(IntegrityError, match="are gone"):
        verified.check(exhibit)


def test_cases_are_listed_and_opened_once(station: Settings, tmp_path: Path) -> None:
    """The station's cases and those that were named are offered; anything else cannot be opened."""
    Case.new(station.cases / "one", "One")
    (station.cases / "no case").mkdir()
    Case.new(tmp_path / "elsewhere", "<b>Two</b>")
    cases = Cases(station, [tmp_path / "elsewhere"])
    assert [case.title for case in cases.listed()] == ["<b>Two</b>", "One"]
    key = key_of(station.cases / "one")
    assert cases.opened(key) is None
    first, again = cases.open(key), cases.opened(key)
    assert again is not None
    assert first.case is cases.open(key).case is again.case
    Case.new(tmp_path / "secret", "Secret")
    for stranger in (key_of(tmp_path / "secret"), "../secret", ""):
        with pytest.raises(NoSuchCase):
            cases.open(stranger)


def test_a_damaged_case_does_not_hide_the_others(station: Settings) -> None:
    """A case that cannot be opened is listed with the reason."""
    Case.new(station.cases / "good", "Good")
    (station.cases / "bad").mkdir()
    (station.cases / "bad" / "case.sqlite").write_text("this is no database, although it is called one" * 100)
    bad, good = Cases(station, []).listed()
    assert (good.title, good.reason) == ("Good", None)
    assert bad.reason is not None


def test_a_new_case_lies_inside_the_station(station: Settings) -> None:
    """Whatever its title is, the folder of a case has a plain name below the station's folder; the title is kept as it is."""
    cases = Cases(station, [])
    for title in ("../../etc", "Über {{x}} <b>", "Über {{x}} <b>", "汉字", "a" * 300):
        session = cases.open(cases.new(title))
        assert session.case.title == title
        assert session.case.folder.parent == station.cases.resolve()
    assert sorted(place.name for place in station.cases.iterdir()) == ["a" * 48, "case", "etc", "uber-x-b", "uber-x-b-2"]
    with pytest.raises(CaseError, match="needs a title"):
        cases.new("  ")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Receipt (1) – Größe.jpg", "Receipt (1) – Größe.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\scan.pdf", "scan.pdf"),
        ("..", "unnamed"),
        (".", "unnamed"),
        ("", "unnamed"),
        ("a/", "unnamed"),
        ("a\0b", "a_b"),
        ("\udc80.txt", "_.txt"),
        ("ü" * 300, "ü" * 100),
    ],
)
def test_a_file_name_leads_nowhere(name: str, plain: str, tmp_path: Path) -> None:
    """The name that a browser sends is kept as it looks, and can only be a name inside its own folder."""
    assert plain_name(name) == plain
    assert (tmp_path / plain).parent == tmp_path
    (tmp_path / plain).write_bytes(b"")
