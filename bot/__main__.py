"""python -m bot …: the command line."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot import logs, loop, verbs
from bot.settings import Settings, load
from domain.errors import BadSetting, VidanError
from storage.vault import new_key
from texts.catalogue import Catalogue


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words say; the exit code: 0 done, 1 could not, 2 the words are off."""
    os.umask(0o077)  # what is written here is nobody else's on this machine to read
    try:
        settings: Settings | BadSetting = load()
    except BadSetting as error:
        settings = error  # told after the words are read: `key` must work before there are settings
    if isinstance(settings, BadSetting):
        texts, language = Catalogue(ZoneInfo("UTC")), _spoken()
    else:
        texts, language = Catalogue(settings.zone), settings.language
    options = _parser(texts, language).parse_args(words)
    if options.verb == "key":
        sys.stdout.write(f"{new_key()}\n")
        return 0
    if isinstance(settings, BadSetting):
        return _refused(texts, language, settings)
    logs.set_up(settings.log_format, settings.secrets)
    try:
        with asyncio.Runner(loop_factory=loop.factory()) as runner:
            return runner.run(verbs.VERBS[options.verb or "run"](settings, texts, options))
    except VidanError as error:
        return _refused(texts, settings.language, error)
    except KeyboardInterrupt:
        return 130  # as shells count an interrupt


def _spoken() -> str:
    """The language to complain in while the settings cannot be read."""
    return "en" if os.environ.get("LANGUAGE", "").casefold().startswith("en") else "vi"


def _refused(texts: Catalogue, language: str, error: VidanError) -> int:
    key = error.key if texts.knows(language, error.key) else "start-failed"
    params = error.params if key == error.key else {"reason": error.key or type(error).__name__}
    sys.stderr.write(f"{texts.plain(language, key, **params)}\n")
    return 1


def _parser(texts: Catalogue, language: str) -> argparse.ArgumentParser:
    def help_(verb: str) -> str:
        return texts.plain(language, f"cli-help-{verb}")

    parser = argparse.ArgumentParser("python -m bot", description=texts.plain(language, "cli-description"))
    verbs_ = parser.add_subparsers(dest="verb", metavar="VERB")
    verbs_.add_parser("run", help=help_("run"))
    rehearse = verbs_.add_parser("rehearse", help=help_("rehearse"))
    rehearse.add_argument("--port", type=int, default=verbs.PORT)
    rehearse.add_argument("--empty", action="store_true")
    verbs_.add_parser("key", help=help_("key"))
    bring = (
        verbs_.add_parser("units", help=help_("units-import"))
        .add_subparsers(dest="what", required=True)
        .add_parser("import", help=help_("units-import"))
    )
    bring.add_argument("file")
    bring.add_argument("--dry-run", action="store_true")
    _add_work(verbs_, help_)
    return parser


def _add_work(verbs_: argparse._SubParsersAction[argparse.ArgumentParser], help_: verbs.Help) -> None:
    invite = verbs_.add_parser("invite", help=help_("invite"))
    invite.add_argument(
        "--role", required=True, choices=("officer", "duty", "commander", "secretariat", "admin")
    )
    invite.add_argument("--unit", required=True, metavar="CODE")
    invite.add_argument("--uses", type=int, default=1)
    digest = verbs_.add_parser("digest", help=help_("digest"))
    digest.add_argument("--unit", required=True, metavar="CODE")
    digest.add_argument("--period", required=True, metavar="2026-10|2026-Q3|2026-H1|2026")
    digest.add_argument("--out", required=True, metavar="DIR")
    due = verbs_.add_parser("due", help=help_("due"))
    due.add_argument("--at", metavar="2026-12-01T07:30+07:00")
    due.add_argument("--dry-run", action="store_true")
    for verb in ("backup", "restore"):
        verbs_.add_parser(verb, help=help_(verb)).add_argument("file", metavar="FILE")
    verbs_.add_parser("replay", help=help_("replay")).add_argument("reference", metavar="REFERENCE")
    verbs_.add_parser("doctor", help=help_("doctor"))


if __name__ == "__main__":
    sys.exit(main())
