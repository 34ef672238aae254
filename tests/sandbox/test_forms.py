"""Every call of every method, made wrong in every way the schema knows."""

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram import Bot

from sandbox import schema
from sandbox.errors import ApiError
from sandbox.imitated import FIELDS, PARAMETERS
from sandbox.methods import imitated
from sandbox.params import Params
from sandbox.world import World
from tests.sandbox.calls import Call, examples, spoilt
from tests.sandbox.conftest import LAN

ROOT = Path(__file__).parents[2]
NAMES = imitated()


def as_form(call: Call) -> Call:
    """Return the call as a form carries it: all values are texts."""
    return {
        name: one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
        for name, one in call.items()
    }


def used_by_the_bot() -> set[str]:
    """Return the Bot API methods that the product's upper floors call, by PTB's or their own names, and PTB
    for them when it begins.
    """
    paths = [path for folder in ("bot", "handlers") for path in (ROOT / folder).rglob("*.py")]
    sources = [path.read_text(encoding="utf-8") for path in paths]
    begins = textwrap.dedent(inspect.getsource(Bot.initialize))
    found = {name for source in (*sources, begins) for name in _named(source)}
    return {method for name in found if (method := schema.method_named(name))}


def _named(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and "_" in node.attr:
            yield node.attr.replace("_", "")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.islower():
            yield node.value.strip("/?")  # as in f"{root}/getUpdates?{query}"; "close" may mean anything


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("way", ["json", "form"])
async def test_a_right_call_with_all_that_is_imitated_is_taken(world: World, name: str, way: str) -> None:
    call = (await examples(world))[name]
    await world.call(name, Params(call if way == "json" else as_form(call)))
    assert world.calls[-1] == (name, call)
    left_out = (schema.parameters(name).keys() & PARAMETERS) - call.keys()
    assert left_out <= {"parse_mode"}  # not beside entities


@pytest.mark.parametrize("name", NAMES)
async def test_whatever_is_wrong_by_the_schema_is_refused(world: World, name: str) -> None:
    call = (await examples(world))[name]
    before = len(world.calls)
    for what, wrong in spoilt(name, call):
        try:
            answer: object = await world.call(name, Params(wrong))
        except ApiError as refused:
            answer = refused.code, refused.description.partition(":")[0]
        assert answer == (400, "Bad Request"), what
    assert len(world.calls) == before


@pytest.mark.parametrize("name", NAMES)
async def test_what_telegram_has_and_the_sandbox_has_not_is_501(world: World, name: str) -> None:
    call = (await examples(world))[name]
    for parameter in schema.parameters(name).keys() - PARAMETERS:
        with pytest.raises(ApiError) as refused:
            await world.call(name, Params(call | {parameter: "1"}))
        assert (refused.value.code, parameter in refused.value.description) == (501, True)
    assert (await world.call(name, Params(call))) is not None


async def test_fields_that_are_not_imitated_are_501(world: World) -> None:
    assert FIELDS
    button = {"text": "Mở", "web_app": {"url": "https://example.org"}}
    call = {"chat_id": LAN, "text": "a", "reply_markup": {"inline_keyboard": [[button]]}}
    with pytest.raises(ApiError, match="does not imitate field 'web_app' of InlineKeyboardButton") as refused:
        await world.call("sendMessage", Params(call))
    assert refused.value.code == 501


def test_the_bot_uses_only_what_is_imitated() -> None:
    used = used_by_the_bot()
    assert {"sendMessage", "sendPhoto", "getFile", "setMyCommands"} <= used
    assert {"answerCallbackQuery", "editMessageText", "editMessageReplyMarkup"} <= used
    assert {"getUpdates", "getMe"} <= used
    assert used <= set(NAMES)


def test_the_lists_name_nothing_that_telegram_does_not_have() -> None:
    assert set(NAMES) <= {schema.method_named(name) for name in NAMES}
    known = {parameter for name in NAMES for parameter in schema.parameters(name)}
    assert known >= PARAMETERS
    for kind, names in FIELDS.items():
        assert names <= schema.fields(kind).keys()
    assert schema.version() == "Bot API 10.1"


@pytest.mark.parametrize(
    ("name", "call", "words"),
    [
        ("sendMessage", {"text": "a"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": LAN}, "message text is empty"),
        ("sendMessage", {"chat_id": "abc", "text": "a"}, "chat not found"),
        (
            "sendMessage",
            {"chat_id": LAN, "text": "a", "txt": "b"},
            "the sandbox does not know parameter 'txt'",
        ),
        ("sendPhoto", {"chat_id": LAN}, "there is no photo in the request"),
        ("sendPhoto", {"chat_id": LAN, "photo": "attach://x"}, "there is no photo in the request"),
        ("sendPhoto", {"chat_id": LAN, "photo": "x"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"chat_id": LAN}, "there is no document in the request"),
        ("sendMediaGroup", {"chat_id": LAN}, 'parameter "media" is required'),
        ("sendMediaGroup", {"chat_id": LAN, "media": "["}, "can't parse media JSON object"),
        ("sendMediaGroup", {"chat_id": LAN, "media": {}}, "expected an Array of InputMedia"),
        ("sendMediaGroup", {"chat_id": LAN, "media": [5]}, "can't parse InputMedia: expected an Object"),
        (
            "sendMediaGroup",
            {"chat_id": LAN, "media": [{"type": "gif", "media": "x"}]},
            'can\'t parse InputMedia: type "gif" is unsupported',
        ),
        (
            "sendMediaGroup",
            {"chat_id": LAN, "media": [{"type": "photo"}]},
            "can't parse InputMedia: Can't find field \"media\"",
        ),
        (
            "sendMediaGroup",
            {"chat_id": LAN, "media": [{"type": "photo", "media": "attach://x"}] * 2},
            "can't parse InputMedia: media not found",
        ),
        ("editMessageMedia", {"chat_id": LAN, "message_id": 3, "media": "["}, "can't parse input media JSON"),
        ("editMessageText", {"text": "a"}, "message identifier is not specified"),
        ("editMessageText", {"text": "a", "message_id": 2}, "chat_id is empty"),
        ("deleteMessage", {"message_id": 2}, "chat identifier is not specified"),
        ("deleteMessage", {"chat_id": LAN}, "message identifier is not specified"),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("sendChatAction", {"chat_id": LAN}, "wrong parameter action in request"),
        ("answerCallbackQuery", {}, "query is too old and response timeout expired or query ID is invalid"),
        ("setMyCommands", {"commands": "x"}, "can't parse commands JSON object"),
        ("setMyCommands", {"commands": {}}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": [{"command": "a"}]}, "can't parse BotCommand: Can't find field"),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "x"}},
            "can't parse BotCommandScope: Unsupported type",
        ),
        ("setMyCommands", {"commands": [], "scope": {"type": "chat", "chat_id": 5}}, "chat not found"),
        ("setMyCommands", {"commands": [], "language_code": "VN"}, "invalid language code specified"),
        ("setChatMenuButton", {"menu_button": "x"}, "can't parse menu button JSON object"),
        (
            "setChatMenuButton",
            {"menu_button": {"type": "x"}},
            "can't parse menu button: MenuButton has unsupported",
        ),
    ],
)
async def test_the_refusal_is_in_telegrams_words(world: World, name: str, call: Call, words: str) -> None:
    await examples(world)
    with pytest.raises(ApiError) as refused:
        await world.call(name, Params(call))
    assert refused.value.description.startswith(f"Bad Request: {words}")
    assert world.refusals == [(name, refused.value)]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [5]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"inline_keyboard": [[5]]},
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        ({"inline_keyboard": [[{}]]}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"keyboard": [5]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[5]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
        ({"keyboard": []}, "the sandbox takes no keyboard without buttons"),
        ({"remove_keyboard": False}, "the sandbox takes no reply markup that does nothing"),
    ],
)
async def test_a_wrong_markup_is_refused_in_telegrams_words(world: World, markup: object, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        await world.call("sendMessage", Params({"chat_id": LAN, "text": "a", "reply_markup": markup}))
    assert refused.value.description == f"Bad Request: {words}"


async def test_an_edit_takes_inline_keyboards_only(world: World) -> None:
    await examples(world)
    markup = {"force_reply": True}
    with pytest.raises(ApiError, match="Bad Request: inline keyboard expected"):
        await world.call(
            "editMessageText", Params({"chat_id": LAN, "message_id": 2, "text": "a", "reply_markup": markup})
        )


async def test_a_bare_text_is_a_key(world: World) -> None:
    await world.call(
        "sendMessage", Params({"chat_id": LAN, "text": "a", "reply_markup": '{"keyboard":[["A"]]}'})
    )
    assert world.messages(LAN)[-1].reply_markup == {"keyboard": [[{"text": "A"}]]}


async def test_a_method_that_telegram_does_not_have_is_404(world: World) -> None:
    with pytest.raises(ApiError) as refused:
        await world.call("sendMesage", Params({}))
    assert (refused.value.code, refused.value.description) == (404, "Not Found: method not found")
