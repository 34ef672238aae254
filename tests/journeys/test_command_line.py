"""`python -m bot …` as an operator types it."""

from __future__ import annotations

import asyncio
import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.__main__ import main
from bot.joining import build_services
from bot.settings import load
from domain.person import Post, Role
from storage import people
from storage.database import Database
from storage.vault import new_key
from tests.services.office import Office
from tests.talk import UNITS, at


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with a configured, empty database."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "DATABASE_URL", "ADMIN_IDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "vi")
    (tmp_path / ".env").write_text(f"SECRET_KEY={new_key()}\nDATABASE_URL=vidan.db\n")
    return tmp_path


def test_a_key_is_made_before_there_are_any_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("BOT_TOKEN=1:abc\nSECRET_KEY=\n")
    assert main(["key"]) == 0
    assert re.fullmatch(r"[A-Za-z0-9+/]{43}=\n", capsys.readouterr().out)
    assert main(["run"]) == 1
    assert "SECRET_KEY" in capsys.readouterr().err


def test_units_are_imported_tried_first_and_a_bad_line_is_named(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["units", "import", str(UNITS), "--dry-run"]) == 0
    assert main(["units", "import", str(UNITS)]) == 0
    assert capsys.readouterr().out.count("80") >= 2
    (desk / "bad.csv").write_text("code,name,kind,parent\nX1,Công an xã Mới,hamlet,CAT\n")
    assert main(["units", "import", "bad.csv"]) == 1
    complaint = capsys.readouterr().err
    assert "2" in complaint
    assert "kind" in complaint
    assert main(["units", "import", "not-there.csv"]) == 1


def test_an_invitation_is_printed_and_an_unknown_unit_refused(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["units", "import", str(UNITS)])
    capsys.readouterr()
    assert main(["invite", "--role", "officer", "--unit", "32134"]) == 0
    assert re.search(r"moi-[\w-]{22}", capsys.readouterr().out)
    assert main(["invite", "--role", "officer", "--unit", "99999"]) == 1
    assert "99999" in capsys.readouterr().err


def test_a_digest_is_written_as_text_picture_paper_and_table(desk: Path) -> None:
    main(["units", "import", str(UNITS)])
    for period in ("2026-10", "2026-Q3", "2026-H1", "2026"):
        assert main(["digest", "--unit", "CAT", "--period", period, "--out", "out"]) == 0
        made = {file.suffix: file.read_bytes() for file in (desk / "out").glob(f"vidan-CAT-{period}.*")}
        assert sorted(made) == [".docx", ".png", ".txt", ".xlsx"]
        assert made[".png"].startswith(b"\x89PNG")
        assert "Công an tỉnh Cà Mau" in made[".txt"].decode()
        assert load_workbook(io.BytesIO(made[".xlsx"])).worksheets
    assert main(["digest", "--unit", "CAT", "--period", "hôm qua", "--out", "out"]) == 1


async def something_falls_due() -> None:
    """On the 1st of December at five there is a digest, a reminder for two officers, an opinion that is late,
    and one of the officers has begun to stand in.
    """
    settings = load()
    database = Database(settings.database_url)
    office = Office(settings=settings, database=database, services=build_services(settings, database))
    try:
        await office.joins(401, Role.COMMANDER, "CAT")
        minh, _ = await office.joins(201, Role.OFFICER), await office.joins(202, Role.OFFICER)
        async with database.transaction() as tx:
            post = Post(role=Role.DUTY, unit="32134", stands_in=True)
            await people.add_post(tx, str(minh.person), post, at("2026-12-01 00:00"), at("2026-12-05 00:00"))
        lan = await office.services.people.speaker(101, "Lan", at("2026-11-10 09:00"))
        await office.hears(lan, "Đường vào ấp Cái Rô không có đèn", "2026-11-10 09:00")
    finally:
        await office.close()


def test_due_may_be_repeated_and_tried(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["units", "import", str(UNITS)])
    asyncio.run(something_falls_due())
    capsys.readouterr()
    told = []
    for words in (["--dry-run"], ["--dry-run"], [], ["--dry-run"], []):
        assert main(["due", "--at", "2026-12-01T17:00+07:00", *words]) == 0
        told.append([int(number) for number in re.findall(r"\d+", capsys.readouterr().out)])
    each = [1, 2, 1, 0, 1]  # a commander's digest, two officers, a late opinion, no change of units, a post
    assert told == [each, each, each, [0] * 5, [0] * 5]
    assert main(["due"]) == 0
    capsys.readouterr()
    assert main(["due", "--at", "mai"]) == 1
    assert "mai" in capsys.readouterr().err


def test_without_a_token_no_playground_opens_where_a_real_database_is(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["units", "import", str(UNITS)])
    for word in ("run", "rehearse"):
        assert main([word]) == 1
        assert "vidan.db" in capsys.readouterr().err


def test_an_unknown_setting_stops_the_start_and_is_named(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / ".env").write_text("BOT_TOKN=1:abc\n")
    assert main(["due"]) == 1
    assert "BOT_TOKN" in capsys.readouterr().err
