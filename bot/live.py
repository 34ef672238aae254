"""The program's life: start, run until told to stop, drain, stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot import loop, web
from bot.logs import logger
from bot.postman import Postman
from bot.signals import Signals
from bot.wiring import Program
from domain.errors import BadSetting
from handlers import menus
from services.health import check_key, check_tables

log = logger("live")
THRONG = 1.0  # seconds for what the start itself asks of Telegram, before notices go
INTAKE = 2.0  # seconds for what is being kept
REST = 10.0  # for what is being handled (a direct reply is given up after 8), and for the postman meanwhile
# With the web server's 2.5 that is within 15. What is cut off is taken up at the next start.


@dataclass
class Life:
    """A program at work: its tasks, intake and postman, and what it was told."""

    signals: Signals
    work: list[asyncio.Task[None]] = field(default_factory=list)


@asynccontextmanager
async def running(program: Program, *, listen: bool = False) -> AsyncIterator[Life]:
    """The program at work while the block lasts. Leaving drains what is under way, within 15 seconds.

    With `listen` it answers on LISTEN and, where WEBHOOK_URL is set, takes updates there; without, it polls.
    Raises BadSetting where LISTEN is taken, SECRET_KEY is another than the data's, or Telegram does not know
    the token; SystemExit(0) where a signal ends the start.
    """
    life = Life(Signals())
    async with AsyncExitStack() as stack:
        stack.callback(life.signals.forget)
        life.signals.listen()
        stack.push_async_callback(_close, program)
        try:
            if listen:  # first: a port that is taken stops the start before anything is touched
                settings = program.settings
                await stack.enter_async_context(web.serving(web.application(program), settings.listen))
            stack.push_async_callback(_drain, program, life)
            await _start(program, life, listen)
        except asyncio.CancelledError:
            if life.signals.told.is_set():
                raise SystemExit(0) from None
            raise
        yield life


async def until_told(life: Life) -> None:
    """Return at Ctrl-C or SIGTERM; raise what intake or postman died of."""
    told = asyncio.create_task(life.signals.told.wait())
    done, _ = await asyncio.wait({told, *life.work}, return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    for task in done - {told}:
        try:
            await task
        except InvalidToken as error:
            raise BadSetting("token-refused") from error


async def _start(program: Program, life: Life, listen: bool) -> None:
    await check_tables(program.database)
    await program.database.migrate()
    await check_key(program.database, program.services.custody.vault)
    bot = program.application.bot
    await _reached(program.application.initialize)
    recovered = await program.intake.recover()
    loop.settle()
    source = program.webhook if listen and program.webhook else program.intake
    begun = asyncio.Event()
    life.work += [asyncio.create_task(source.run()), asyncio.create_task(_carry(program.postman, begun))]
    await program.ticker.start()
    try:
        await _reached(partial(menus.set_defaults, bot, program.texts, program.settings.language))
    except TelegramError as error:  # an ornament
        log.warning("menus_refused", reason=error.message)
    begun.set()
    life.signals.started()
    log.info("running", bot=bot.username, recovered=recovered)


async def _carry(postman: Postman, begun: asyncio.Event) -> None:
    """Notices go once the start's own work is done: in its throng recording what was sent takes longer, and
    what a kill leaves unrecorded goes twice. Menus that Telegram does not take hold nothing up.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(THRONG):
            await begun.wait()
    await postman.run()


async def _drain(program: Program, life: Life) -> None:
    """Let what is under way end, unless a second signal hurries; then cut off what is left."""
    orderly = asyncio.create_task(_in_order(program, life.work))
    hurry = asyncio.create_task(life.signals.hurry.wait())
    await asyncio.wait({orderly, hurry}, return_when=asyncio.FIRST_COMPLETED)
    hurry.cancel()
    if orderly.done():
        orderly.result()
        return
    log.warning("stop_hurried")
    orderly.cancel()
    stopped = (orderly, _ended(life.work, 0), program.lanes.stop(patience=0))
    await asyncio.gather(*stopped, return_exceptions=True)


async def _in_order(program: Program, work: list[asyncio.Task[None]]) -> None:
    program.ticker.stop()
    for task in work:
        task.cancel()  # the postman ends the sends on the wire and gives back what he holds
    await program.intake.stop(INTAKE)
    await asyncio.gather(_ended(work, REST), program.lanes.stop(REST))


async def _ended(work: list[asyncio.Task[None]], patience: float) -> None:
    """Let tasks that were cancelled end in their way, for so many seconds; then cut them off."""
    late = (await asyncio.wait(work, timeout=patience))[1] if work else ()
    for task in late:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)


async def _close(program: Program) -> None:
    """Let everything go, whatever of it was begun."""
    await program.application.shutdown()
    await program.application.bot.shutdown()  # the line above leaves it open where the start failed half-way
    program.services.workshop.close()
    await program.database.close()
    log.info("stopped")


async def _reached(ask: Callable[[], Awaitable[None]]) -> None:
    """Ask Telegram, however long it takes: the machine may be up before its network. Raises BadSetting."""
    pause = 1.0
    while True:
        try:
            return await ask()
        except InvalidToken as error:
            raise BadSetting("token-refused") from error
        except BadRequest:
            raise  # not the network: asking again would change nothing
        except (NetworkError, RetryAfter) as error:
            log.warning("telegram_unreachable", error=type(error).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30)
