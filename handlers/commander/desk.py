"""The desk: what each button of a case does."""

from __future__ import annotations

from collections.abc import Mapping

from domain.errors import Invalid, Refused
from handlers.citizen import track
from handlers.commander import verbs
from handlers.commander.answer import ANSWER
from handlers.commander.case_acts import ACTS, Verb
from handlers.context import Talk

__all__ = ["ANSWER", "VERBS", "pressed"]


async def pressed(talk: Talk) -> None:
    """c:VERB:CASE[:WORD]: by the table below. Raises Invalid for a verb that there is not.

    That words for colleagues are not asked for is said in a message, which stays to be read: who believes
    that they are would write them in a reply to the card, and that goes to the sender.
    """
    verb, case, word = (*talk.data[1:], "", "", "")[:3]
    if verb not in VERBS:
        raise Invalid("button-stale")
    try:
        await VERBS[verb](talk, case, word)
    except Refused:
        if verb in verbs.INTERNAL:
            await talk.toast()
            talk.query = None
        raise


async def _add(talk: Talk, case: str, _: str) -> None:
    await track.add_pressed(talk, case)


# Others add one line each. Each verb checks rights in the service it calls.
VERBS: Mapping[str, Verb] = {
    **ACTS,
    "judge": track.judged,
    "add": _add,
}
