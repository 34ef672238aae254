"""The database a run begins with: the demo units and 2,000 officers in them."""

from __future__ import annotations

import csv
import io
import secrets
import shutil
import socket
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import Table, insert

from bench.updates import FIRST_PERSON, OFFICERS
from bot.joining import build_services
from bot.seed import DEMO
from bot.settings import Settings
from domain.person import Role
from services import Services
from services.custody import PADDED_TO, Record
from storage.database import Database
from storage.tables import custody, people, posts
from storage.vault import new_key

TOKEN = "1:bench"
KEY = new_key()  # of this run alone: nothing sealed with it outlives the run
Rows = list[dict[str, Any]]
_FAR = date(9999, 12, 31)


class Ground:
    """Two databases, made once and copied for each run."""

    def __init__(self, data: Path) -> None:
        """They stand in `data`, on the disk that is measured, in a folder of their own."""
        data.mkdir(exist_ok=True)
        self._folder = Path(mkdtemp(prefix="bench-", dir=data.resolve()))

    def clear(self) -> None:
        """Leave nothing behind."""
        shutil.rmtree(self._folder, ignore_errors=True)

    async def lay(self) -> None:
        """Make both: officers who are on leave from reminders, and such as are reminded."""
        await _seed(self._folder / "calm.db", OFFICERS, paused=True)
        await _seed(self._folder / "reminded.db", OFFICERS // 2, paused=False)

    def fresh(self, kind: str = "calm") -> Path:
        """A folder of its own for one run, with a copy of the database in it."""
        folder = self._folder / f"run-{secrets.token_hex(4)}"
        folder.mkdir()
        shutil.copyfile(self._folder / f"{kind}.db", folder / "vidan.db")
        return folder


def settings_in(folder: Path, **more: str) -> dict[str, str]:
    """The environment of a Vì Dân that runs in the folder."""
    return {
        "BOT_TOKEN": TOKEN,
        "DATABASE_URL": str(folder / "vidan.db"),
        "DATA_DIR": str(folder),
        "LISTEN": f"127.0.0.1:{_free_port()}",
        "SECRET_KEY": KEY,
        "LOG_FORMAT": "json",
        **more,
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def counted(folder: Path) -> dict[str, int]:
    """What stands in a run's database: deeds, updates done, updates not done, notices sent."""
    questions = {
        "deeds": "select count(*) from deeds",
        "done": "select count(*) from inbox where state = 'done'",
        "left": "select count(*) from inbox where state <> 'done'",
        "sent": "select count(*) from outbox where state = 'sent'",
    }
    connection = sqlite3.connect(folder / "vidan.db")
    try:
        return {name: int(connection.execute(words).fetchone()[0]) for name, words in questions.items()}
    finally:
        connection.close()


async def _seed(file: Path, officers: int, *, paused: bool) -> None:
    settings = Settings.model_validate(
        {"bot_token": TOKEN, "secret_key": KEY, "database_url": str(file), "data_dir": file.parent}
    )
    database = Database(settings.database_url)
    try:
        await database.migrate()
        services = build_services(settings, database)
        units = (DEMO / "units.csv").read_bytes()
        await services.units.bring_in(None, "units.csv", units)
        codes = [row["code"] for row in csv.DictReader(io.StringIO(units.decode("utf-8")))]
        async with database.transaction() as tx:
            for table, rows in _rows(services, officers, codes, paused=paused):
                await tx.execute(insert(table), rows)
    finally:
        await database.close()


def _rows(
    services: Services, officers: int, codes: Iterable[str], *, paused: bool
) -> list[tuple[Table, Rows]]:
    """As `services.people.enrol` would write them one by one, for all at once."""
    since = datetime.now(UTC) - timedelta(days=2)
    on_roll: Rows = []
    held: Rows = []
    sealed: Rows = []
    for number, unit in zip(range(officers), cycle(codes), strict=False):
        chat = FIRST_PERSON + number
        key = services.custody.person_key(chat)
        record = asdict(Record(chat=chat, language="vi"))
        on_roll.append(
            {
                "id": f"p{number}",
                "key": key,
                "name": f"Trần {number}",
                "language": "vi",
                "joined_at": since,
                "paused_until": str(_FAR) if paused else None,
            }
        )
        held.append({"person": f"p{number}", "role": Role.OFFICER.value, "unit": unit, "since": since})
        sealed.append({"finder": key, "sealed": services.custody.vault.seal(record, key, PADDED_TO)})
    return [(people, on_roll), (posts, held), (custody, sealed)]
