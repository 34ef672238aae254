"""What a units file brings besides units: former names, history, and no harm to what was planned."""

from __future__ import annotations

import pytest

from domain.errors import Invalid
from storage.tables import (
    unit_aliases,
    unit_changes,
)
from tests.services.deciding import CSV, NOW, admin, count, decides, gives_up
from tests.services.office import Office, at
from tests.storage.ground import TRAN, XUYEN


async def test_a_file_names_former_names_and_what_it_changes_is_remembered(office: Office) -> None:
    data = (
        "code;name;kind;parent;note;aliases\n"
        f'{TRAN.code};Công an xã Cái Rô;commune;{XUYEN.code};;"Hòa Mỹ ; Xã Hưng Mỹ;Hòa Mỹ"\n'
    ).encode()
    tried = await office.services.units.bring_in(None, "u.csv", data, dry_run=True, now=at(NOW))
    assert (tried.changed, tried.renamed, tried.moved) == (
        1, ((TRAN.name, "Công an xã Cái Rô"),), (("Công an xã Cái Rô", XUYEN.name),),
    )  # fmt: skip
    assert await count(office, unit_aliases) == 0
    await office.services.units.bring_in(None, "u.csv", data, now=at(NOW))
    for typed in ("hoa my", "hưng mỹ", "lương thế trân"):
        assert [one.code for one in await office.services.units.search(typed)] == [TRAN.code], typed
    assert await count(office, unit_changes) == 2
    again = await office.services.units.bring_in(None, "u.csv", data, now=at(NOW))
    assert (again.changed, again.same) == (0, 1)


async def test_a_file_that_names_a_former_unit_or_blocks_a_plan_is_refused_whole(office: Office) -> None:
    who = await admin(office)
    await decides(office, who, "move", TRAN.code, day="2026-11-01", parent=XUYEN.code)
    for line in (f"{XUYEN.code},{XUYEN.name},ward,{TRAN.code},",):
        with pytest.raises(Invalid, match="reshape-planned"):
            await office.services.units.bring_in(None, "u.csv", f"{CSV}{line}".encode(), now=at(NOW))
    await gives_up(office, who, (await office.services.reshaping.waiting(TRAN.code))[0].id)
    await decides(office, who, "merge", TRAN.code, into=XUYEN.code)
    for line in (f"{TRAN.code},{TRAN.name},commune,CAT,", f"N1,Công an xã Mới,commune,{TRAN.code},"):
        with pytest.raises(Invalid, match="units-merged"):
            await office.services.units.bring_in(None, "u.csv", f"{CSV}{line}".encode(), now=at(NOW))
    assert (await office.services.units.tree())[TRAN.code].code == XUYEN.code
