"""What differs between stations comes from EXHIBIT_ variables, and a wrong value is named."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.settings import Settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine that the tests run on, and no file `.env`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"EXHIBIT_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("officer", "Officer 214", "Officer 214"),
        ("state", "/srv/state", Path("/srv/state")),
        ("cache", "/srv/cache", Path("/srv/cache")),
        ("cases", "/srv/cases", Path("/srv/cases")),
        ("weights", "/srv/weights", Path("/srv/weights")),
        ("chat_weights", "other", "other"),
        ("llm_url", "http://127.0.0.1:8080/v1", "http://127.0.0.1:8080/v1"),
        ("llm_model", "m", "m"),
        ("context", "4096", 4096),
        ("threads", "3", 3),
        ("max_file_bytes", "1000", 1000),
    ],
)
def test_each_setting_is_read(monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object) -> None:
    """A variable with the prefix sets its setting, typed; the default is another one."""
    assert getattr(Settings(), name) != read
    monkeypatch.setenv(f"EXHIBIT_{name.upper()}", value)
    assert getattr(Settings(), name) == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("context", "many"),
        ("context", "100"),
        ("threads", "0"),
        ("threads", "-1"),
        ("max_file_bytes", "0"),
        ("llm_url", "https://example.com/v1"),
    ],
)
def test_a_wrong_value_is_an_error_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """What cannot be is not replaced by a default."""
    monkeypatch.setenv(f"EXHIBIT_{name.upper()}", value)
    with pytest.raises(ValidationError, match=name):
        Settings()


@pytest.mark.parametrize(
    "url",
    [
        "https://api.openai.com/v1",
        "http://8.8.8.8/v1",
        "http://localhost.example.com/v1",
        "http://127.0.0.1.example.com/v1",
        "http://127.0.0.1@8.8.8.8/v1",
        "http://[2001:4860:4860::8888]/v1",
        "8.8.8.8",
        "",
    ],
)
def test_a_public_server_is_refused(url: str) -> None:
    """The language model's server must be on the premises: a public address, or a name that could be one, is refused."""
    with pytest.raises(ValidationError, match="nothing leaves the premises"):
        Settings(llm_url=url)


@pytest.mark.parametrize("url", ["http://localhost:8080/v1", "http://10.1.2.3/v1", "http://192.168.0.7:1234/v1", "http://[::1]:8080/v1"])
def test_a_server_nearby_is_taken(url: str) -> None:
    """This machine and private addresses are allowed."""
    assert Settings(llm_url=url).llm_url == url


def test_a_file_of_settings_is_read(tmp_path: Path) -> None:
    """Settings may stand in a file `.env` where the program is started; the environment goes before it."""
    (tmp_path / ".env").write_text("EXHIBIT_OFFICER=From file\nOTHER=1\n")
    assert Settings().officer == "From file"


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where both say something the environment counts."""
    (tmp_path / ".env").write_text("EXHIBIT_OFFICER=From file\n")
    monkeypatch.setenv("EXHIBIT_OFFICER", "From environment")
    assert Settings().officer == "From environment"


def test_the_stations_folders_follow_the_desktop_standard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a setting, key and cache lie where XDG_DATA_HOME and XDG_CACHE_HOME say; the key never in the cache."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    found = Settings()
    assert found.key_file.is_relative_to(tmp_path / "data" / "exhibit")
    assert found.heads.is_relative_to(tmp_path / "data" / "exhibit")
    assert found.cache == tmp_path / "other" / "exhibit"
