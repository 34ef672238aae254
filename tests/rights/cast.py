"""One person for every role and place, and what each may try on a case of the unit in the middle."""

from __future__ import annotations

from dataclasses import dataclass

from domain.person import Post, Role
from domain.rights import Action
from sandbox.world import Person

TOP, MIDDLE, ASIDE = "CAT", "32134", "32044"  # the province, a commune below it, another beside that one


@dataclass(frozen=True, kw_only=True)
class Player:
    """Somebody with one post."""

    person: Person
    post: Post

    @property
    def label(self) -> str:
        """Role and unit."""
        return f"{self.post.role}-{self.post.unit}"


PLAYERS = tuple(
    Player(person=Person(id=710000000 + n, first_name=f"{role} {unit}"), post=Post(role=role, unit=unit))
    for n, (role, unit) in enumerate((role, unit) for role in Role for unit in (TOP, MIDDLE, ASIDE))
)
CITIZEN = Person(id=719999999, first_name="Bà Ba")

# What each action looks like from outside. {case} is the case's id, {code} its receipt code.
BUTTONS: dict[Action, tuple[str, ...]] = {
    Action.SEE: ("h:open:{case}", "h:more:{case}", "h:photos:{case}"),
    Action.TAKE: ("c:take:{case}",),
    Action.ASSIGN: ("c:assign:{case}",),
    Action.ANSWER: ("c:answer:{case}",),
    Action.ASK: ("c:ask:{case}",),
    Action.NOTE: ("c:note:{case}",),
    Action.PASS: ("c:pass:{case}",),
    Action.SAME: ("c:same:{case}",),
    Action.TOPIC: ("c:topic:{case}", "c:officer:{case}"),
    Action.ESCALATE: ("c:up:{case}",),
    Action.CLOSE: ("c:close:{case}",),
    Action.POSTPONE: ("c:late:{case}",),
    Action.ASK_NAME: ("c:name:{case}",),
}
WORDS: dict[Action, str] = {  # in a reply to a message of the case
    Action.TAKE: "nhận",
    Action.ASSIGN: "giao: Minh",
    Action.ANSWER: "Tổ tuần tra đã đến lắp lại bóng đèn chiều nay",
    Action.ASK: "hỏi: Anh chị cho biết chỗ nào ạ?",
    Action.NOTE: "ghi chú: gọi điện lực trước",
    Action.PASS: "chuyển: Năm Căn vì không thuộc địa bàn",
    Action.TOPIC: "chủ đề",
    Action.ESCALATE: "đưa lên: cần kinh phí của tỉnh",
    Action.CLOSE: "đóng",
}
COMMANDS: dict[Action, str] = {
    Action.SEE: "/hopthu {code}",
    Action.INVITE: "/moi",
    Action.PEOPLE: "/canbo",
    Action.RULES: "/caidat Lương Thế Trân",
    Action.AUDIT: "/kiemtra",
    Action.REPORT: "/baocao",
}
