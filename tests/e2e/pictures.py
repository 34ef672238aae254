"""`make pictures`: the documentation's pictures, made anew from the running rehearsal.

The table and the paper are drawn where LibreOffice and poppler-utils are installed, else left as they are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from storage.vault import new_key
from tests.e2e.conftest import ARGS, ROOT, Stage, browser_path, rehearsal

PICTURES = ROOT / "docs" / "pictures"
SAMPLES = ROOT / "docs" / "samples"
LAN, MINH, NGAN, VIET, ADMIN = 1001, 1002, 1003, 1004, 1005
PERIOD = ["--unit", "CAT", "--period"]


def main() -> None:
    """Play the stories, take the picture, write the month's digest."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with rehearsal(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGS)
            page = browser.new_page(viewport={"width": 1720, "height": 980})
            page.goto(address)
            play(Stage(page))
            page.screenshot(path=PICTURES / "rehearsal.png")
            browser.close()
        draw(folder)


def play(stage: Stage) -> None:
    """What the README's picture shows: a citizen, an officer, the desk, a commander."""
    stage.says(LAN, "Đường vào ấp tối quá bà con đi lại khó")
    stage.taps(LAN, "Gửi góp ý")
    stage.sees(LAN, "Gõ tên xã")
    stage.says(LAN, "luong the tran")
    stage.taps(LAN, "Phản ánh")
    stage.taps(LAN, "🔒 Ẩn danh")
    stage.taps(LAN, "✅ Gửi")
    stage.sees(LAN, "chậm nhất ngày")
    stage.sees(NGAN, "Đường vào ấp tối")
    stage.taps(NGAN, "Nhận xử lý")
    stage.sees(LAN, "đang xem")
    stage.taps(NGAN, "Trả lời")
    stage.sees(NGAN, "Mời đồng chí viết")
    stage.says(NGAN, "Công an xã đã báo điện lực, tối mai lắp 5 bóng đèn.")
    stage.taps(NGAN, "Đơn vị mình")
    stage.taps(NGAN, "Gửi luôn")
    stage.sees(LAN, "lắp 5 bóng đèn")
    stage.says(MINH, "/viectot Giúp cụ bà qua đường ở chợ xã")
    stage.sees(MINH, "Đã ghi")
    stage.says(MINH, "/nhatky")
    stage.sees(MINH, "Nhật ký")
    stage.says(ADMIN, "/start")
    stage.sees(ADMIN, "113")
    stage.column(VIET).locator("a.document").first.wait_for()
    stage.page.wait_for_timeout(5000)  # the toasts go


def draw(folder: Path) -> None:
    """The digest of the last full month of the rehearsal's data, as the command line writes it."""
    from datetime import date

    from domain.period import Period

    month = str(Period.holding(date.today()).previous)  # noqa: DTZ011 - a picture's month, not a fact
    environment = os.environ | {"DATABASE_URL": str(folder / "rehearsal.db"), "SECRET_KEY": new_key()}
    words = [sys.executable, "-m", "bot", "digest", *PERIOD, month, "--out", str(folder)]
    subprocess.run(words, cwd=ROOT, env=environment, check=True)
    shutil.copy(folder / f"vidan-CAT-{month}.png", PICTURES / "digest.png")
    SAMPLES.mkdir(exist_ok=True)
    for ending in ("xlsx", "docx"):
        shutil.copy(folder / f"vidan-CAT-{month}.{ending}", SAMPLES / f"digest.{ending}")
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        return
    for ending, picture in (("xlsx", "workbook"), ("docx", "paper")):
        file = folder / f"vidan-CAT-{month}.{ending}"
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, file], check=True)
        pdf = file.with_suffix(".pdf")
        subprocess.run(["pdftoppm", "-r", "70", "-png", "-singlefile", pdf, PICTURES / picture], check=True)


if __name__ == "__main__":
    main()
