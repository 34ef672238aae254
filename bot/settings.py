"""Settings from the environment and `.env`. A bad or unknown one stops the start with a sentence."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import time
from pathlib import Path
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.errors import BadSetting
from services.reminders import LATEST
from storage.sealed_file import read_key
from storage.vault import Vault

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_LAST_PORT = 65535
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what setWebhook takes, and long enough to be a secret
_BEARER = re.compile(r"[A-Za-z0-9._~+/-]{16,256}=*")  # RFC 6750, and long enough to be a secret
_ADDRESS = re.compile(r"[A-Za-z0-9.\-\[\]:]+:\d{1,5}")


class Settings(BaseSettings):
    """The names are the contract's; each has a line in `.env.example` and in docs/operate.md."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="forbid", hide_input_in_errors=True, env_ignore_empty=True
    )

    bot_token: str = ""
    bot_api_url: str = "https://api.telegram.org"
    database_url: str = "data/vidan.db"
    data_dir: Path = Path("data")
    secret_key: str = ""
    backup_key: str = ""
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    webhook_url: str = ""
    webhook_secret: str = ""
    listen: str = "127.0.0.1:8080"
    metrics_token: str = ""
    timezone: str = "Asia/Ho_Chi_Minh"
    language: str = "vi"
    reminder_time: time = time(17, 0)
    digest_time: time = time(7, 30)
    digest_day: int = Field(default=1, ge=1, le=28)
    messages_per_second: float = Field(default=30, gt=0, le=1000)
    log_format: str = "console"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> Any:
        return (
            tuple(int(part) for part in value.split(",") if part.strip()) if isinstance(value, str) else value
        )

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        # Desktops set LANGUAGE for themselves ("en_US:en"); its first word is meant.
        word = re.split(r"[_:.@-]", value)[0].casefold()
        return _among(word, "vi", "en")

    @field_validator("log_format")
    @classmethod
    def _format(cls, value: str) -> str:
        return _among(value, "console", "json")

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, OSError) as error:
            raise ValueError from error
        return value

    @field_validator("reminder_time", "digest_time")
    @classmethod
    def _local(cls, value: time) -> time:
        return value if value.tzinfo is None else _bad()

    @field_validator("reminder_time")
    @classmethod
    def _not_at_night(cls, value: time) -> time:
        return value if value <= LATEST else _bad()

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: str) -> str:
        return value if not value or _TOKEN.fullmatch(value) else _bad()

    @field_validator("listen")
    @classmethod
    def _address(cls, value: str) -> str:
        fits = _ADDRESS.fullmatch(value) and int(value.rpartition(":")[2]) <= _LAST_PORT
        return value if fits else _bad()

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: str) -> str:
        return value if not value or _SECRET.fullmatch(value) else _bad()

    @field_validator("metrics_token")
    @classmethod
    def _bearer(cls, value: str) -> str:
        return value if not value or _BEARER.fullmatch(value) else _bad()

    @field_validator("webhook_url")
    @classmethod
    def _public(cls, value: str) -> str:
        return value.rstrip("/") if not value or _reachable(value) else _bad()

    @field_validator("bot_api_url")
    @classmethod
    def _url(cls, value: str) -> str:
        return value.rstrip("/") if value.startswith(("https://", "http://")) else _bad()

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if "://" not in value:
            return f"sqlite+aiosqlite:///{value}"
        return value if value.startswith("sqlite+aiosqlite:///") else _bad()

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which times are shown and days begin."""
        return ZoneInfo(self.timezone)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log line may show."""
        keys = (self.secret_key, self.backup_key)
        return (self.bot_token, *keys, self.webhook_secret, self.metrics_token)

    @property
    def database_path(self) -> Path:
        """The file that DATABASE_URL names."""
        return Path(self.database_url.partition(":///")[2])

    @property
    def webhook_address(self) -> str:
        """Where Telegram delivers: WEBHOOK_URL, with `/telegram` behind it unless it ends so."""
        return f"{self.webhook_url.removesuffix('/telegram')}/telegram"


def load(**overrides: Any) -> Settings:
    """Read the settings. Raises BadSetting whose sentence names the first that cannot be used."""
    try:
        settings = Settings(**overrides)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        if first["type"] == "extra_forbidden":
            raise BadSetting("setting-unknown", name=name.upper()) from None
        raise BadSetting(f"setting-{name.replace('_', '-')}") from None
    if settings.bot_token and not settings.secret_key:
        raise BadSetting("setting-secret-key-empty")
    if settings.secret_key:
        Vault(settings.secret_key)  # raises BadSetting where it is unusable
    if settings.backup_key and read_key(settings.backup_key) == _bytes(settings.secret_key):
        raise BadSetting("setting-keys-equal")  # who opens a backup must not read in it who citizens are
    if settings.webhook_url and not settings.webhook_secret:
        raise BadSetting("setting-webhook-secret")  # without it anybody could speak as Telegram
    return settings


def _reachable(url: str) -> bool:
    """Whether Telegram would take it as a webhook: https, or http for a Bot API server on this machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port  # both raise for what is no host or port
    except ValueError:
        return False
    plain = bool(
        url.isascii() and url.isprintable() and " " not in url and not (parts.query or parts.fragment)
    )
    secure = parts.scheme == "https" or (parts.scheme == "http" and host in ("127.0.0.1", "localhost"))
    return bool(host) and plain and secure and "@" not in parts.netloc


def _bytes(key: str) -> bytes:
    return b64decode(key) if key else b""


def _among(value: str, *known: str) -> str:
    return value if value in known else _bad()


def _bad() -> NoReturn:
    raise ValueError
