"""A province for a quarter: citizens write, desks work well or badly or not at all, the clock strikes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from domain.case import WAITING, Case, CaseKind, Verdict
from domain.errors import Refused
from domain.person import Act, Person, Post, Role, Speaker
from domain.unit import Unit, UnitKind
from domain.workdays import Calendar
from services import Services
from services.suggestions import Opinion
from storage import cases, people, units
from storage.database import Database

TOP = "P"
DEPARTMENTS = 4  # between the province and its communes: so there are levels to climb
COMMUNES = 55
A_BATCH = 40  # acts at once: they share their commits
PLACES = ("cầu Cái Rô", "chợ Vàm Đầm", "bến phà Rạch Gốc", "đường Trần Văn Thời", "ấp Tân Điền", "khóm Bảy")
THINGS = (
    "đèn đường hỏng",
    "tụ tập đua xe",
    "mất trộm vặt",
    "chờ làm căn cước lâu",
    "ồn ào ban đêm",
    "lừa qua mạng",
)
# An answer names what was done, where, by whom and with what: no two alike, as the desk is asked to write.
DONE = (
    "Tổ tuần tra đã đi kiểm tra {place} lúc {hour} giờ và lập biên bản {n} trường hợp",
    "Đồng chí phụ trách địa bàn đã gặp {n} hộ dân ở {place}, hẹn xử lý xong trước ngày {day}",
    "Đã phối hợp điện lực thay {n} bóng đèn tại {place}, kiểm tra lại tối ngày {day}",
    "Đã mời {n} người liên quan ở {place} đến làm việc, hai bên cam kết không tái phạm",
    "Sáng ngày {day} cán bộ đã đến tận nhà làm căn cước cho {n} cụ ở {place}",
    "Đã nhắc nhở và tháo dỡ {n} loa kẹo kéo ở {place} sau {hour} giờ đêm",
    "Ủy ban và công an cùng khảo sát {place}, cắm {n} biển cảnh báo, báo tỉnh cấp thêm kinh phí",
    "Đã thu hồi {n} xe độ máy, giao phụ huynh ở {place} ký cam kết ngày {day}",
)
AND = (
    "bà con thấy tái diễn xin gọi trực ban",
    "kinh phí do xã chi, đã công khai tại trụ sở",
    "việc còn lại do tỉnh làm tiếp vì ngoài thẩm quyền xã",
    "ảnh hiện trường lưu ở hồ sơ tuần tra",
    "xin lỗi anh chị vì đã để chờ lâu",
    "cảm ơn anh chị đã báo sớm nên ngăn kịp",
)


@dataclass
class Province:
    """What stands and what happened. `zeal`: how likely a unit's desk sees to a case on a working day."""

    database: Database
    services: Services
    random: Random
    calendar: Calendar
    zeal: dict[str, float] = field(default_factory=dict)
    duty: dict[str, Speaker] = field(default_factory=dict)
    senders: dict[str, Speaker] = field(default_factory=dict)  # by case
    refused: list[str] = field(default_factory=list)  # "no" that was said, by case

    async def found(self, at: datetime) -> None:
        """Sixty units; a fifth of the desks is slow, some are asleep, some communes have nobody at all."""
        departments = [f"D{n}" for n in range(DEPARTMENTS)]
        made = [Unit(code=TOP, name="Công an tỉnh", kind=UnitKind.PROVINCE, parent=None)]
        made += [Unit(code=d, name=f"Cụm {d}", kind=UnitKind.DEPARTMENT, parent=TOP) for d in departments]
        for n in range(COMMUNES):
            above = departments[n % DEPARTMENTS]
            made.append(Unit(code=f"X{n}", name=f"Công an xã {n}", kind=UnitKind.COMMUNE, parent=above))
        async with self.database.transaction() as tx:
            await units.put(tx, made, {})
        for unit in made:
            self.zeal[unit.code] = self.random.choice([0.5, 0.5, 0.4, 0.15, 0.0])
            if unit.kind is UnitKind.COMMUNE and self.random.random() < 0.1:
                continue  # nobody: what comes lies on the desk above
            await self._post(unit.code, Role.DUTY, at)
            if unit.kind is not UnitKind.COMMUNE:
                await self._post(unit.code, Role.COMMANDER, at)
        await self._post(TOP, Role.SECRETARIAT, at)

    async def _post(self, unit: str, role: Role, at: datetime) -> None:
        name = f"{role}-{unit}"
        key = self.services.custody.vault.finder("quarter", name)
        person = Person(id=name[:12], key=key, name=name, language="vi")
        post = Post(role=role, unit=unit)
        async with self.database.transaction() as tx:
            await people.add(tx, person, at)
            await people.add_post(tx, person.id, post, at)
        if role is Role.DUTY:
            self.duty[unit] = Speaker(
                key=key, chat=0, name=name, language="vi", person=person.id, posts=(post,)
            )

    async def live(self, first: date, days: int, most: int) -> None:
        """So many days; cases come on all of them until there are `most`."""
        for day in (first + timedelta(days=n) for n in range(days)):
            left = min(most - len(self.senders), self.random.randint(18, 32))
            await self._together([self._comes(day) for _ in range(left)])
            await self._strikes(day, time(8, 0))
            if self.calendar.is_workday(day):
                await self._works(day)
            await self._strikes(day, time(16, 0))

    async def _strikes(self, day: date, at: time) -> None:
        now = self.services.zone.instant(day, at)
        await self.services.deadlines.enqueue_due(now)

    async def _comes(self, day: date) -> None:
        """Somebody writes, at any hour before the desk begins."""
        number = len(self.senders)
        key = self.services.custody.vault.finder("citizen", self.random.randrange(10**9))
        who = Speaker(key=key, chat=1, name="", language="vi")
        kinds, odds = [CaseKind.REPORT, CaseKind.SUGGESTION, CaseKind.PRAISE, CaseKind.CRIME], [10, 7, 2, 1]
        text = f"{self.random.choice(THINGS)} ở {self.random.choice(PLACES)} số {number}"
        opinion = Opinion(
            unit=self.random.choice(list(self.zeal)),
            kind=self.random.choices(kinds, odds)[0],
            text=text,
            photos=(),
            anonymous=True,
            contact="",
            away=self.random.random() < 0.03,
        )
        act = Act(by=who, at=self.services.zone.instant(day, time(self.random.randint(0, 7), 5)))
        async with self.database.transaction() as tx:
            case = await self.services.suggestions.receive(tx, act, opinion)
        self.senders[case.id] = who

    async def _works(self, day: date) -> None:
        """Each desk sees to some of what lies on it."""
        lying = [(one.id, one.handler) for one in await self.all_cases() if one.state in WAITING]
        acts = []
        for case, unit in lying:
            who = self.duty.get(unit)
            if who and self.random.random() < self.zeal[unit]:
                at = self.services.zone.instant(
                    day, time(self.random.randint(9, 15), self.random.randint(0, 59))
                )
                acts.append(self._sees_to(case, who, at))
        await self._together(acts)

    async def _sees_to(self, case: str, who: Speaker, at: datetime) -> None:
        """An answer and the end of it; its sender judges, mostly kindly."""
        facts = self._facts(at)
        try:
            await self.services.cases.reply(Act(by=who, at=at), case, facts)
            await self.services.cases.close(Act(by=who, at=at), case)
        except Refused:
            return  # it was answered or moved meanwhile
        sender = Act(by=self.senders[case], at=at + timedelta(hours=1))
        verdict = self.random.choices([Verdict.YES, Verdict.PARTLY, Verdict.NO, None], [60, 8, 12, 20])[0]
        async with self.database.reading() as tx:
            closed = await cases.get(tx, case)
        if verdict is None or closed is None or closed.kind is CaseKind.PRAISE:
            return  # thanks are not judged
        try:
            await self.services.sender.judge(sender, case, verdict)
        except Refused:
            return  # it was judged before
        if verdict is Verdict.NO:
            self.refused.append(case)

    def _facts(self, at: datetime) -> str:
        made = self.random.choice(DONE).format(
            place=f"{self.random.choice(PLACES)} số {self.random.randint(1, 400)}",
            n=self.random.randint(2, 60),
            hour=self.random.randint(1, 23),
            day=f"{at:%d/%m}",
        )
        more = self.random.sample(AND, 2)
        return f"{made}; {more[0]}. {more[1].capitalize()}."

    async def _together(self, acts: Sequence[Awaitable[None]]) -> None:
        for start in range(0, len(acts), A_BATCH):
            await asyncio.gather(*acts[start : start + A_BATCH])

    async def all_cases(self) -> list[Case]:
        """Every case, as it stands."""
        async with self.database.reading() as tx:
            return await cases.of_ids(tx, list(self.senders))
