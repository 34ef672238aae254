"""What people and attackers type, press and are called: the values behind the schema's types."""

from __future__ import annotations

from hypothesis import strategies as st

from handlers.commands_list import COMMANDS

# Placeholders the feed replaces by what the bot really offered or sent meanwhile (tests/fuzz/stage.py).
BUTTON, CODE, TOKEN = "§button", "§code", "§token"

VIETNAMESE = (
    "Đường vào ấp Cái Rô không có đèn, tối bà con đi lại rất sợ",
    "Giúp cụ bà qua đường ở chợ xã",
    "dạ em cảm ơn mấy chú công an",
    "lương thế trân",
    "nam can",
    "Phản ánh",
    "Ẩn danh",
    "ẩn danh",  # decomposed
    "gửi",
    "hủy",
    "quay lại",
    "sửa",
    "sửa nội dung",
    "không biết",
    "việc tốt",
    "góp ý",
    "17h30",
    "3",
    "0912 345 678",
)
ODD = (
    "",
    " ",
    "\n\n",
    "\x00",
    "a\x00b",
    "\u200b\u200b",
    "\u202egnod ia",
    "\u2067ngược\u2069",
    "👮‍♀️" * 40,
    "🇻🇳",
    "Z̸̧͔a̷l̶g̵o̴" * 9,
    "<b>đậm</b>",
    "<a href='tg://user?id=1'>&amp;</a>",
    "</blockquote>",
    "&lt;&#0;&",
    "{ $name }",
    "%s %(x)d {0} {}",
    "'; DROP TABLE inbox; --",
    "../../etc/passwd",
    "@vidan_test_bot",
    "https://t.me/vidan_test_bot?start=ma-ABCD-1234",
    "1e309",
    "٣٤٥",
    "²",
    "-1",
    "NaN",
    "đ" * 4096,
    "x" * 5000,
    "𝒙 " * 2048,
    "a b c " * 700,
)
PAYLOADS = (
    "",
    "moi-",
    f"moi-{TOKEN}",
    "moi-xxxx",
    "dv-32134",
    "dv-CAT",
    "dv-không",
    "ma-",
    f"ma-{CODE}",
    "x-y",
)
REST = (
    "",
    " ",
    "Giúp bà con làm căn cước tại nhà",
    "x",
    "\n",
    "2026-10",
    "10/2026",
    "2026-Q3",
    "2026-13",
    "0000-01",
    "17:30",
    "25:99",
    "7",
    "vi",
    "english",
    CODE,
    "officer",
    "32134",
)
# Kinds of buttons and their parts, put together at random: what nobody was offered.
KINDS = ("f", "o", "c", "d", "y", "r", "t", "l", "m", "", "z", "F", "f ")
PARTS = (
    "",
    "take",
    "answer",
    "close",
    "judge",
    "add",
    "kind",
    "day",
    "place",
    "helped",
    "photo",
    "undo",
    "cancel",
    "back",
    "edit",
    "send",
    "resume",
    "now",
    "hour",
    "leave",
    "unit",
    "yes",
    "no",
    "partly",
    "vi",
    "gopy",
    "viectot",
    "0",
    "1",
    "2",
    "-1",
    "²",
    "9" * 30,
    "@1",
    "@999999999999999999999",
    "2026-10-20",
    "2026-99-99",
    "10000-01-01",
    CODE,
    "đ",
    "\x00",
)

phrases = st.one_of(st.sampled_from(VIETNAMESE), st.sampled_from(ODD), st.text(max_size=60))
commands = st.builds(
    "/{}{}{}{}".format,
    st.sampled_from([name for command in COMMANDS for name in (command.name, command.alias)] + ["zzz", ""]),
    st.sampled_from(["", "", "", "@vidan_test_bot", "@other_bot"]),
    st.sampled_from([" ", " ", "\n", "  "]),
    st.one_of(st.sampled_from(REST), phrases),
)
starts = st.builds("/start {}".format, st.sampled_from(PAYLOADS))
said = st.one_of(phrases, phrases, commands, starts)

offered = st.builds(f"{BUTTON}{{}}".format, st.integers(0, 999))
# A real button with one of its parts exchanged: another's draft, an older version, an unknown choice.
bent = st.builds(
    f"{BUTTON}{{}}|{{}}|{{}}".format, st.integers(0, 999), st.integers(0, 4), st.sampled_from(PARTS)
)
forged = st.builds(
    lambda kind, parts: ":".join([kind, *parts]),
    st.sampled_from(KINDS),
    st.lists(st.sampled_from(PARTS), max_size=5),
)
pressed = st.one_of(offered, offered, bent, forged, phrases)
