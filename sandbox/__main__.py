"""python -m sandbox --port 8088 --token TOKEN --people PEOPLE.json [--clock-url URL]."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from types import FrameType

import uvicorn

from sandbox.api import make_app
from sandbox.people import Cast, read_cast
from sandbox.world import World


class _Server(uvicorn.Server):
    """Ends the long polls first: otherwise stopping waits for every one of them."""

    def __init__(self, config: uvicorn.Config, world: World) -> None:
        super().__init__(config)
        self._world = world

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._world.bell.close()
        super().handle_exit(sig, frame)


def main() -> int:
    """Serve until told to stop; return the exit code. Loopback only: the sandbox knows no passwords."""
    options = _options()
    try:
        cast = read_cast(options.people)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    world = make_world(cast, options.token)
    config = uvicorn.Config(
        make_app(world, clock_url=options.clock_url),
        host="127.0.0.1",
        port=options.port,
        access_log=False,
        log_level="warning",
        timeout_graceful_shutdown=2,
        timeout_keep_alive=75,
    )
    if options.while_stdin:
        threading.Thread(target=_stop_with_stdin, daemon=True).start()
    try:
        listener = socket.create_server(("127.0.0.1", options.port))
    except OSError as error:
        sys.stderr.write(f"sandbox: port {options.port}: {error.strerror}\n")
        return 1
    # uvicorn raises the signal again once it has stopped in good order.
    with suppress(KeyboardInterrupt):
        _Server(config, world).run(sockets=[listener])
    return 0


def _stop_with_stdin() -> None:
    """Stop when whoever started this is gone, however it went: its end of the pipe closes."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def make_world(cast: Cast, token: str) -> World:
    """Return a world in which this cast plays."""
    return World(
        token=token,
        people=cast.people,
        bot_name=cast.bot_name,
        bot_username=cast.bot_username,
        title=cast.title,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8088)
    parser.add_argument("--token", required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--clock-url")
    parser.add_argument("--while-stdin", action="store_true", help="stop when standard input closes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
