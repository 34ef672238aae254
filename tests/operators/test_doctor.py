"""Doctor: each thing that is wrong has its own line, says what to do, and nothing is changed by asking."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot import doctor
from bot.doctor import machine
from bot.doctor.report import BAD, GOOD, WORTH, Report
from bot.settings import Settings
from domain.errors import BadSetting
from domain.person import Role
from services.backups import NOTE
from services.health import check_key
from storage.vault import Vault, new_key
from tests.operators.conftest import NOW
from tests.operators.shell import Shell
from tests.services.office import Office
from tests.storage.ground import PROVINCE
from texts.catalogue import Catalogue

TOKEN = "1:test"


@dataclass
class Network:
    """Telegram and the bot on LISTEN, as doctor meets them."""

    me: httpx.Response | None = None
    webhook: dict[str, Any] = field(default_factory=dict)
    date: datetime | None = NOW
    ready: httpx.Response | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/readyz":
            return self._or_away(self.ready, request)
        answer = self._or_away(self.me, request)
        if answer.status_code == 200 and request.url.path.endswith("/getWebhookInfo"):
            answer = httpx.Response(
                200, json={"ok": True, "result": {"url": "", "pending_update_count": 0} | self.webhook}
            )
        if self.date:
            answer.headers["Date"] = format_datetime(self.date)
        return answer

    def _or_away(self, answer: httpx.Response | None, request: httpx.Request) -> httpx.Response:
        if answer is None:
            raise httpx.ConnectError("away", request=request)
        return answer


def reached(**more: Any) -> Network:
    """All is well out there."""
    me = httpx.Response(200, json={"ok": True, "result": {"username": "vidan_test_bot"}})
    return Network(me=me, ready=httpx.Response(200, json={"database": True, "intake": True}), **more)


async def asked(settings: Settings, network: Network | None = None, now: datetime = NOW) -> Report:
    """What doctor says."""
    transport = httpx.MockTransport(network or reached())
    return await doctor.examine(settings, Catalogue(settings.zone), now, transport)


def signs(report: Report) -> dict[str, str]:
    """Each finding's sign."""
    return {finding.key: finding.sign for finding in report.findings}


def changed(settings: Settings, sql: str, *values: Any) -> None:
    """Something happened to the database."""
    with closing(sqlite3.connect(settings.database_path)) as database:
        database.execute(sql, values)
        database.commit()


async def test_where_all_is_well_every_line_is_good_and_nothing_was_changed(
    office: Office, settings: Settings
) -> None:
    await office.joins(2, Role.DUTY, PROVINCE.code)
    await office.hears(await office.joins(1, Role.OFFICER), "Đèn hư")
    changed(settings, "UPDATE outbox SET state = 'sent'")
    before = settings.database_path.read_bytes()
    report = await asked(settings)
    assert {finding.sign for finding in report.findings} == {GOOD}, report.lines
    assert report.well
    assert {"doctor-settings", "doctor-closed", "doctor-disk", "doctor-database"} <= set(signs(report))
    assert {"doctor-migrations", "doctor-key", "doctor-nothing-late", "doctor-backup"} <= set(signs(report))
    assert {"doctor-desks", "doctor-telegram", "doctor-running", "doctor-clock"} <= set(signs(report))
    assert settings.database_path.read_bytes() == before
    assert all(line.startswith("✓ ") for line in report.lines)


async def test_before_the_first_start_nothing_is_made_and_nothing_is_wrong(
    settings: Settings, tmp_path: Path
) -> None:
    new = {"database_url": f"sqlite+aiosqlite:///{tmp_path}/new/vidan.db", "data_dir": tmp_path / "new"}
    report = await asked(settings.model_copy(update=new))
    assert signs(report)["doctor-no-database"] == WORTH
    assert signs(report)["doctor-no-backup"] == WORTH
    assert report.well
    assert not (tmp_path / "new").exists()


