"""What it is deployed with: service, image, the way out of a lost key. Each fits the program as it is."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.settings import load
from bot.verbs import VERBS
from domain.errors import BadSetting
from domain.person import Role
from services.health import check_key, check_tables
from storage.database import Database
from storage.vault import Vault, new_key
from tests.architecture.repository import ROOT, layers, project
from tests.operators.shell import Shell
from tests.people import LAN, NGAN
from tests.services.office import Office
from tests.talk import Town, code_in, said

SERVICE = (ROOT / "deploy/vidan.service").read_text(encoding="utf-8")
NIGHTLY = (ROOT / "deploy/vidan-backup.service").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
GUIDES = [(ROOT / name).read_text(encoding="utf-8") for name in ("docs/operate.md", "docs/vi/van-hanh.md")]


def values(unit: str, name: str) -> list[str]:
    """What a unit file says of a setting."""
    return re.findall(rf"^{name}=(.*)$", unit, re.MULTILINE)


def seconds(value: str) -> int:
    """ "30" or "30s" as a number."""
    return int(value.removesuffix("s"))


@pytest.mark.parametrize(("unit", "verb"), [(SERVICE, "run"), (NIGHTLY, "backup")])
def test_a_unit_runs_a_verb_that_exists_as_nobody_in_particular_and_may_do_little(
    unit: str, verb: str
) -> None:
    (command,) = values(unit, "ExecStart")
    assert re.search(rf"-m bot {verb}\b", command)
    assert verb in VERBS
    assert values(unit, "User") == ["vidan"]
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "MemoryDenyWriteExecute"):
        assert values(unit, name) == ["yes"], name
    assert values(unit, "ProtectSystem") == ["strict"]
    assert values(unit, "CapabilityBoundingSet") == [""]
    assert values(unit, "UMask") == ["0077"]


def test_the_service_waits_longer_than_the_bot_takes_to_stop_and_starts_it_again() -> None:
    (drain,) = {int(found) for found in re.findall(r"goes, within (\d+) seconds", GUIDES[0])}
    assert seconds(values(SERVICE, "TimeoutStopSec")[0]) > drain + 5
    assert seconds(re.findall(r"stop_grace_period: (\w+)", COMPOSE)[0]) > drain + 5
    assert values(SERVICE, "Restart") == ["on-failure"]
    assert values(SERVICE, "KillMode") == ["mixed"]  # the child that draws is not told before the bot


def test_the_guides_set_up_the_folders_that_the_units_name() -> None:
    assert values(SERVICE, "StateDirectory") == ["vidan"]
    named = {"/var/lib/vidan", "/var/backups/vidan"}
    assert set(values(NIGHTLY, "ReadWritePaths")[0].split()) == named
    (place,) = set(values(SERVICE, "WorkingDirectory") + values(NIGHTLY, "WorkingDirectory"))
    for guide in GUIDES:
        assert "install -d -o vidan -g vidan -m 700 /var/lib/vidan /var/backups/vidan" in guide
        assert "git clone " in guide
        assert f" {place} && cd {place}" in guide
        assert "DATA_DIR=/var/lib/vidan" in guide


def test_the_image_holds_every_package_and_nothing_that_is_not_named() -> None:
    copied = set(re.findall(r"^COPY (\w+) \1$", DOCKERFILE, re.MULTILINE))
    assert copied == {*layers(), "sandbox"}
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    assert let_in == copied | {"requirements.lock", "LICENSE"}


def test_the_image_is_built_from_locked_packages_on_the_oldest_python_we_know_and_runs_as_nobody() -> None:
    _, builder, runtime = DOCKERFILE.split("\nFROM ")
    assert "--require-hashes" in builder
    assert "requirements.lock" in builder
    oldest = project()["project"]["requires-python"].removeprefix(">=")
    assert set(re.findall(r"python:(\S+)-slim", DOCKERFILE)) == {oldest}
    assert re.findall(r"^USER (\S+)$", runtime, re.MULTILINE) == ["10001:10001"]
    assert "requirements.lock" not in runtime
    assert "/healthz" in runtime.partition("HEALTHCHECK")[2].partition("ENTRYPOINT")[0]
    assert "secret" not in DOCKERFILE.casefold()


def test_the_container_may_do_little_and_is_reached_from_this_machine_only() -> None:
    for words in ("read_only: true", "- ALL", "no-new-privileges:true", "restart: unless-stopped"):
        assert words in COMPOSE
    assert re.findall(r"- (\S+):8080:8080", COMPOSE) == ["127.0.0.1"]
    assert "privileged: true" not in COMPOSE


@pytest.mark.parametrize("text", [DOCKERFILE, COMPOSE], ids=["Dockerfile", "compose.yaml"])
def test_what_the_container_is_set_to_can_be_used(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("DATA_DIR", "DATABASE_URL", "LISTEN"):
        value = re.findall(rf"\b{name}(?:=|: )(\S+)", text)[0]
        monkeypatch.setenv(name, value)
    settings = load()
    assert (settings.database_path, settings.data_dir) == (Path("/data/vidan.db"), Path("/data"))
    assert settings.listen == "0.0.0.0:8080"


async def test_after_a_lost_key_the_bot_goes_on_with_another_and_keeps_what_can_be_read(
    town: Town, tmp_path: Path
) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await lan.says("Đường vào ấp tối quá")
    await lan.taps("Gửi góp ý")
    for word in ("32134", "phản ánh", "ẩn danh"):
        await lan.says(word)
    await lan.taps("✅ Gửi")
    old = code_in(said(lan.last))
    await lan.says("/gopy")  # a form stays open
    await town.program.services.inbox.keep([{"update_id": 900_001}], town.program.clock.now())
    database = town.program.settings.database_path
    await town.close()
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript((ROOT / "deploy/forget-old-key.sql").read_text(encoding="utf-8"))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT code FROM cases").fetchall() == [(old,)]

    key = new_key()
    later = await Town.build(tmp_path, town.world, key=key)
    try:
        await check_key(later.program.database, Vault(key))
        await later.program.intake.recover()
        await later.settles()
        ngan = await later.joins(NGAN, Role.DUTY, "32134")
        lan = later.who(LAN)
        await lan.says("Cầu vào ấp hư rồi")
        await lan.taps("Gửi góp ý")
        for word in ("32134", "phản ánh", "ẩn danh"):
            await lan.says(word)
        await lan.taps("✅ Gửi")
        lan.sees("Đã nhận")
        ngan.has_seen("Cầu vào ấp hư rồi")
    finally:
        await later.close()


async def test_tables_of_a_newer_program_are_left_alone(office: Office, operator: Shell) -> None:
    with closing(sqlite3.connect(office.settings.database_path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(BadSetting, match="doctor-database-newer"):
        await check_tables(office.database)
    operator.set(secret_key=office.settings.secret_key, database_url="here/vidan.db")
    refused = await operator.types("due")
    assert (refused.code, "newer version" in refused.err) == (1, True)


async def test_tables_that_are_not_there_yet_are_no_newer_ones(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    await check_tables(database)
    await database.migrate()
    await check_tables(database)
    await database.close()
    assert (tmp_path / "new.db").exists()


@pytest.mark.parametrize("key", ["too short", "!" * 44])
def test_a_backup_key_that_cannot_be_used_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadSetting, match="setting-backup-key"):
        load(backup_key=key)


def test_one_key_for_citizens_and_backups_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    key = new_key()
    with pytest.raises(BadSetting, match="setting-keys-equal"):
        load(secret_key=key, backup_key=key)
    settings = load(secret_key=key, backup_key=new_key())
    assert {key, settings.backup_key} <= set(settings.secrets)
