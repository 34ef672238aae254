"""A drill: the bot's data goes to another machine while people use it, by the commands of the guide."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from domain.person import Role
from storage.vault import new_key
from tests.operators.shell import Shell
from tests.people import HOA, LAN, NGAN
from tests.talk import TOKEN, Town, code_in, said

WORDS = "Đường vào ấp Cái Rô không có đèn"
ANSWER = "Tối mai sẽ lắp 5 bóng đèn"


async def test_the_bot_goes_on_elsewhere_where_it_stood_when_the_backup_was_taken(
    town: Town, operator: Shell, tmp_path: Path
) -> None:
    ngan, lan = await town.joins(NGAN, Role.DUTY, "32134"), town.who(LAN)
    await lan.sends_photo(_photo(), caption=WORDS)
    await lan.taps("Gửi góp ý")
    for word in ("32134", "phản ánh", "ẩn danh"):
        await lan.says(word)
    await lan.taps("✅ Gửi")
    code = code_in(said(lan.last))
    card = next(message for message in ngan.messages if WORDS in said(message))
    # An answer that is promised and not sent yet, and a message that is kept and not handled yet.
    town.world.say(ngan.id, ANSWER, reply_to=card.message_id)
    await town.program.intake.poll(0)
    await town.program.lanes.idle()
    kept = {"update_id": 900_001, "message": _message(HOA.id, "/theodoi")}
    await town.program.services.inbox.keep([kept], town.program.clock.now())

    secret, keys = town.program.settings.secret_key, {"backup_key": new_key(), "bot_token": TOKEN}
    operator.set(**keys, secret_key=secret, database_url="vidan.db", data_dir=".")
    taken = await operator.runs("backup", "vidan-backup")  # the bot has the database open
    assert taken.code == 0, taken.err
    assert "1 photos" in taken.out
    backup = (tmp_path / "vidan-backup").read_bytes()
    assert WORDS.encode() not in backup
    await lan.says("/gopy Câu này gửi sau khi sao lưu")
    await town.close()

    there = Shell(folder=tmp_path / "there", patch=operator.patch, captured=operator.captured)
    there.set(**keys, secret_key=new_key(), database_url="data/vidan.db", data_dir="data")
    wrong = await there.types("restore", "../vidan-backup")
    assert (wrong.code, "another SECRET_KEY" in wrong.err) == (1, True)
    assert not any((there.folder / "data").iterdir())
    there.set(**keys, secret_key=secret, database_url="data/vidan.db", data_dir="data")
    done = await there.types("restore", "../vidan-backup")
    assert done.code == 0, done.err
    again = await there.types("restore", "../vidan-backup")
    assert (again.code, "data/vidan.db is there already" in again.err) == (1, True)
    assert len(list((there.folder / "data" / "media").glob("*.jpg"))) == 1

    later = await Town.build(there.folder / "data", town.world, key=secret, language="vi")
    try:
        await later.program.intake.recover()
        await later.settles()
        later.who(HOA).sees("chưa")  # what was kept and not handled is answered now: she has sent none yet
        later.who(LAN).has_seen(ANSWER)
        await later.who(LAN).says("/theodoi")
        later.who(LAN).sees(code)
        await later.who(LAN).says(f"/theodoi {code}")
        later.who(LAN).sees(code, WORDS)
    finally:
        await later.close()


async def test_a_backup_that_the_disk_has_no_room_for_leaves_nothing_behind(
    town: Town, operator: Shell, tmp_path: Path
) -> None:
    settings = town.program.settings
    keys = {"secret_key": settings.secret_key, "backup_key": new_key()}
    operator.set(**keys, database_url="vidan.db", data_dir=".")
    before = {path.name for path in tmp_path.iterdir()}
    full = await operator.runs("backup", "b", blocks=64)
    assert full.code == 1
    assert "could not be read or written" in full.err
    assert {path.name for path in tmp_path.iterdir()} == before


def _message(who: int, text: str) -> dict[str, object]:
    person = {"id": who, "is_bot": False, "first_name": "Hoa"}
    chat = {"id": who, "type": "private", "first_name": "Hoa"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    given = {"message_id": 1, "date": 1_792_000_000, "text": text, "entities": entities}
    return {**given, "from": person, "chat": chat}


def _photo() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (320, 240), "navy").save(made, "JPEG")
    return made.getvalue()
