"""The same bare echo on our transport and loop, 256 updates at once: the framework's best."""

from __future__ import annotations

import uvloop
from telegram.ext import Application

from bench.clients.ptb_default import run
from bot.transport import AiohttpRequest

AT_ONCE = 256

if __name__ == "__main__":
    uvloop.install()
    run(
        Application.builder()
        .request(AiohttpRequest(AT_ONCE))
        .get_updates_request(AiohttpRequest(2))
        .concurrent_updates(AT_ONCE)
    )
