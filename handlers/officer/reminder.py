"""The reminder: when it comes, when it pauses, and its own buttons."""

from __future__ import annotations

from domain.errors import Invalid
from domain.forms import Ask, Draft, Form
from domain.person import Role
from domain.vietnamese import whole
from handlers.context import Talk
from handlers.flow import Flow
from handlers.forms import begin
from handlers.gate import require
from handlers.keyboards import button, keyboard
from handlers.officer import deed
from services.reminders import read_time

PAUSES = (1, 7, 30)


async def reminder(talk: Talk) -> None:
    """/nhacnho shows the setting; with a time it sets it."""
    require(talk, Role.OFFICER)
    if talk.text:
        at = read_time(talk.text)
        await talk.services.reminders.set_time(talk.act, at)
        await talk.say("reminder-set", at=f"{at:%H:%M}")
        return
    setting = await talk.services.reminders.setting(talk.act)
    paused = setting.paused_until and setting.paused_until >= talk.services.zone.day(talk.act.at)
    rows = [
        [button(talk.plain("button-reminder-time"), "r", "time")],
        [button(talk.plain("button-reminder-pause", days=days), "r", "pause", days) for days in PAUSES],
    ]
    if paused and setting.paused_until:
        rows.append([button(talk.plain("button-reminder-resume"), "r", "at", f"{setting.at:%H%M}")])
        await talk.say("reminder-paused", keyboard(rows), until=setting.paused_until)
        return
    await talk.say("reminder-setting", keyboard(rows), at=f"{setting.at:%H:%M}")


async def pressed(talk: Talk) -> None:
    """r:time, r:pause:DAYS, r:at:HHMM, and under a reminder r:now, r:hour, r:leave."""
    require(talk, Role.OFFICER)
    what, value = (*talk.data[1:], "", "")[:2]
    if what == "now":
        await begin(talk, deed.TEXT, {})
    elif what == "hour":
        again = await talk.services.reminders.snooze(talk.act)
        await talk.show(talk.html("reminder-snoozed", at=f"{talk.services.zone.local(again):%H:%M}"))
    elif what == "leave":
        await talk.services.reminders.pause(talk.act, 1)
        await talk.show(talk.html("reminder-leave"))
    elif what == "time":
        await begin(talk, FLOW, {})
    elif what == "pause" and (days := whole(value)) is not None:
        until = await talk.services.reminders.pause(talk.act, days)
        await talk.show(talk.html("reminder-paused", until=until))
    elif what == "at":
        at = read_time(f"{value[:2]}:{value[2:]}")
        await talk.services.reminders.set_time(talk.act, at)
        await talk.show(talk.html("reminder-set", at=f"{at:%H:%M}"))
    else:
        raise Invalid("button-stale")


def _read(text: str) -> str:
    return f"{read_time(text):%H:%M}"


async def _finish(talk: Talk, draft: Draft) -> None:
    at = read_time(draft.answers["at"])
    await talk.services.reminders.set_time(talk.act, at, draft)
    await talk.show(talk.html("reminder-set", at=f"{at:%H:%M}"))


FLOW = Flow(form=Form(name="reminder", asks=(Ask(name="at", read=_read),)), finish=_finish)
