"""One cycle of a case: from the moment it is in progress, over its interruptions, to Resolved and Closed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.connectors.demo_company.draws import Flags, Floats, Ints, Random, choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.working_time import AWAKE, LocalClock
from data_contracts.vocabulary import ACTOR_KINDS, STATES

NEW, TRIAGE, IN_PROGRESS, WAIT, HOLD, RESOLVED, CLOSED = range(len(STATES))
"""Places in vocabulary.STATES."""
AGENT, CUSTOMER, BOT, SYSTEM = range(len(ACTOR_KINDS))
"""Places in vocabulary.ACTOR_KINDS."""

WAIT_COUNTS = (0.46, 0.32, 0.15, 0.07)
"""Shares of cases that wait on the customer 0, 1, 2 or 3 times."""
SHARE_ON_HOLD = 0.14
SHARE_PUT_BACK = 0.004
"""Of those on hold: put back to New instead, which the rules do not allow."""
SHARE_GIVEN_UP = 0.08
"""Of those whose last interruption is a wait: the customer never answers."""
GIVEN_UP_AFTER = 10 * DAY
AUTO_CLOSE_AFTER = 7 * DAY
SHARE_CONFIRMED, SHARE_CONFIRMED_BY_CUSTOMER = 0.56, 0.6


@dataclass(frozen=True)
class Pace:
    """How time passes for the cases of a block; target: default resolution target, in seconds of its own kind."""

    clock: LocalClock
    zone: Ints
    in_working_time: Flags
    target: Floats


@dataclass(frozen=True)
class Pause:
    """One interruption of each case of a cycle; NEVER where the case has none.

    state: where the case went. back: when it went on; NEVER where the customer did not answer.
    """

    left: Ints
    back: Ints
    state: Ints


@dataclass(frozen=True)
class Cycle:
    """One cycle of some cases. Arrays hold one element per case of it; `case` is its place in the block.

    While the lives are simulated, `closed` is still changed: a case that reopens before it closes does not close.

    started: in progress. work_from: when the last stretch of work began. closed_by: AGENT, CUSTOMER or SYSTEM.
    is_given_up: resolved because the customer did not answer. waited: seconds spent waiting on the customer.
    """

    case: Ints
    started: Ints
    pauses: tuple[Pause, ...]
    work_from: Ints
    resolved: Ints
    closed: Ints
    closed_by: Ints
    is_given_up: Flags
    waited: Ints

    def close_unworked(self, which: Flags, at: Ints) -> None:
        """Let some cases have nothing but an end: closed by an agent without having been worked on."""
        for instants in (self.started, self.work_from, self.resolved, *(p.left for p in self.pauses)):
            instants[which] = NEVER
        for pause in self.pauses:
            pause.back[which] = NEVER
        self.waited[which] = 0
        self.closed[which], self.closed_by[which] = at[which], AGENT


def interruptions(rng: Random, count: int, may_interrupt: Flags) -> Ints:
    """The states that each case goes to in between, in order (cases × 4; -1 for none)."""
    waits = choose(rng, count, WAIT_COUNTS) * may_interrupt
    is_held = happens(rng, count, SHARE_ON_HOLD) & may_interrupt
    total = waits + is_held
    place = np.where(is_held, within(rng, np.maximum(total, 1)), -1)
    held_state = np.where(happens(rng, count, SHARE_PUT_BACK), NEW, HOLD)
    slots = np.full((count, len(WAIT_COUNTS)), -1)
    for slot in range(slots.shape[1]):
        slots[:, slot] = np.where(slot == place, held_state, np.where(slot < total, WAIT, -1))
    return slots


def run_cycle(
    rng: Random, pace: Pace, case: Ints, started: Ints, work_from: Ints, work: Floats, slots: Ints,
    asks_at_once: Flags | None = None,
) -> Cycle:  # fmt: skip
    """Simulate a cycle of some cases.

    work: seconds of work, shared out at random before, between and after the interruptions.
    asks_at_once: where the first interruption is a question, half of them ask it with the first reply.
    """
    count, zone = case.size, pace.zone[case]
    in_working_time, target = pace.in_working_time[case], pace.target[case]
    parts = rng.standard_exponential((count, slots.shape[1] + 1))
    parts[:, :-1] *= slots >= 0
    parts = np.maximum(parts * (work / parts.sum(axis=1))[:, None], 60).astype(np.int64)
    last_slot = (slots >= 0).sum(axis=1) - 1
    gives_up = happens(rng, count, SHARE_GIVEN_UP) & (last_slot >= 0)
    gives_up &= slots[np.arange(count), np.maximum(last_slot, 0)] == WAIT
    now, waited, pauses = work_from, np.zeros(count, dtype=np.int64), []
    given_up_at = np.full(count, NEVER)
    for slot in range(slots.shape[1]):
        state = slots[:, slot]
        left = pace.clock.add(now, parts[:, slot], zone, in_working_time)
        if slot == 0 and asks_at_once is not None:
            left = np.where(asks_at_once & happens(rng, count, 0.5), now, left)
        answer = np.maximum(spread(rng, count, 4 * HOUR, 1.3), 120).astype(np.int64)
        held = np.maximum(spread(rng, count, 0.2 * target, 0.6), 120).astype(np.int64)
        back = np.where(
            state == WAIT,
            pace.clock.add_working(left, answer, zone, AWAKE),
            pace.clock.add(left, held, zone, in_working_time),
        )
        is_last_wait = gives_up & (last_slot == slot)
        back = np.where(is_last_wait, left + GIVEN_UP_AFTER, back)
        given_up_at = np.where(is_last_wait, back, given_up_at)
        waited += np.where(state == WAIT, back - left, 0)
        now = np.where(state >= 0, back, now)
        pauses.append(
            Pause(
                left=np.where(state >= 0, left, NEVER),
                back=np.where((state >= 0) & ~is_last_wait, back, NEVER),
                state=state,
            )
        )
    resolved = np.minimum(pace.clock.add(now, parts[:, -1], zone, in_working_time), given_up_at)
    closed, closed_by = _closing(rng, pace, zone, resolved, gives_up)
    return Cycle(case, started, tuple(pauses), now, resolved, closed, closed_by, gives_up, waited)


def _closing(rng: Random, pace: Pace, zone: Ints, resolved: Ints, gives_up: Flags) -> tuple[Ints, Ints]:
    """When each case closes and by whom: confirmed by the customer, or by the system after seven days."""
    count = resolved.size
    is_confirmed = happens(rng, count, SHARE_CONFIRMED) & ~gives_up
    delay = np.maximum(spread(rng, count, 5 * HOUR, 1.0), 1800).astype(np.int64)
    confirmed = pace.clock.add_working(resolved, delay, zone, AWAKE)
    is_confirmed &= confirmed < resolved + AUTO_CLOSE_AFTER - HOUR
    by = np.where(happens(rng, count, SHARE_CONFIRMED_BY_CUSTOMER), CUSTOMER, AGENT)
    return (
        np.where(is_confirmed, confirmed, resolved + AUTO_CLOSE_AFTER),
        np.where(is_confirmed, by, SYSTEM),
    )