async def test_without_a_token_nobody_is_asked(settings: Settings) -> None:
    report = await asked(settings.model_copy(update={"bot_token": "", "backup_key": ""}), Network())
    assert signs(report)["doctor-no-token"] == WORTH
    assert signs(report)["doctor-no-backup-key"] == WORTH
    assert signs(report)["doctor-not-running"] == WORTH
    assert report.well


async def test_a_missing_secret_key_must_be_mended(settings: Settings) -> None:
    report = await asked(settings.model_copy(update={"secret_key": "", "bot_token": ""}))
    assert signs(report)["setting-secret-key-empty"] == BAD
    assert not report.well


async def test_keys_and_data_that_others_may_read_are_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("")
    (tmp_path / ".env").chmod(0o644)
    settings.data_dir.chmod(0o755)
    settings.database_path.chmod(0o644)

    async def named(**more: object) -> list[str]:
        report = await asked(settings.model_copy(update=more))
        return [finding.text.split()[-1] for finding in report.findings if finding.key == "doctor-readable"]

    assert await named() == [".env", str(settings.data_dir)]
    apart = tmp_path / "apart"
    apart.mkdir(mode=0o700)
    assert await named(data_dir=apart) == [".env", str(settings.database_path)]
    (tmp_path / ".env").chmod(0o640)
    settings.data_dir.chmod(0o750)
    assert await named() == []
    assert signs(await asked(settings))["doctor-closed"] == GOOD


