"""The life of each case: when it is answered, worked on, put on wait, resolved, closed, and reopened.

Everything is simulated to its end; timeline.py cuts it at the end of the history. P0 and P1 are worked on around the
clock, P2 and P3 in the tenant's working time; only P3 is first answered in working time, as it is promised.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.connectors.demo_company.cycles import WAIT, Cycle, Pace, interruptions, run_cycle
from dagster_project.connectors.demo_company.desk import Desk, handover_times
from dagster_project.connectors.demo_company.draws import Flags, Floats, Ints, Random, between, happens, portion, spread
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.openings import Openings
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.policies import FIRST_RESPONSE_SECONDS, RESOLUTION_SECONDS
from dagster_project.connectors.demo_company.working_time import AWAKE, LocalClock

REPLY_MEDIAN, REPLY_SIGMA = 0.32, 0.85
"""Time to the first reply as a share of its default target."""
WORK_MEDIAN, WORK_SIGMA = 0.33, 0.75
"""Time of work as a share of the default resolution target."""
REOPENED_WORK = 0.5
"""Work after a reopen, as a share of the first time's."""
SHARE_TRIAGED = 0.92
SHARE_SILENT = 0.01
"""Resolved without anybody having written to the customer."""
SHARE_UNWORKED = 0.0006
"""Closed by an agent straight from New, which the rules do not allow."""
SHARE_STUCK = 0.006
"""Forgotten or very hard: their work takes twenty to eighty times as long."""
SHARE_REOPENED_BEFORE_CLOSING = 0.6
SHARE_REOPENED_AGAIN = 0.1
MOST_REOPENS = 2


@dataclass(frozen=True)
class Life:
    """What happens to the cases of a block. Arrays hold one element per case; instants in seconds.

    asked: the customer's first public message. triaged: NEVER where Triage is skipped.
    first_reply: NEVER where nobody replied. reply_share: time to it as a share of its default target.
    handover_at: cases × 2. cycles: the first one of all cases, then those after each reopen, of the cases that had it.
    reopened: when each case reopened first. is_unworked: closed straight from New.
    """

    asked: Ints
    triaged: Ints
    first_reply: Ints
    reply_share: Floats
    handover_at: Ints
    cycles: tuple[Cycle, ...]
    reopened: Ints
    is_unworked: Flags

    @property
    def first_cycle(self) -> Cycle:
        """The cycle that every case has."""
        return self.cycles[0]


def live(rng: Random, openings: Openings, desk: Desk, clock: LocalClock) -> Life:
    """Simulate the lives of a block of cases."""
    count, zone, opened, priority = len(openings), openings.zone, openings.opened, openings.priority
    later = spread(rng, count, 3 * HOUR, 0.8).astype(np.int64)
    asked = np.where(openings.is_private, clock.add_working(opened, later, zone, AWAKE), opened)
    reply_share = spread(rng, count, REPLY_MEDIAN, REPLY_SIGMA) * desk.reply_pace
    delay = np.maximum(reply_share * FIRST_RESPONSE_SECONDS[priority], 45).astype(np.int64)
    picked_up = clock.add(asked, delay, zone, priority == 3)
    is_unworked = happens(rng, count, SHARE_UNWORKED)
    is_silent = happens(rng, count, SHARE_SILENT) | is_unworked
    is_triaged = happens(rng, count, SHARE_TRIAGED) & ~is_unworked
    triaged = opened + 5 + portion(rng, picked_up - opened - 20, 0.05, 0.6)
    accepted = np.where(is_triaged, triaged, opened)
    started = accepted + 5 + portion(rng, picked_up - accepted - 10, 0.3, 0.97)

    target = RESOLUTION_SECONDS[priority, openings.tier]
    work = target * spread(rng, count, WORK_MEDIAN, WORK_SIGMA) * desk.work_pace
    work *= np.where(happens(rng, count, SHARE_STUCK), between(rng, count, 20, 80), 1.0)
    pace = Pace(clock, zone, priority >= 2, target)
    slots = interruptions(rng, count, may_interrupt=~is_silent)
    first = run_cycle(rng, pace, np.arange(count), started, picked_up, work, slots, asks_at_once=(slots[:, 0] == WAIT))
    handover_at = handover_times(rng, desk, picked_up, first.resolved)
    handover_at[is_unworked] = NEVER
    if is_unworked.any():
        first.close_unworked(is_unworked, opened + rng.integers(600, 3 * HOUR, count))
    is_handed_over = handover_at[:, 0] < NEVER
    share = planted("reopening").size * np.where(is_handed_over, planted("handover_reopens").size, 1.0)
    later_cycles, reopened = _reopen(rng, pace, first, share, work)
    return Life(
        asked=asked,
        triaged=np.where(is_triaged, triaged, NEVER),
        first_reply=np.where(is_silent, NEVER, picked_up),
        reply_share=reply_share,
        handover_at=handover_at,
        cycles=(first, *later_cycles),
        reopened=reopened,
        is_unworked=is_unworked,
    )


def _reopen(rng: Random, pace: Pace, first: Cycle, share: Floats, work: Floats) -> tuple[list[Cycle], Ints]:
    """The cycles after the first one, two at most, and when each case reopened first (NEVER where it did not).

    share: probability of each case to reopen. work: seconds of work of its first cycle.
    """
    cycle, cycles, reopened = first, [], np.full(first.case.size, NEVER)
    for turn in range(MOST_REOPENS):
        which, at = _reopened(rng, cycle, share if turn == 0 else SHARE_REOPENED_AGAIN)
        case = cycle.case[which]
        reopened[case] = np.minimum(reopened[case], at)
        slots = interruptions(rng, case.size, may_interrupt=np.ones(case.size, dtype=bool))[:, :1]
        cycle = run_cycle(rng, pace, case, at, at + 60, work[case] * REOPENED_WORK, slots)
        cycles.append(cycle)
    return cycles, reopened


def _reopened(rng: Random, cycle: Cycle, share: Floats | float) -> tuple[Ints, Ints]:
    """Which cases of a cycle reopen, and when: before they close (which then does not happen) or days after it."""
    which = np.flatnonzero(happens(rng, cycle.case.size, share) & (cycle.resolved < NEVER))
    resolved, closed = cycle.resolved[which], cycle.closed[which]
    is_before = happens(rng, which.size, SHARE_REOPENED_BEFORE_CLOSING)
    before = resolved + 30 + portion(rng, closed - resolved - 60, 0.05, 0.9)
    after = closed + np.minimum(spread(rng, which.size, 2.5 * DAY, 0.9), 30 * DAY).astype(np.int64)
    cycle.closed[which[is_before]] = NEVER
    return which, np.where(is_before, before, after)
