"""A quarter, played."""

from __future__ import annotations

from datetime import date, time, timedelta
from random import Random

from tests.quarter.judgement import Judgement, judge
from tests.quarter.province import Province
from tests.services.office import Office

FIRST = date(2027, 1, 4)  # Tết is in the first days of February


async def play(office: Office, cases: int, days: int, seed: int) -> Judgement:
    """So many cases in the first three quarters of so many days; then calm, and the judgement."""
    services = office.services
    async with office.database.reading() as tx:
        calendar = await services.rules.calendar(tx)
    province = Province(database=office.database, services=services, random=Random(seed), calendar=calendar)
    await province.found(services.zone.instant(FIRST, time(6)))
    await province.live(FIRST, days, cases)
    return await judge(province, services.zone.instant(FIRST + timedelta(days=days - 1), time(16)))
