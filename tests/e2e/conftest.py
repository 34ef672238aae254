"""The rehearsal as a newcomer meets it: a process of its own, a real browser."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent.parent
SHOTS = ROOT / "e2e-screenshots"
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 15_000  # milliseconds a person would wait at most


class Stage:
    """The page, and what a person does on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)

    def column(self, who: int) -> Locator:
        """One person's chat."""
        return self.page.locator(f'[data-person="{who}"]')

    def says(self, who: int, text: str) -> None:
        """Type into the chat and send."""
        self.column(who).locator("textarea[name=text]").fill(text)
        self.column(who).locator("button.send").click()

    def taps(self, who: int, label: str) -> None:
        """Press the newest inline button of that label; a number is the whole of it."""
        text = re.compile(rf"^\s*{label}\s*$") if label.isdigit() else label
        self.column(who).locator("button.inline", has_text=text).last.click()

    def sees(self, who: int, *words: str) -> Locator:
        """The newest bubble with these words is there."""
        bubble = self.column(who).locator(".bubble")
        for word in words:
            bubble = bubble.filter(has_text=word)
        expect(bubble.last).to_be_visible(timeout=PATIENCE)
        return bubble.last

    def shot(self, name: str) -> None:
        """Keep a screenshot to look at."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")


@contextmanager
def rehearsal(folder: Path) -> Iterator[str]:
    """A rehearsal of its own in the folder, stopped as a person stops it; yields its page's address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    own = {"DATA_DIR": str(folder), "DATABASE_URL": str(folder / "real.db")}
    words = [sys.executable, "-m", "bot", "rehearse", "--port", str(port)]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            words, cwd=ROOT, env=environment | own, stdout=subprocess.PIPE, stderr=log, text=True
        )
        assert process.stdout is not None
        said = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in said, (folder / "log").read_text()
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.send_signal(signal.SIGINT)
            ended = process.wait(20)
            process.stdout.close()
        assert ended == 0


def browser_path() -> str:
    """Debian's Chromium, without a window."""
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if found is None:
        pytest.fail("needs Debian's package chromium-headless-shell")
    return found


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the rehearsal's page is."""
    with rehearsal(tmp_path_factory.mktemp("rehearsal")) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def stage(browser: Browser, address: str) -> Iterator[Stage]:
    """The page on a desk's screen."""
    page = browser.new_page(viewport={"width": 1720, "height": 980})
    page.goto(address)
    yield Stage(page)
    page.close()


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Stage]:
    """The page on a phone."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto(address)
    yield Stage(page)
    page.close()
