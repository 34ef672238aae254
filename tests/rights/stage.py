"""Everybody on the stage: who tried what, and whether anything changed by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from domain.person import Post, Role, Speaker
from domain.rights import Action, Target, allowed
from sandbox.world import World
from storage import cases, people
from tests.journeys.test_opinion import opinion
from tests.rights.cast import CITIZEN, MIDDLE, PLAYERS, Player
from tests.talk import TOKEN, Someone, Town, code_in, said

_TABLES = ("case_messages", "case_notes", "identity_requests", "posts", "invitations", "unit_rules")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A town in which everybody of the cast serves, and a citizen's case that the middle unit handles."""

    town: Town
    case: str
    code: str

    @classmethod
    async def set(cls, folder: Path) -> Stage:
        """Everybody joins; the citizen writes."""
        everyone = [*(player.person for player in PLAYERS), CITIZEN]
        world = World(token=TOKEN, people=everyone, bot_name="Vì Dân", bot_username="vidan_test_bot")
        town = await Town.build(folder, world)
        await town.open()
        for player in PLAYERS:
            await town.joins(
                player.person, player.post.role, player.post.unit, f"Đồng chí {player.person.id}"
            )
        await town.settles_in()
        await opinion(town.who(CITIZEN))
        code = code_in(said(town.who(CITIZEN).last))
        async with town.program.database.reading() as tx:
            found = await cases.by_code(tx, code)
        assert found
        return cls(town=town, case=found.id, code=code)

    def who(self, player: Player) -> Someone:
        """The player, speaking."""
        return self.town.who(player.person)

    async def speaker(self, player: Player) -> Speaker:
        """As the services see them."""
        now = self.town.program.clock.now()
        return await self.town.program.services.people.speaker(player.person.id, "", now)

    async def may(self, player: Player, action: Action) -> bool:
        """What the table says of the case, which nobody took and which has a desk of its own."""
        tree = await self.town.program.services.units.tree()
        return allowed([player.post], action, Target(unit=MIDDLE), tree)

    async def state(self) -> dict[str, int]:
        """All that an act on the case could change."""
        async with self.town.program.database.reading() as tx:
            found = await cases.get(tx, self.case)
            assert found
            rows = {name: await tx.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in _TABLES}
        return rows | {"version": found.version}

    def an_hour_later(self) -> None:
        """What was tried before is noted anew when it is tried again."""
        self.town.moves(self.town.program.clock.now() + timedelta(hours=1))

    async def refusals(self, player: Player) -> int:
        """How many rows of the audit tell that the player was refused."""
        speaker = await self.speaker(player)
        async with self.town.program.database.reading() as tx:
            sql = text("SELECT count(*) FROM audit WHERE action = 'refused' AND actor = :actor")
            return await tx.scalar(sql.bindparams(actor=speaker.person)) or 0

    async def ends(self, player: Player) -> None:
        """The player's post ends this very moment."""
        speaker = await self.speaker(player)
        assert speaker.person
        async with self.town.program.database.transaction() as tx:
            assert await people.end_post(tx, speaker.person, player.post)

    async def reappoints(self, player: Player) -> None:
        """And is theirs again."""
        now = self.town.program.clock.now()
        speaker = await self.speaker(player)
        assert speaker.person
        async with self.town.program.database.transaction() as tx:
            assert await people.add_post(tx, speaker.person, player.post, now)
        await self.town.settles_in()

    async def lies_before(self, player: Player) -> None:
        """The newest message of the player's chat is about the case, as one they once had would be."""
        someone = self.who(player)
        vault = self.town.program.services.custody
        async with self.town.program.database.transaction() as tx:
            await cases.map_message(tx, vault.message_key(someone.id, someone.last.message_id), self.case)


def player(role: Role, unit: str = MIDDLE) -> Player:
    """Who holds that post."""
    return next(one for one in PLAYERS if one.post == Post(role=role, unit=unit))
