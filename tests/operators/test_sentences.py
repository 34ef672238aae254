"""What the command line says when something lacks: which thing it is, and what to run or write next."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.rehearsal import refuse_on_real_data
from bot.settings import load
from domain.errors import BadSetting
from storage.vault import new_key
from tests.bot.letterbox import Post, Telegram, ok, said
from tests.operators.shell import Said, Shell
from tests.services.office import Office
from tests.talk import UNITS
from texts.catalogue import LANGUAGES, Catalogue

INVITE = ("invite", "--role", "duty", "--unit")
CHAT = ("/gopy", "send it again", "send again")  # what only makes sense in the chat


@pytest.fixture
async def desk(operator: Shell) -> Shell:
    """An operator whose bot has its units."""
    operator.set(secret_key=new_key())
    assert (await operator.types("units", "import", str(UNITS))).code == 0
    return operator


def refused(answer: Said, *words: str) -> None:
    """It could not be done, and these words are said, but none of the chat's."""
    assert (answer.code, answer.out) == (1, "")
    assert [word for word in words if word not in answer.err] == [], answer.err
    assert [word for word in CHAT if word in answer.err] == []


async def test_an_unknown_unit_leads_to_the_units_file(desk: Shell) -> None:
    refused(await desk.types(*INVITE, "99999"), "“99999”", "python -m bot units import FILE.csv")
    digest = ("digest", "--unit", "99999", "--period", "2026-10", "--out", "out")
    refused(await desk.types(*digest), "“99999”", "python -m bot units import FILE.csv")


async def test_a_unit_that_is_named_and_not_numbered_is_told_its_code(desk: Shell) -> None:
    named = await desk.types(*INVITE, "luong the tran")
    refused(named, "“luong the tran”", "32134 (Công an xã Lương Thế Trân)", "--unit CODE")
    many = await desk.types(*INVITE, "an")
    assert len(re.findall(r"\w+ \(", many.err)) == 3


@pytest.mark.parametrize("name", ["not-there.csv", "."])
async def test_a_units_file_that_cannot_be_read_is_named(operator: Shell, name: str) -> None:
    operator.set(secret_key=new_key())
    answer = await operator.types("units", "import", name)
    refused(answer, f"{name} cannot be read", "python -m bot units import bot/demo/units.csv --dry-run")


@pytest.mark.parametrize("verb", [*INVITE[:1], "due", "units", "digest", "replay"])
async def test_without_a_secret_key_every_command_that_needs_it_says_how_to_make_one(
    operator: Shell, verb: str
) -> None:
    words = {
        "invite": (*INVITE, "CAT"),
        "due": ("due",),
        "units": ("units", "import", str(UNITS)),
        "digest": ("digest", "--unit", "CAT", "--period", "2026-10", "--out", "out"),
        "replay": ("replay", "7KDA3MPX"),
    }
    operator.set(language="en")
    answer = await operator.types(*words[verb])
    refused(answer, "SECRET_KEY is empty", "python -m bot key", "already, put back the key")


async def test_a_token_without_a_secret_key_says_so(operator: Shell) -> None:
    operator.set(bot_token="1:test", secret_key="")
    refused(await operator.types("doctor"), "SECRET_KEY is empty", "python -m bot key")


@pytest.mark.parametrize("verb", ["backup", "restore"])
async def test_without_a_backup_key_both_ways_on_are_told(operator: Shell, verb: str) -> None:
    operator.set(secret_key=new_key(), backup_key="")
    answer = await operator.types(verb, "b")
    refused(answer, "BACKUP_KEY is empty", "python -m bot key", "the key with which that backup was made")


async def test_one_key_for_both_says_which_one_to_change(operator: Shell) -> None:
    key = new_key()
    operator.set(secret_key=key, backup_key=key)
    answer = await operator.types("backup", "b")
    refused(answer, "the same key", "make another one for BACKUP_KEY: python -m bot key")
    assert key not in answer.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["setting-secret-key-empty", "setting-backup-key-empty", "setting-keys-equal"]
)
def test_a_sentence_about_a_key_names_it_and_the_remedy(language: str, key: str) -> None:
    said_ = Catalogue(ZoneInfo("UTC")).plain(language, key)
    assert "python -m bot key" in said_
    assert ("SECRET_KEY" in said_, "BACKUP_KEY" in said_) == {
        "setting-secret-key-empty": (True, False),
        "setting-backup-key-empty": (False, True),
        "setting-keys-equal": (True, True),
    }[key]


@pytest.mark.parametrize("verb", ["run", "rehearse"])
async def test_who_may_not_rehearse_on_real_data_is_told_how_to_rehearse_beside_it(
    operator: Shell, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    operator.set(database_url="vidan.db")
    (operator.folder / "vidan.db").write_bytes(b"real")
    answer = await operator.types(verb)
    refused(answer, "vidan.db", "BOT_TOKEN", "python -m bot run", "Nothing was changed")
    name, value = re.findall(r"(DATABASE_URL)=(\S+) python -m bot rehearse", answer.err)[0]
    monkeypatch.setenv(name, value)
    refuse_on_real_data(load())  # raises nothing: what is advised works
    monkeypatch.delenv(name)
    with pytest.raises(BadSetting, match="rehearsal-refused"):
        refuse_on_real_data(load())
    assert (operator.folder / "vidan.db").read_bytes() == b"real"


async def test_a_webhook_that_the_settings_no_longer_name_goes_without_alarm(office: Office) -> None:
    telegram = Telegram(polls=[ok([said(1)])], webhook="https://elsewhere.example.vn/telegram")
    with capture_logs() as logged:
        await Post(office.services.inbox, telegram).runs_dry()
    assert [line["log_level"] for line in logged if line["event"] == "webhook_removed"] == ["info"]
