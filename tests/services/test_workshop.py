"""The workshop: a child process that may fail without the bot failing."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from domain.errors import Invalid, Temporary
from services.workshop import Workshop


def _ends(_: int) -> int:
    os._exit(3)


def _refuses(number: int) -> int:
    raise Invalid("photo-unreadable", number=number)


def _where(_: int) -> int:
    return os.getpid()


@pytest.fixture
async def workshop() -> AsyncIterator[Workshop]:
    workshop = Workshop()
    yield workshop
    workshop.close()


async def test_work_is_done_in_another_process(workshop: Workshop) -> None:
    assert await workshop.make(_where, 1) not in (0, os.getpid())


async def test_a_child_that_dies_is_a_temporary_failure_and_the_next_work_is_done(workshop: Workshop) -> None:
    with pytest.raises(Temporary, match="workshop-failed"):
        await workshop.make(_ends, 1)
    assert await workshop.make(_where, 1) != os.getpid()


async def test_what_the_work_refuses_arrives_whole(workshop: Workshop) -> None:
    with pytest.raises(Invalid) as caught:
        await workshop.make(_refuses, 7)
    assert (caught.value.key, caught.value.params) == ("photo-unreadable", {"number": 7})
