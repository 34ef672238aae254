"""Words in a reply to a case: one verb each, whatever the language."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

from domain.vietnamese import fold
from handlers.commander.case_acts import ACTS
from handlers.commander.verbs import LONGEST_VERB, TYPED
from texts.catalogue import LANGUAGES, Catalogue

TEXTS = Catalogue(ZoneInfo("Asia/Ho_Chi_Minh"))
WORDS = [
    (fold(word), verb)
    for verb in TYPED
    for language in LANGUAGES
    for word in TEXTS.words(language, f"words-verb-{verb}")
]


def test_a_typed_verb_means_one_thing_in_both_languages() -> None:
    meanings = Counter(word for word, _ in set(WORDS))
    assert [word for word, count in meanings.items() if count > 1] == []


def test_every_typed_verb_can_be_done_and_is_short_enough_to_be_found() -> None:
    assert set(TYPED) <= set(ACTS)
    assert all(len(word) <= LONGEST_VERB for word, _ in WORDS)
