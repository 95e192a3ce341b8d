"""Pace and patience towards one host."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise
from time import monotonic

import pytest
from scrapy.settings import Settings

from crawler.fetching.blocks import Block
from crawler.fetching.manners import Blocked, Down, Failed, Limits, Manners, Stopped

LIMITS = Limits(portal_delay=0.02, block_pause_max=5, block_pause_default=0.01, blocks_in_a_row=2, fault_tries=3,
                fault_pause=0.01, faults_in_a_row=2)  # fmt: skip


def play(scene: Callable[[Manners], Awaitable[None]], delay: float = 0.0) -> Manners:
    async def act() -> Manners:
        manners = Manners("host", delay, LIMITS)
        await scene(manners)
        return manners

    return asyncio.run(act())


def test_limits_are_read_from_the_settings() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings")
    assert Limits.of(settings) == Limits()


def test_requests_are_a_delay_apart_from_the_end_of_an_answer() -> None:
    times: list[float] = []

    async def scene(manners: Manners) -> None:
        for _ in range(3):
            await manners.turn()
            times.append(monotonic())
            await asyncio.sleep(0.03)
            manners.answered()

    assert play(scene, delay=0.05).requests == 3
    assert all(b - a >= 0.075 for a, b in pairwise(times))


def test_two_requests_never_claim_the_same_moment() -> None:
    times: list[float] = []

    async def scene(manners: Manners) -> None:
        async def one() -> None:
            await manners.turn()
            times.append(monotonic())

        await asyncio.gather(one(), one(), one())

    start = monotonic()
    play(scene, delay=0.05)
    # On a busy machine one may wake up late, never early.
    assert all(at - start >= 0.05 * n - 0.005 for n, at in enumerate(times))


def test_a_block_pauses_and_slows_down() -> None:
    async def scene(manners: Manners) -> None:
        await manners.blocked(Block("busy"))
        assert manners.delay == LIMITS.portal_delay
        await manners.blocked(Block("busy"))
        assert manners.delay == LIMITS.portal_delay * 1.5

    assert play(scene).waited == pytest.approx(0.03)


def test_blocks_without_end_are_left_for_another_day() -> None:
    async def scene(manners: Manners) -> None:
        await manners.blocked(Block("busy"))
        await manners.blocked(Block("busy"))
        with pytest.raises(Blocked, match="3 times in a row"):
            await manners.blocked(Block("busy"))
        manners.let_in()
        await manners.blocked(Block("busy"))

    play(scene)


@pytest.mark.parametrize("block", [Block("busy", 900.0), Block("browsers only", hopeless=True)])
def test_what_cannot_be_waited_for_ends_the_crawl_at_once(block: Block) -> None:
    async def scene(manners: Manners) -> None:
        with pytest.raises(Blocked):
            await manners.blocked(block)

    assert play(scene).waited == 0


def test_faults_are_tried_again_then_told() -> None:
    async def scene(manners: Manners) -> None:
        await manners.fault(1, "broken")
        await manners.fault(2, "broken")
        with pytest.raises(Failed):
            await manners.fault(3, "broken")
        with pytest.raises(Down, match="2 addresses in a row"):
            await manners.fault(3, "broken")
        manners.whole()
        with pytest.raises(Failed):
            await manners.fault(3, "broken")

    assert play(scene).faults == 5


def test_a_stopped_crawl_waits_for_nothing() -> None:
    async def scene(manners: Manners) -> None:
        asyncio.get_running_loop().call_later(0.02, manners.stop.set)
        with pytest.raises(Stopped):
            await manners.rest(60)
        with pytest.raises(Stopped):
            await manners.turn()

    assert play(scene).requests == 0
