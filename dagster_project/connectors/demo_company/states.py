"""Moves between states, with deletions, recoveries and mergers: from the lives of a block to rows."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.cycles import (
    AGENT,
    CLOSED,
    CUSTOMER,
    HOLD,
    IN_PROGRESS,
    NEW,
    RESOLVED,
    SYSTEM,
    TRIAGE,
    WAIT,
    Cycle,
)
from dagster_project.connectors.demo_company.draws import Flags, Ints, happens
from dagster_project.connectors.demo_company.history import NEVER
from dagster_project.connectors.demo_company.timeline import Events, Timeline
from data_contracts.support.timeline import CaseStateTransitions
from data_contracts.vocabulary import ACTOR_KINDS, STATES

REASONS = (None, "auto-close after 7 days", "customer confirmed", "waiting for information from the customer",
           "waiting on a third party", "put back into the queue", "fix delivered", "no answer from the customer",
           "the problem came back", "handled elsewhere", "duplicate", "spam or opened by mistake",
           "deleted by mistake", "accepted", "customer answered")  # fmt: skip
(NONE, AUTO_CLOSED, CONFIRMED, ASKED, THIRD_PARTY, PUT_BACK, FIXED, NO_ANSWER, CAME_BACK, ELSEWHERE, DUPLICATE, SPAM,
 BY_MISTAKE, ACCEPTED, ANSWERED) = range(len(REASONS))  # fmt: skip

KINDS = ("state_changed", "deleted", "recovered", "merged")
STATE_CHANGED, DELETED, RECOVERED, MERGED = range(len(KINDS))

SHARE_AUTO_TRIAGED, SHARE_REOPENED_BY_CUSTOMER = 0.5, 0.85


def state_events(block: Block) -> Events:
    """Every move between states, deletion, recovery and merger of a block, in order."""
    rng, life, openings, endings = block.rng, block.life, block.openings, block.endings
    timeline = Timeline(endings, block.world.history.start)
    everyone = np.arange(len(openings))

    def moved(case: Ints, at: Ints, to: Ints | int, by: Ints | int, why: Ints | int) -> None:
        timeline.add(case, at, kind=STATE_CHANGED, to=to, by=by, why=why, agent=block.agent_at(case, at))

    triaged_by = np.where(happens(rng, len(openings), SHARE_AUTO_TRIAGED), SYSTEM, AGENT)
    moved(everyone, life.triaged, TRIAGE, triaged_by, ACCEPTED)
    for turn, cycle in enumerate(life.cycles):
        reopened_by = np.where(happens(rng, cycle.case.size, SHARE_REOPENED_BY_CUSTOMER), CUSTOMER, AGENT)
        started_by, why = (reopened_by, CAME_BACK) if turn else (AGENT, NONE)
        moved(cycle.case, cycle.started, IN_PROGRESS, started_by, why)
        for pause in cycle.pauses:
            is_wait, is_hold = pause.state == WAIT, pause.state == HOLD
            why = np.select([is_wait, is_hold], [ASKED, THIRD_PARTY], PUT_BACK)
            moved(cycle.case, pause.left, pause.state, AGENT, why)
            back_by, why = np.where(is_wait, CUSTOMER, AGENT), np.where(is_wait, ANSWERED, NONE)
            moved(cycle.case, pause.back, IN_PROGRESS, back_by, why)
        resolved_by = np.where(cycle.is_given_up, SYSTEM, AGENT)
        moved(cycle.case, cycle.resolved, RESOLVED, resolved_by, np.where(cycle.is_given_up, NO_ANSWER, FIXED))
        moved(cycle.case, cycle.closed, CLOSED, cycle.closed_by, _why_closed(cycle))
    for at, kind, why in (
        (endings.deleted, DELETED, SPAM),
        (endings.recovered, RECOVERED, BY_MISTAKE),
        (endings.merged, MERGED, DUPLICATE),
    ):
        which = np.flatnonzero(at < block.world.history.until)
        agent = block.agent_at(which, at[which])
        timeline.add_as_is(which, at[which], kind=kind, to=-1, by=AGENT, why=why, agent=agent)
    return timeline.finish()


def _why_closed(cycle: Cycle) -> Ints:
    unresolved = np.where(cycle.resolved == NEVER, ELSEWHERE, CONFIRMED)
    return np.where(cycle.closed_by == SYSTEM, AUTO_CLOSED, unresolved)


def state_rows(block: Block, events: Events) -> pl.DataFrame:
    """The events as rows of case_state_transitions."""
    is_move = events["kind"] == STATE_CHANGED
    # Deletions, recoveries and mergers leave the state as it is.
    state = _carried_forward(events["to"], is_move, events.is_first)
    shifted = np.where(events.is_first, NEW, np.roll(state, 1))
    actors = rows.texts(ACTOR_KINDS)
    return rows.frame(
        CaseStateTransitions,
        {
            "transition_id": events.ids("S", block.openings.case_ids),
            **block.case_columns(events.case),
            "actor_id": block.actor_ids(events.case, events["by"], events["agent"]),
            "kind": rows.texts(KINDS).gather(events["kind"]),
            "from_state": rows.texts(STATES).gather(shifted),
            "to_state": rows.pick(rows.texts(STATES), events["to"]),
            "actor_kind": actors.gather(events["by"]),
            "reason": rows.texts(REASONS).gather(events["why"]),
            "occurred_at": rows.instants(events.at),
        },
    )


def _carried_forward(values: Ints, present: Flags, is_first: Flags) -> Ints:
    """Where not present, the value before it within the case; NEW before the first one."""
    place = np.arange(values.size)
    last_present = np.maximum.accumulate(np.where(present, place, -1))
    first_of_case = np.maximum.accumulate(np.where(is_first, place, 0))
    return np.where(last_present >= first_of_case, values[np.maximum(last_present, 0)], NEW)


def last_states(block: Block, events: Events) -> Ints:
    """The state of each case at the end of the history."""
    return events.only(events["kind"] == STATE_CHANGED).last_by_case("to", len(block.openings), NEW)
