"""Copies of photos: a file and the row that names it come and go together."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import text

from domain.case import Case
from domain.errors import Temporary
from domain.person import Role, Speaker
from storage import case_notes, photos
from storage.tables import unit_rules
from tests.services.desks import DONE, act, draft, heard, serves
from tests.services.office import Office, at
from tests.storage.ground import TRAN, XUYEN

OTHER = "Tổ tuần tra đã cử người tới gắn ba cái đèn mới rồi."
NIGHT = at("2026-10-22 03:30")
DAY = timedelta(days=1)


async def _waits(office: Office, who: Speaker, case: Case) -> tuple[int, Path]:
    """An answer with a photo waits, of which a copy was made: the answer's id, the copy."""
    async with office.database.transaction() as tx:
        await tx.execute(unit_rules.insert().values(unit=TRAN.code, name="second_eyes", value=1))
    await office.services.cases.reply(act(who), case.id, DONE, ["AgAC-photo"])
    file = _file(office, "copy.jpg", NIGHT)
    async with office.database.transaction() as tx:
        (photo,) = await photos.waiting(tx, case.id)
        await photos.copied(tx, photo.id, file.name)
        (note,) = await case_notes.of_case(tx, case.id, [case_notes.DRAFT])
    return note.id, file


def _file(office: Office, name: str, written: datetime) -> Path:
    file = office.settings.data_dir / "media" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"jpeg")
    os.utime(file, (written.timestamp(), written.timestamp()))
    return file


async def _owes(office: Office) -> None:
    """A debt that SQLite looks at in the commit only: whatever shares it fails with it."""
    async with office.database.transaction() as tx:
        await tx.execute(text("PRAGMA defer_foreign_keys=ON"))
        await tx.execute(text("INSERT INTO posts (person, role, unit, since) VALUES ('x', 'duty', 'x', '')"))


Act = Callable[[Office, Speaker, Speaker, Speaker, Case, int], Awaitable[object]]
ACTS: dict[str, Act] = {
    "proposed anew": lambda o, duty, _, __, case, ___: o.services.cases.reply(act(duty), case.id, OTHER),
    "sent back": lambda o, _, chief, __, case, note: o.services.answers.send_back(
        act(chief), draft(case, note=note, body="Ghi rõ ngày lắp giùm")
    ),
    "passed on": lambda o, duty, _, __, case, ___: o.services.handling.pass_on(
        act(duty), draft(case, unit=XUYEN.code, reason="Đường này thuộc bên ấy")
    ),
    "kept from its author": lambda o, duty, chief, __, case, ___: o.services.handling.name_officer(
        act(chief), case.id, duty.person
    ),
    "ended by its sender": lambda o, _, __, lan, case, ___: o.services.sender.close_own(act(lan), case.id),
    "withdrawn": lambda o, _, __, lan, case, ___: o.services.sender.withdraw(act(lan), case.id),
}


@pytest.mark.parametrize("done", ACTS.values(), ids=list(ACTS))
async def test_a_copy_goes_with_the_commit_that_takes_its_row_and_not_before(
    office: Office, done: Act
) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    chief = await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    case = await heard(office)
    lan = await office.services.people.speaker(900_000 + len(case.text), "Lan", at("2026-10-20 08:00"))
    note, file = await _waits(office, duty, case)
    failed, _ = await asyncio.gather(
        done(office, duty, chief, lan, case, note), _owes(office), return_exceptions=True
    )
    assert isinstance(failed, Temporary)
    assert file.exists()
    async with office.database.reading() as tx:
        assert len(await photos.waiting(tx, case.id)) == 1
    await done(office, duty, chief, lan, case, note)
    assert not file.exists()


async def test_a_copy_whose_row_was_never_written_is_swept_at_night_and_no_other(office: Office) -> None:
    duty = await serves(office, 1, "Thu Ngân", Role.DUTY)
    await serves(office, 2, "Hoàng Khải", Role.COMMANDER)
    _, named = await _waits(office, duty, await heard(office))
    os.utime(named, (0, 0))
    lost = _file(office, "lost.jpg", NIGHT - timedelta(hours=2))
    young = _file(office, "young.jpg", NIGHT - timedelta(minutes=1))  # its row may be on the way
    assert await office.services.media.sweep(NIGHT) == 1
    assert (named.exists(), lost.exists(), young.exists()) == (True, False, True)
    assert await office.services.media.sweep(NIGHT) == 0


async def test_a_postman_stopped_before_the_row_leaves_nothing_for_good(office: Office) -> None:
    case = await heard(office, photos=("AgAC-photo",))
    async with office.database.reading() as tx:
        (found,) = (
            await tx.execute(text('SELECT id FROM case_messages WHERE "case" = :c'), {"c": case.id})
        ).all()
        (photo,) = await photos.of_message(tx, found.id)
    picture = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(picture, "JPEG")

    async def fetch(_: str) -> bytes:
        return picture.getvalue()

    folder = office.settings.data_dir / "media"
    async with office.database.writer.piece():  # somebody writes: the row waits for its turn
        drawn = asyncio.create_task(office.services.media.bytes_of(photo, fetch))
        while not list(folder.glob("*.jpg")):  # noqa: ASYNC110 - a file tells nobody that it is there
            await asyncio.sleep(0)
        drawn.cancel()
        with suppress(asyncio.CancelledError):
            await drawn
    (left,) = folder.glob("*.jpg")
    assert await office.services.media.sweep(datetime.fromtimestamp(left.stat().st_mtime, NIGHT.tzinfo)) == 0
    await office.services.media.sweep(datetime.fromtimestamp(left.stat().st_mtime, NIGHT.tzinfo) + DAY)
    assert not left.exists()