async def test_a_folder_that_cannot_be_written_to(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    report = await asked(settings.model_copy(update={"data_dir": tmp_path / "file" / "data"}))
    assert signs(report)["doctor-unwritable"] == BAD


async def test_a_disk_that_is_full_or_nearly(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LOW", float("inf"))
    assert signs(await asked(settings))["doctor-disk-low"] == WORTH
    monkeypatch.setattr(machine, "FULL", float("inf"))
    assert signs(await asked(settings))["doctor-disk-full"] == BAD


async def test_a_file_that_is_no_database(office: Office, settings: Settings) -> None:
    await office.database.close()
    settings.database_path.write_bytes(b"no database at all" * 1000)
    assert signs(await asked(settings))["doctor-database-unreadable"] == BAD


async def test_a_damaged_database(office: Office, settings: Settings) -> None:
    await office.hears(await office.joins(1, Role.OFFICER), "Đèn hư")
    await office.database.close()
    data = bytearray(settings.database_path.read_bytes())
    for page in range(8192, len(data), 4096):
        data[page : page + 8] = b"\xff" * 8
    settings.database_path.write_bytes(data)
    found = signs(await asked(settings))
    assert BAD in (found.get("doctor-database-damaged"), found.get("doctor-database-unreadable"))


async def test_rows_that_name_what_is_not_there(settings: Settings) -> None:
    changed(
        settings,
        "INSERT INTO posts (person, role, unit, since) VALUES ('nobody', 'duty', 'CAT', '2026-10-01')",
    )
    assert signs(await asked(settings))["doctor-database-damaged"] == BAD


async def test_tables_of_an_older_and_of_a_newer_program(settings: Settings) -> None:
    changed(settings, "UPDATE alembic_version SET version_num = '9999'")
    assert signs(await asked(settings))["doctor-database-newer"] == BAD
    changed(settings, "DROP TABLE alembic_version")
    report = await asked(settings)
    assert signs(report)["doctor-migrate"] == WORTH
    assert report.well


async def test_another_secret_key_and_a_start_with_it(office: Office, settings: Settings) -> None:
    await office.joins(1, Role.OFFICER)
    other = settings.model_copy(update={"secret_key": new_key()})
    assert signs(await asked(other))["setting-secret-key-changed"] == BAD
    with pytest.raises(BadSetting, match="setting-secret-key-changed"):
        await check_key(office.database, Vault(other.secret_key))
    await check_key(office.database, Vault(settings.secret_key))


async def test_a_key_fits_where_nothing_is_sealed_yet(office: Office, settings: Settings) -> None:
    await check_key(office.database, Vault(new_key()))
    assert signs(await asked(settings))["doctor-key"] == GOOD


async def test_two_keys_used_by_turns_are_noticed(office: Office, settings: Settings) -> None:
    await office.joins(1, Role.OFFICER)
    sealed = Vault(new_key()).seal({"chat": 1}, "f" * 40)
    changed(settings, "INSERT INTO custody VALUES (?, ?)", "f" * 40, sealed)
    assert signs(await asked(settings))["doctor-keys-mixed"] == BAD
    await check_key(office.database, Vault(settings.secret_key))


async def test_messages_nobody_handles_and_those_that_failed(office: Office, settings: Settings) -> None:
    box = office.services.inbox
    updates = [{"update_id": n, "message": {"from": {"id": 1}}} for n in range(3)]
    arrived = await box.keep(updates, NOW - timedelta(hours=1))
    await box.fail(arrived[0].key, "7KDA3MPX", "KeyError")
    report = await asked(settings)
    assert signs(report)["doctor-unhandled"] == BAD
    assert signs(report)["doctor-failed"] == WORTH
    (line,) = [finding.text for finding in report.findings if finding.key == "doctor-failed"]
    assert "python -m bot replay 7KDA3MPX" in line
    assert "doctor-unhandled" not in signs(await asked(settings, now=NOW - timedelta(minutes=55)))


async def test_notices_overdue_given_up_and_unreachable(office: Office, settings: Settings) -> None:
    await office.hears(await office.joins(1, Role.OFFICER), "Đèn hư")
    assert "doctor-overdue" not in signs(await asked(settings, now=NOW + timedelta(minutes=5)))
    report = await asked(settings, now=NOW + timedelta(minutes=11))
    assert signs(report)["doctor-overdue"] == BAD
    for state, key, sign in (
        ("failed", "doctor-given-up", WORTH),
        ("unreachable", "doctor-unreachable", GOOD),
    ):
        changed(settings, "UPDATE outbox SET state = ?", state)
        assert signs(await asked(settings, now=NOW + timedelta(days=1)))[key] == sign
        assert key not in signs(await asked(settings, now=NOW + timedelta(days=8)))


async def test_photos_that_are_gone(office: Office, settings: Settings) -> None:
    case = await office.hears(await office.joins(1, Role.OFFICER), "Đèn hư")
    changed(settings, 'INSERT INTO photos ("case", file) VALUES (?, ?)', case.id, "a1.jpg")
    assert signs(await asked(settings))["doctor-photos-gone"] == WORTH
    (settings.data_dir / "media").mkdir()
    (settings.data_dir / "media" / "a1.jpg").write_bytes(b"")
    assert "doctor-photos-gone" not in signs(await asked(settings))


async def test_backups_forgotten(settings: Settings) -> None:
    note = settings.data_dir / NOTE
    note.write_text((NOW - timedelta(days=9)).isoformat())
    assert signs(await asked(settings))["doctor-backup-old"] == WORTH
    for nothing in ("", "yesterday"):
        note.write_text(nothing)
        assert signs(await asked(settings))["doctor-no-backup"] == WORTH


async def test_a_clock_that_is_wrong(office: Office, settings: Settings) -> None:
    off = await asked(settings, reached(date=NOW - timedelta(seconds=40)))
    assert signs(off)["doctor-clock-off"] == BAD
    assert any("40 seconds" in line for line in off.lines)
    assert signs(await asked(settings, reached(date=None)))["doctor-clock"] == GOOD
    await office.services.inbox.keep([{"update_id": 1}], NOW + timedelta(hours=1))
    assert signs(await asked(settings))["doctor-clock-behind"] == BAD


@pytest.mark.parametrize(
    ("me", "key"),
    [
        (None, "doctor-telegram-away"),
        (httpx.Response(200, text="<html>A hotel's login page</html>"), "doctor-telegram-away"),
        (httpx.Response(200, json=[]), "doctor-telegram-away"),
        (httpx.Response(401, json={"ok": False, "description": "Unauthorized"}), "token-refused"),
        (httpx.Response(404, json={"ok": False, "description": "Not Found"}), "token-refused"),
        (httpx.Response(502, json={"ok": False, "description": "Bad Gateway"}), "doctor-telegram-error"),
    ],
)
async def test_telegram_away_or_refusing(settings: Settings, me: httpx.Response | None, key: str) -> None:
    report = await asked(settings, Network(me=me))
    assert signs(report)[key] == BAD
    assert "doctor-telegram" not in signs(report)


async def test_updates_that_go_elsewhere(settings: Settings) -> None:
    elsewhere = reached(webhook={"url": "https://other.example/hook?secret=1"})
    report = await asked(settings, elsewhere)
    assert signs(report)["doctor-webhook-elsewhere"] == BAD
    assert any("other.example," in line for line in report.lines)
    assert not any("secret" in line for line in report.lines)
    ours = settings.model_copy(update={"webhook_url": "https://vidan.example"})
    assert signs(await asked(ours, elsewhere))["doctor-webhook-elsewhere"] == BAD
    assert signs(await asked(ours))["doctor-webhook-unset"] == WORTH
    here = reached(webhook={"url": "https://vidan.example/telegram"})
    assert not {"doctor-webhook-elsewhere", "doctor-webhook-unset"} & set(signs(await asked(ours, here)))


async def test_updates_that_pile_up_and_deliveries_that_fail(settings: Settings) -> None:
    info: dict[str, Any] = {"url": "https://vidan.example/telegram", "pending_update_count": 5000}
    info |= {"last_error_date": int(NOW.timestamp()) - 60, "last_error_message": "Connection refused"}
    ours = settings.model_copy(update={"webhook_url": "https://vidan.example"})
    found = signs(await asked(ours, reached(webhook=info)))
    assert (found["doctor-pending"], found["doctor-webhook-trouble"]) == (WORTH, WORTH)
    later = signs(await asked(ours, reached(webhook=info), NOW + timedelta(hours=2)))
    assert "doctor-webhook-trouble" not in later


async def test_a_bot_that_runs_and_is_not_ready(settings: Settings) -> None:
    network = reached()
    network.ready = httpx.Response(503, json={"database": True, "intake": False})
    report = await asked(settings, network)
    assert signs(report)["doctor-not-ready"] == BAD
    assert any("intake" in line for line in report.lines)
    network.ready = httpx.Response(404, text="another program")
    assert signs(await asked(settings, network))["doctor-not-running"] == WORTH


@pytest.mark.parametrize("listen", ["0.0.0.0:8080", "[::]:8080", "127.0.0.1:8080"])
async def test_the_bot_is_asked_on_this_machine_wherever_it_listens(settings: Settings, listen: str) -> None:
    hosts: list[str] = []
    network = reached()

    def heard(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return network(request)

    answering: Callable[[httpx.Request], httpx.Response] = heard
    told = settings.model_copy(update={"listen": listen})
    await doctor.examine(told, Catalogue(told.zone), NOW, httpx.MockTransport(answering))
    assert hosts[-1] in ("127.0.0.1", "::1")


async def test_no_line_holds_a_token_or_a_key(settings: Settings) -> None:
    for network in (reached(), Network()):
        text = "\n".join((await asked(settings, network)).lines)
        assert not [secret for secret in settings.secrets if secret and secret in text]


async def test_the_command_says_each_line_and_ends_with_1_where_something_must_be_done(
    office: Office, settings: Settings, operator: Shell
) -> None:
    given = {"secret_key": settings.secret_key, "backup_key": new_key(), "database_url": "here/vidan.db"}
    operator.set(**given, data_dir="here", listen="127.0.0.1:9")
    (operator.folder / ".env").chmod(0o600)
    well = await operator.types("doctor")
    assert (well.code, well.err) == (0, "")
    assert "✓ Database: here/vidan.db is whole" in well.out
    await office.services.inbox.keep([{"update_id": 1}], NOW - timedelta(days=100))
    wrong = await operator.types("doctor")
    assert wrong.code == 1
    assert "✗ Messages received and not handled: 1" in wrong.out
