"""Settings: each that cannot be used stops the start and names itself."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path

import pytest

from bot.settings import Settings, load
from domain.errors import BadSetting
from storage.vault import new_key

TOKEN = "123456:ABC-def_9"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No environment of the machine's, no .env but the test's."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_the_defaults_hold() -> None:
    settings = load()
    assert (settings.bot_token, settings.language, settings.timezone) == ("", "vi", "Asia/Ho_Chi_Minh")
    assert (settings.reminder_time, settings.digest_time, settings.digest_day) == (time(17), time(7, 30), 1)
    assert settings.database_url == "sqlite+aiosqlite:///data/vidan.db"
    assert str(settings.zone) == "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "not a token"),
        ("BOT_TOKEN", "123456:"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "ftp://api.telegram.org"),
        ("DATABASE_URL", "mysql://host/db"),
        ("DATABASE_URL", "postgresql://host/db"),
        ("ADMIN_IDS", "12,boss"),
        ("WEBHOOK_URL", "http://bot.example.vn"),
        ("WEBHOOK_URL", "bot.example.vn"),
        ("WEBHOOK_URL", "https://"),
        ("WEBHOOK_URL", "https://bot.example.vn/?bot=1"),
        ("WEBHOOK_URL", "https://bot.example.vn/#bot"),
        ("WEBHOOK_URL", "https://me:word@bot.example.vn"),
        ("WEBHOOK_URL", "https://bot.example.vn:port"),
        ("WEBHOOK_URL", "https://bot.example.vn/a b"),
        ("WEBHOOK_SECRET", "short"),
        ("WEBHOOK_SECRET", "two words and many letters"),
        ("WEBHOOK_SECRET", "bí-mật"),
        ("WEBHOOK_SECRET", "x" * 257),
        ("METRICS_TOKEN", "too-short"),
        ("METRICS_TOKEN", "sixteen and more words"),
        ("METRICS_TOKEN", "x" * 257),
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:port"),
        ("LISTEN", "127.0.0.1:99999"),
        ("TIMEZONE", "Asia/Ca_Mau"),
        ("TIMEZONE", "Asia"),
        ("TIMEZONE", "../../etc/passwd"),
        ("LANGUAGE", "klingon"),
        ("REMINDER_TIME", "25:00"),
        ("REMINDER_TIME", "five"),
        ("REMINDER_TIME", "17:00Z"),
        ("REMINDER_TIME", "23:00"),
        ("DIGEST_TIME", "7h30"),
        ("DIGEST_DAY", "0"),
        ("DIGEST_DAY", "29"),
        ("DIGEST_DAY", "first"),
        ("MESSAGES_PER_SECOND", "0"),
        ("MESSAGES_PER_SECOND", "nan"),
        ("MESSAGES_PER_SECOND", "inf"),
        ("MESSAGES_PER_SECOND", "fast"),
        ("LOG_FORMAT", "xml"),
        ("SECRET_KEY", "too short"),
    ],
)
def test_a_bad_setting_names_itself_and_not_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting) as caught:
        load()
    assert caught.value.key == f"setting-{name.lower().replace('_', '-')}"
    assert value not in f"{caught.value!r} {caught.value.params}"


@pytest.mark.parametrize("name", ["BOT_TOKN", "DATABASE", "FOO"])
def test_an_unknown_setting_in_the_file_names_itself(tmp_path: Path, name: str) -> None:
    (tmp_path / ".env").write_text(f"LANGUAGE=en\n{name}=SECRET\n", encoding="utf-8")
    with pytest.raises(BadSetting) as caught:
        load()
    assert (caught.value.key, caught.value.params) == ("setting-unknown", {"name": name})


def test_the_environment_may_hold_whatever_else_it_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKN", "x")
    assert load().bot_token == ""


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LANGUAGE=en\nDIGEST_DAY=3\n", encoding="utf-8")
    monkeypatch.setenv("DIGEST_DAY", "5")
    assert (load().language, load().digest_day) == ("en", 5)


@pytest.mark.parametrize(
    ("value", "language"),
    [
        ("en_US:en", "en"),
        ("vi_VN:vi", "vi"),
        ("EN", "en"),
        ("vi_VN.UTF-8", "vi"),
        ("en-GB", "en"),
        ("", "vi"),
    ],
)
def test_the_language_is_read_as_desktops_set_it(
    monkeypatch: pytest.MonkeyPatch, value: str, language: str
) -> None:
    monkeypatch.setenv("LANGUAGE", value)
    assert load().language == language


def test_a_token_needs_a_key_that_can_be_used() -> None:
    with pytest.raises(BadSetting, match="setting-secret-key"):
        load(bot_token=TOKEN)
    assert load(bot_token=TOKEN, secret_key=new_key()).bot_token == TOKEN


def test_a_webhook_needs_a_secret() -> None:
    with pytest.raises(BadSetting, match="setting-webhook-secret"):
        load(webhook_url="https://bot.example.vn")
    assert load(webhook_url="https://bot.example.vn", webhook_secret="s" * 16).webhook_secret == "s" * 16
    assert load(webhook_secret="s" * 16).webhook_url == ""


@pytest.mark.parametrize(
    ("given", "registered"),
    [
        ("https://bot.example.vn", "https://bot.example.vn/telegram"),
        ("https://bot.example.vn/", "https://bot.example.vn/telegram"),
        ("https://bot.example.vn:8443/vidan", "https://bot.example.vn:8443/vidan/telegram"),
        ("https://bot.example.vn/telegram", "https://bot.example.vn/telegram"),
        ("https://bot.example.vn/telegram/", "https://bot.example.vn/telegram"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/telegram"),
    ],
)
def test_the_webhook_is_registered_under_the_path_that_answers(given: str, registered: str) -> None:
    assert load(webhook_url=given, webhook_secret="s" * 16).webhook_address == registered


def test_an_empty_line_of_the_example_means_the_default(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "BOT_TOKEN=\nREMINDER_TIME=\nADMIN_IDS=\nDATABASE_URL=\n", encoding="utf-8"
    )
    given = load()
    (tmp_path / ".env").unlink()
    assert given == load()


def test_the_example_itself_can_be_used(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / ".env.example"
    (tmp_path / ".env").write_bytes(example.read_bytes())
    given = load()
    (tmp_path / ".env").unlink()
    assert given == load()


def test_what_is_written_is_made_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADMIN_IDS", " 12, 34 ,")
    monkeypatch.setenv("BOT_API_URL", "http://localhost:8081/")
    monkeypatch.setenv("DATABASE_URL", "/srv/vidan.db")
    monkeypatch.setenv("LISTEN", "[::1]:80")
    settings = load()
    assert settings.admin_ids == (12, 34)
    assert settings.bot_api_url == "http://localhost:8081"
    assert settings.database_url == "sqlite+aiosqlite:////srv/vidan.db"
    assert "ADMIN_IDS" in os.environ
