"""The four stories, played on the rehearsal's page in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import PATIENCE, Stage

LAN, MINH, NGAN, VIET, ADMIN = 1001, 1002, 1003, 1004, 1005


def test_a_duty_officer_finds_the_oldest_and_fills_in_a_ready_answer(stage: Stage) -> None:
    stage.says(NGAN, "/hopthu")
    stage.taps(NGAN, "Việc cần làm trước")
    stage.sees(NGAN, "Đã qua")  # the case, whole
    stage.taps(NGAN, "Trả lời")
    stage.taps(NGAN, "Câu trả lời mẫu")
    stage.taps(NGAN, "Hẹn tới tận nơi")
    stage.sees(NGAN, "hẹn tới tận nơi trong ngày")
    stage.shot("duty-officer-ready-answer")
    stage.says(NGAN, "Tổ trực đã gọi lại, cử hai đồng chí tới ngay.")
    stage.taps(NGAN, "Đơn vị mình")
    stage.taps(NGAN, "Gửi luôn")
    stage.sees(NGAN, "Đã gửi trả lời")


def test_an_opinion_is_answered_and_solved(stage: Stage) -> None:
    stage.says(LAN, "/start")
    stage.sees(LAN, "113", "tố cáo")
    stage.says(LAN, "Đường vào ấp tối quá bà con đi lại khó")
    stage.taps(LAN, "Gửi góp ý")
    stage.sees(LAN, "Gõ tên xã")
    stage.says(LAN, "luong the tran")
    stage.taps(LAN, "Phản ánh")
    stage.taps(LAN, "🔒 Ẩn danh")
    stage.sees(LAN, "xem lại giùm")
    stage.shot("citizen-review")
    stage.taps(LAN, "✅ Gửi")
    stage.sees(LAN, "chậm nhất ngày")
    stage.sees(NGAN, "Đường vào ấp tối")
    stage.taps(NGAN, "Nhận xử lý")
    stage.sees(LAN, "đang xem")
    stage.taps(NGAN, "Trả lời")
    stage.sees(NGAN, "Mời đồng chí viết trả lời")
    stage.says(NGAN, "Công an xã đã báo điện lực, tối mai sẽ lắp 5 bóng đèn.")
    stage.taps(NGAN, "Đơn vị mình")
    stage.taps(NGAN, "Gửi luôn")
    stage.sees(LAN, "lắp 5 bóng đèn")
    stage.shot("duty-officer-answered")
    stage.sees(NGAN, "Đường vào ấp tối")
    stage.taps(NGAN, "Kết thúc")
    stage.sees(LAN, "đã xong chưa")
    stage.taps(LAN, "Xong rồi")
    stage.sees(NGAN, "đã xong")
    stage.shot("citizen-solved")


def test_a_commander_reads_what_waits_and_lets_it_go_out(stage: Stage) -> None:
    stage.says(VIET, "/hopthu")
    stage.taps(VIET, "Chờ duyệt (1)")
    stage.taps(VIET, "1")
    stage.taps(VIET, "Xem trả lời chờ duyệt")
    stage.sees(VIET, "Hai trụ đèn", "thay hai bóng đèn mới")
    stage.shot("commander-reads-an-answer")
    stage.taps(VIET, "Đồng ý gửi")
    stage.sees(VIET, "Đã gửi trả lời")
    stage.taps(VIET, "Kết thúc")
    stage.sees(VIET, "Đã kết thúc")


def test_a_deed_in_one_message_and_the_diary(stage: Stage) -> None:
    stage.says(MINH, "/viectot Giúp cụ bà qua đường ở chợ xã")
    stage.sees(MINH, "Đã ghi", "Giúp cụ bà")
    stage.taps(MINH, "Số người")
    stage.taps(MINH, "5")
    stage.sees(MINH, "5 người")
    stage.says(MINH, "/nhatky")
    stage.sees(MINH, "Nhật ký")
    stage.shot("officer-diary")


def test_the_report_comes_with_a_picture_and_a_table_that_open(stage: Stage) -> None:
    stage.says(VIET, "/baocao")
    stage.sees(VIET, "Việc tốt", "Tham gia")
    picture = stage.column(VIET).locator("img.photo").last
    expect(picture).to_be_visible(timeout=30_000)
    picture.click()
    stage.shot("commander-chart")
    stage.page.keyboard.press("Escape")
    table = stage.column(VIET).locator("a.document").last
    expect(table).to_be_visible(timeout=30_000)
    with stage.page.expect_download() as download:
        table.click()
    assert download.value.suggested_filename.endswith(".xlsx")
    stage.shot("commander-report")


def test_an_admin_invites_and_the_link_is_used_in_the_page(stage: Stage) -> None:
    stage.says(ADMIN, "/moi")
    stage.taps(
        ADMIN, "trực" if stage.column(ADMIN).locator("button.inline", has_text="trực").count() else "Cán bộ"
    )
    stage.says(ADMIN, "đất mũi")
    stage.taps(ADMIN, "Đồng ý")
    link = stage.sees(ADMIN, "t.me/")
    assert "moi-" in link.inner_text()
    stage.shot("admin-invitation")


def test_moving_the_clock_brings_the_reminder_and_the_first_of_the_month(stage: Stage) -> None:
    stage.page.locator('[data-clock="month"]').click()
    clock = stage.page.get_by_role("button", name="Đồng hồ diễn tập")
    expect(clock).to_contain_text("07:30", timeout=PATIENCE)
    stage.sees(VIET, "Việc tốt", "Tham gia")
    stage.page.locator('[data-clock="reminder"]').click()
    stage.sees(MINH, "vì một ngày làm việc")
    stage.shot("reminder")
    stage.taps(MINH, "Ghi ngay")
    stage.says(MINH, "Chở ngư dân bị nạn lên trạm y tế")
    stage.sees(MINH, "Việc tốt hôm nay đã ghi")


def test_the_page_fits_a_phone(phone: Stage) -> None:
    width = phone.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    phone.says(LAN, "/trogiup")
    phone.sees(LAN, "/gopy")
    phone.shot("phone")
