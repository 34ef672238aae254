"""Every cell of role × action × scope, tried each way there is: what is forbidden is refused and audited."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from domain.person import Role
from domain.rights import RIGHTS, Action, able
from tests.rights.cast import BUTTONS, CITIZEN, COMMANDS, PLAYERS, WORDS, Player
from tests.rights.stage import Stage, player

Try = Callable[[], Awaitable[None]]


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Fifteen people, a citizen and a case."""
    stage = await Stage.set(tmp_path)
    yield stage
    await stage.town.close()


async def test_a_button_that_was_never_offered_does_nothing(stage: Stage) -> None:
    async def tried(one: Player, action: Action) -> None:
        for data in BUTTONS[action]:
            await _refused(stage, one, partial(stage.who(one).forges, data.format(case=stage.case)), action)

    assert await _forbidden(stage, BUTTONS, tried) > 100


async def test_a_word_in_a_reply_does_nothing(stage: Stage) -> None:
    async def tried(one: Player, action: Action) -> None:
        await stage.lies_before(one)
        someone = stage.who(one)
        await _refused(stage, one, partial(someone.says, WORDS[action], reply_to=someone.last), action)

    assert await _forbidden(stage, WORDS, tried) > 60


async def test_a_command_does_nothing(stage: Stage) -> None:
    async def tried(one: Player, action: Action) -> None:
        if action is not Action.SEE and able([one.post], action):
            return  # the command is theirs, for other units: what it shows of this one is told elsewhere
        said = COMMANDS[action].format(code=stage.code)
        await _refused(stage, one, partial(stage.who(one).says, said), action)

    assert await _forbidden(stage, COMMANDS, tried) > 30


async def test_a_deep_link_to_a_case_shows_it_to_nobody_but_its_sender(stage: Stage) -> None:
    for one in PLAYERS:
        before = await stage.state()
        await stage.who(one).says(f"/start ma-{stage.code}")
        stage.who(one).sees("không")
        assert "đèn" not in (stage.who(one).last.text or ""), one.label
        assert await stage.state() == before


@pytest.mark.parametrize("role", [Role.DUTY, Role.COMMANDER])
async def test_what_was_theirs_yesterday_does_nothing_when_it_is_pressed_again(
    stage: Stage, role: Role
) -> None:
    one = player(role)
    someone = stage.who(one)
    for action, buttons in BUTTONS.items():
        if action in (Action.TAKE, Action.CLOSE):
            continue  # done at once, and done before: told by the buttons that were never offered
        for data in buttons:
            await someone.forges(data.format(case=stage.case))
            press = partial(_press, stage, one, someone.last.message_id, data.format(case=stage.case))
            await stage.ends(one)
            await _refused(stage, one, press, action)
            await stage.reappoints(one)


@pytest.mark.parametrize("action", [Action.ANSWER, Action.ASK, Action.NOTE, Action.ESCALATE, Action.ASK_NAME])
async def test_a_form_begun_in_time_is_not_ended_after_the_role(stage: Stage, action: Action) -> None:
    one = player(Role.DUTY)
    someone = stage.who(one)
    await someone.forges(BUTTONS[action][0].format(case=stage.case))
    await stage.ends(one)
    words = "Tổ tuần tra đã đến lắp lại bóng đèn ở đầu ấp chiều nay"
    await _refused(stage, one, partial(someone.says, words), action)


async def test_a_citizen_moves_nobodys_case_by_forged_buttons(stage: Stage) -> None:
    stranger = stage.town.who(CITIZEN)
    before = await stage.state()
    for buttons in BUTTONS.values():
        for data in buttons:
            await stranger.forges(data.format(case=stage.case))
    assert await stage.state() == before


async def test_the_table_allows_somebody_each_thing_that_is_tried(stage: Stage) -> None:
    tried = set(BUTTONS) | set(WORDS) | set(COMMANDS)
    allowed = {action for action in tried for one in PLAYERS if await stage.may(one, action)}
    assert allowed == tried
    assert {action for rights in RIGHTS.values() for action in rights} >= tried


async def _forbidden(
    stage: Stage,
    ways: dict[Action, str] | dict[Action, tuple[str, ...]],
    tried: Callable[..., Awaitable[None]],
) -> int:
    """Try each cell that the table forbids; how many there were."""
    cells = [(one, action) for one in PLAYERS for action in ways if not await stage.may(one, action)]
    for one, action in cells:
        await tried(one, action)
    return len(cells)


async def _refused(stage: Stage, one: Player, attempt: Try, action: Action) -> None:
    """The attempt changes nothing, and the audit tells of it."""
    stage.an_hour_later()
    before, noted = await stage.state(), await stage.refusals(one)
    await attempt()
    assert await stage.state() == before, (one.label, action)
    assert await stage.refusals(one) > noted, (one.label, action, stage.who(one).last.text)


async def _press(stage: Stage, one: Player, message: int, data: str) -> None:
    stage.town.world.tap(one.person.id, message, data)
    await stage.town.settles()
