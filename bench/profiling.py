"""Where the time of a full deed goes: py-spy's samples, by function."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.bots import FOREIGN, VIDAN
from bench.ground import Ground
from bench.runs import started, while_alive
from bench.server import Server
from bench.updates import deeds

SAMPLES = 250  # a second
TOP = 40
LEAST = 0.008  # a branch's share of the whole
OURS = {"bot", "handlers", "services", "storage", "texts", "domain"}
_FILE = re.compile(r"\(([^/()]+)/[^()]+\)$")
_LINE = re.compile(r":\d+\)$")


async def profile(ground: Ground, count: int, file: Path) -> None:
    """Record a run of so many deeds to the file (collapsed stacks) and tell the costliest functions."""
    folder, server = ground.fresh(), Server(deeds(count, int(time.time())), count)
    url = f"http://127.0.0.1:{await server.open()}"
    try:
        async with started(VIDAN, url, folder) as process:
            await while_alive(process, VIDAN, folder, server, server.polled)
            words = [
                "record",
                "--pid",
                str(process.pid),
                "--rate",
                str(SAMPLES),
                "--gil",
                "--format",
                "raw",
                "-o",
                str(file),
            ]
            spy = await asyncio.create_subprocess_exec(
                str(FOREIGN / "py-spy"),
                *words,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            await while_alive(process, VIDAN, folder, server, server.done)
            spy.send_signal(signal.SIGINT)
            await spy.wait()
    finally:
        server.close()
    tell(file, count, server.seconds)


def tell(file: Path, count: int, seconds: float) -> None:
    """The profile: by library, by function, and as the tree of our own calls and what they call elsewhere."""
    stacks = [_stack(line) for line in file.read_text(encoding="utf-8").splitlines()]
    packages: Counter[str] = Counter()
    itself: Counter[str] = Counter()
    tree: Counter[tuple[str, ...]] = Counter()
    for frames, samples in stacks:
        packages[_package(frames[-1])] += samples
        itself[frames[-1]] += samples
        path = _path(frames)
        tree.update({path[:depth]: samples for depth in range(1, len(path) + 1)})
    whole, rate = itself.total(), f"{count / seconds:.0f} a second"
    sys.stdout.write(f"{count} deeds in {seconds:.2f} s while spied upon, {rate}; {file}\n")
    sys.stdout.write(
        f"of that Python ran {whole / SAMPLES:.2f} s, {whole / SAMPLES / count * 1e6:.0f} µs a deed\n"
    )
    for title, counter in (
        ("by library, in its functions themselves", packages),
        ("in the function itself", itself),
    ):
        sys.stdout.write(f"\n{title}\n")
        _write((name, samples / whole) for name, samples in counter.most_common(TOP))
    sys.stdout.write("\nthe tree\n")
    _write(_grown(tree, (), whole))


def _path(frames: list[str]) -> tuple[str, ...]:
    """Our own functions on the way, and the library that the last of them is in."""
    path = [frame for frame in frames if _package(frame) in OURS]
    last = _package(frames[-1])
    return (*path, f"[{last}]") if last not in OURS else tuple(path)


def _grown(tree: Counter[tuple[str, ...]], root: tuple[str, ...], whole: int) -> Iterator[tuple[str, float]]:
    """The branches that hold a share worth telling, the thickest first."""
    branches = [path for path in tree if len(path) == len(root) + 1 and path[: len(root)] == root]
    for path in sorted(branches, key=lambda one: -tree[one]):
        if tree[path] / whole >= LEAST:
            yield "  " * len(root) + path[-1], tree[path] / whole
            yield from _grown(tree, path, whole)


def _package(frame: str) -> str:
    """The top folder of the frame's file; "Python" for the standard library and what has none."""
    found = _FILE.search(frame)
    return found[1] if found and found[1] not in sys.stdlib_module_names else "Python"


def _write(lines: Iterable[tuple[str, float]]) -> None:
    for name, share in lines:
        sys.stdout.write(f"{share:7.1%}  {name}\n")


def _stack(line: str) -> tuple[list[str], int]:
    """`a (file:1);b (file:2) 7` as the functions, outermost first, and the samples."""
    frames, _, samples = line.rpartition(" ")
    return [_LINE.sub(")", frame) for frame in frames.split(";")], int(samples)
