"""Telegram's HTML: text and entities out of it, or its own words for what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sandbox.detect import utf16_length
from sandbox.errors import ApiError, bad_request, not_implemented

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}  # Telegram knows no others
_PLAIN = re.compile(r"[^<&]+")
_REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,8})|([a-zA-Z]{1,8}));?")
_ATTRIBUTE = re.compile(r"\s*([^\s=>/\"']*)(\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?")


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text of `source` and its entities, offsets in UTF-16 units.

    Raises ApiError 400 "can't parse entities: …" with Telegram's reason and byte offset.
    """
    return _Parser(source).parse()


@dataclass
class _Open:
    tag: str
    argument: str
    start: int
    out_at: int


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._out: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._entities: list[dict[str, Any]] = []

    def parse(self) -> tuple[str, list[dict[str, Any]]]:
        while self._at < len(self._source):
            if plain := _PLAIN.match(self._source, self._at):
                self._put(plain.group())
                self._at = plain.end()
            elif self._source[self._at] == "&":
                self._reference()
            elif self._source.startswith("</", self._at):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise _wrong(f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"')
        return "".join(self._out), sorted(self._entities, key=lambda one: (one["offset"], -one["length"]))

    def _put(self, text: str) -> None:
        self._out.append(text)
        self._length += utf16_length(text)

    def _reference(self) -> None:
        match = _REFERENCE.match(self._source, self._at)
        char = _referred(match) if match else None
        if match is None or char is None:
            self._put("&")
            self._at += 1
            return
        self._put(char)
        self._at = match.end()

    def _start_tag(self) -> None:
        begin = self._at
        match = re.compile(r"<([^\s>]*)").match(self._source, begin)
        name = match.group(1).lower() if match else ""
        self._at = begin + 1 + len(name)
        if self._at >= len(self._source):
            raise _wrong(f"Unclosed start tag at byte offset {self._offset(begin)}")
        if name == "tg-time":
            raise not_implemented("the sandbox does not imitate the tag 'tg-time'")
        if name not in _TAGS:
            raise _wrong(f'Unsupported start tag "{name}" at byte offset {self._offset(begin)}')
        attributes = self._attributes(name, begin)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _wrong(f'Tag "span" must have class "tg-spoiler" at byte offset {self._offset(begin)}')
        self._open.append(_Open(name, _argument(name, attributes), self._length, len(self._out)))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            while self._at < len(self._source) and self._source[self._at].isspace():
                self._at += 1
            if self._at >= len(self._source):
                raise _wrong(f'Unclosed start tag "{tag}" at byte offset {self._offset(begin)}')
            if self._source[self._at] == ">":
                self._at += 1
                return found
            match = _ATTRIBUTE.match(self._source, self._at)
            if match is None or not match.group(1):
                raise _wrong(f'Empty attribute name in the tag "{tag}" at byte offset {self._offset(begin)}')
            name = match.group(1).lower()
            if match.group(2) is None and (tag, name) != ("blockquote", "expandable"):
                raise self._valueless(tag, begin, match.end())
            value = match.group(3) or match.group(4) or match.group(5) or ""
            found[name] = _REFERENCE.sub(lambda one: _referred(one) or one.group(), value)
            self._at = match.end()

    def _valueless(self, tag: str, begin: int, at: int) -> ApiError:
        """What is wrong with an attribute that has no value. Newer servers pass over one without "="."""
        rest = self._source[at:].lstrip()
        if rest.startswith("="):
            token = at + len(self._source[at:]) - len(rest[1:].lstrip())
            return _wrong(f"Unexpected end of name token at byte offset {self._offset(token)}")
        where = f'of the tag "{tag}" at byte offset {self._offset(begin)}'
        return _wrong(f"Expected equal sign in declaration of an attribute {where}")

    def _end_tag(self) -> None:
        begin = self._at
        if not self._open:
            raise _wrong(f"Unexpected end tag at byte offset {self._offset(begin)}")
        match = re.compile(r"</([^\s>]*)\s*(>?)").match(self._source, begin)
        if match is None or not match.group(2):
            raise _wrong(f"Unclosed end tag at byte offset {self._offset(begin)}")
        opened = self._open.pop()
        name = match.group(1).lower()
        if name and name != opened.tag:
            raise _wrong(
                f"Unmatched end tag at byte offset {self._offset(begin)}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
        self._at = match.end()
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        length = self._length - opened.start
        if not length:
            return
        entity = {"type": _TAGS[opened.tag], "offset": opened.start, "length": length}
        if opened.tag == "a":
            url = opened.argument or "".join(self._out[opened.out_at :])
            linked = _link(url)
            if linked is None:
                return  # Telegram drops a link that leads nowhere and keeps its words
            entity |= linked
        elif opened.tag == "code" and self._open and self._open[-1].tag == "pre":
            self._open[-1].argument = opened.argument
            return
        elif opened.tag == "pre" and opened.argument:
            entity["language"] = opened.argument
        elif opened.tag == "tg-emoji":
            if not opened.argument.isdigit() or not int(opened.argument):
                raise _wrong("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = opened.argument
        elif opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        self._entities.append(entity)

    def _offset(self, index: int) -> int:
        return len(self._source[:index].encode())


def _wrong(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _referred(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED.get(name)
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else None


def _argument(tag: str, attributes: dict[str, str]) -> str:
    if tag == "blockquote":
        return "1" if "expandable" in attributes else ""
    if tag == "code":
        kind = attributes.get("class", "")
        return kind.removeprefix("language-") if kind.startswith("language-") else ""
    return attributes.get({"a": "href", "tg-emoji": "emoji-id"}.get(tag, ""), "")


def _link(url: str) -> dict[str, Any] | None:
    person = re.fullmatch(r"tg://user\?id=(\d+)", url)
    if person:
        user = {"id": int(person.group(1)), "is_bot": False, "first_name": ""}
        return {"type": "text_mention", "user": user}
    if re.match(r"(?:https?|tg|mailto|tel)://?\S", url) or re.match(r"(?:mailto|tel):\S", url):
        return {"type": "text_link", "url": url}
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", url):
        return {"type": "text_link", "url": f"http://{url}"}
    return None
