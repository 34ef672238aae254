"""The program's life: start, run until told to stop, drain, stop."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.logs import logger
from bot.wiring import Program
from domain.errors import BadSetting
from handlers import menus

log = logger("live")


@asynccontextmanager
async def running(program: Program) -> AsyncIterator[asyncio.Task[None]]:
    """The program at work while the block lasts; yields the intake's task, which ends only by failing.

    Raises BadSetting where Telegram does not know the token. Leaving drains what is under way.
    """
    work: list[asyncio.Task[None]] = []
    try:
        await program.database.migrate()
        await _connect(program)
        recovered = await program.intake.recover()
        await program.ticker.start()
        work = [asyncio.create_task(program.intake.run()), asyncio.create_task(program.postman.run())]
        log.info("running", bot=program.application.bot.username, recovered=recovered)
        yield work[0]
    finally:
        await _stop(program, work)


async def _stop(program: Program, work: list[asyncio.Task[None]]) -> None:
    """Drain what is under way, then let everything go, whatever of it was begun."""
    for task in work[:1]:
        task.cancel()
    program.ticker.stop()
    await program.lanes.stop()
    for task in work[1:]:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)
    await program.application.shutdown()
    program.services.workshop.close()
    await program.database.close()
    log.info("stopped")


async def until_told(intake: asyncio.Task[None]) -> None:
    """Return at Ctrl-C or SIGTERM; raise what the intake died of."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no such handlers
            loop.add_signal_handler(sign, told.set)
    waiting = asyncio.create_task(told.wait())
    done, _ = await asyncio.wait({waiting, intake}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if intake in done:
        try:
            await intake
        except InvalidToken as error:
            raise BadSetting("token-refused") from error


async def _connect(program: Program) -> None:
    """Reach Telegram, however long it takes: the machine may be up before its network."""
    pause = 1.0
    while True:
        try:
            await program.application.initialize()
            await menus.set_defaults(program.application.bot, program.texts, program.settings.language)
        except InvalidToken as error:
            raise BadSetting("token-refused") from error
        except BadRequest:
            raise  # not the network: asking again would change nothing
        except (NetworkError, RetryAfter) as error:
            log.warning("telegram_unreachable", error=type(error).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30)
        else:
            return
