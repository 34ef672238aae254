"""python -m sandbox --port 8088 --token TOKEN --people PEOPLE.json [--clock-url URL] [--strict-pace]."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path

from sandbox.api import make_app
from sandbox.limits import Limits
from sandbox.people import Cast, read_cast
from sandbox.server import HOST, Server
from sandbox.world import World


def main() -> int:
    """Serve until told to stop; return the exit code. Loopback only: the sandbox knows no passwords."""
    options = _options()
    try:
        cast = read_cast(options.people)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    world = make_world(cast, options.token, strict_pace=options.strict_pace)
    if options.while_stdin:
        threading.Thread(target=_stop_with_stdin, daemon=True).start()
    try:
        listener = socket.create_server((HOST, options.port))
    except OSError as error:
        sys.stderr.write(f"sandbox: port {options.port}: {error.strerror}\n")
        return 1
    server = Server(make_app(world, clock_url=options.clock_url), world, options.port)
    # uvicorn raises the signal again once it has stopped in good order.
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    return 0


def _stop_with_stdin() -> None:
    """Stop when whoever started this is gone, however it went: its end of the pipe closes."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def make_world(cast: Cast, token: str, *, strict_pace: bool = False) -> World:
    """Return a world in which this cast plays; with `strict_pace` who sends too fast is refused with 429."""
    return World(
        token=token,
        people=cast.people,
        bot_name=cast.bot_name,
        bot_username=cast.bot_username,
        title=cast.title,
        limits=Limits() if strict_pace else None,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--port", type=int, default=8088)
    parser.add_argument("--token", required=True)
    parser.add_argument("--people", type=Path, required=True)
    parser.add_argument("--clock-url")
    parser.add_argument("--strict-pace", action="store_true", help="refuse with 429 what is sent too fast")
    parser.add_argument("--while-stdin", action="store_true", help="stop when standard input closes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
