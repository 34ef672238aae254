"""The desk: what each button of a case does."""

from __future__ import annotations

from collections.abc import Mapping

from domain.errors import Invalid
from handlers.citizen import track
from handlers.commander import identity, postpone
from handlers.commander.answer import ANSWER, answered, begin_answer, repeats
from handlers.commander.case_acts import ACTS, Verb
from handlers.context import Talk

__all__ = ["ANSWER", "VERBS", "answered", "pressed"]


async def pressed(talk: Talk) -> None:
    """c:VERB:CASE[:WORD]: by the table below. Raises Invalid for a verb that there is not."""
    verb, case, word = (*talk.data[1:], "", "", "")[:3]
    if verb not in VERBS:
        raise Invalid("button-stale")
    await VERBS[verb](talk, case, word)


async def _add(talk: Talk, case: str, _: str) -> None:
    await track.add_pressed(talk, case)


# Others add one line each. Each verb checks rights in the service it calls.
VERBS: Mapping[str, Verb] = {
    **ACTS,
    "answer": begin_answer,
    "echo": repeats,
    "judge": track.judged,
    "add": _add,
    "late": postpone.pressed,
    "name": identity.name_pressed,
}
