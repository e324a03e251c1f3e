"""How urgent a case is said to be and who answers for it: priorities and assignments, from events to rows."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.cycles import AGENT, SYSTEM
from dagster_project.connectors.demo_company.draws import happens, portion
from dagster_project.connectors.demo_company.history import NEVER
from dagster_project.connectors.demo_company.product import GROUPS
from dagster_project.connectors.demo_company.timeline import Events, Timeline
from data_contracts.support.timeline import CaseAssignments, CasePriorityChanges
from data_contracts.vocabulary import ACTOR_KINDS, PRIORITIES

PRIORITY_REASONS = (None, "impact is wider than reported", "a workaround was found")
SHARE_PRIORITY_CHANGED, SHARE_CHANGED_TWICE, SHARE_RAISED = 0.1, 0.12, 0.55
SHARE_ASSIGNED_DIRECTLY = 0.55


def priority_events(block: Block) -> Events:
    """The first priority of each case, and changes of it while it is worked on."""
    rng, openings, life = block.rng, block.openings, block.life
    count, everyone = len(openings), np.arange(len(openings))
    timeline = Timeline(block.endings, block.world.history.start)
    timeline.add(everyone, openings.opened, to=openings.priority, by=SYSTEM, agent=-1, why=0)
    is_changed = happens(rng, count, SHARE_PRIORITY_CHANGED) & ~life.is_unworked
    priority, since = openings.priority, openings.opened
    ends = life.first_cycle.resolved
    for share in (SHARE_CHANGED_TWICE, 0.0):
        at = since + 60 + portion(rng, ends - since - 120, 0.03, 0.6)
        step = np.where(happens(rng, count, SHARE_RAISED), -1, 1)
        step = np.where(priority == 0, 1, np.where(priority == len(PRIORITIES) - 1, -1, step))
        priority = np.where(is_changed, priority + step, priority)
        which = np.flatnonzero(is_changed & (at < ends))
        timeline.add(which, at[which], to=priority[which], by=AGENT, agent=block.agent_at(which, at[which]),
                     why=np.where(step[which] < 0, 1, 2))  # fmt: skip
        is_changed, since = is_changed & happens(rng, count, share), at
    return timeline.finish()


def priority_rows(block: Block, events: Events) -> pl.DataFrame:
    """The events as rows of case_priority_changes."""
    names = rows.texts(PRIORITIES)
    return rows.frame(
        CasePriorityChanges,
        {
            "priority_change_id": events.ids("P", block.openings.case_ids),
            **block.case_columns(events.case),
            "actor_id": block.actor_ids(events.case, events["by"], events["agent"]),
            "from_priority": rows.pick(names, events.before("to", -1)),
            "to_priority": names.gather(events["to"]),
            "actor_kind": rows.texts(ACTOR_KINDS).gather(events["by"]),
            "reason": rows.texts(PRIORITY_REASONS).gather(events["why"]),
            "occurred_at": rows.instants(events.at),
        },
    )


def assignment_events(block: Block) -> Events:
    """To a group and an agent, at once or one after the other; then each handover. group, agent: -1 for none."""
    rng, openings, life, desk = block.rng, block.openings, block.life, block.desk
    count, everyone = len(openings), np.arange(len(openings))
    timeline = Timeline(block.endings, block.world.history.start)
    started = life.first_cycle.started
    accepted = np.minimum(life.triaged, started)
    is_direct = happens(rng, count, SHARE_ASSIGNED_DIRECTLY) | (life.triaged == NEVER)
    first_agent = np.where(is_direct, desk.agent[:, 0], -1)
    timeline.add(everyone, accepted, group=desk.group[:, 0], agent=first_agent, by=SYSTEM, actor=-1)
    taken = np.where(is_direct, NEVER, accepted + portion(rng, started - accepted, 0.3, 0.99))
    timeline.add(everyone, taken, group=desk.group[:, 0], agent=desk.agent[:, 0], by=AGENT, actor=desk.agent[:, 0])
    for turn, at in enumerate(life.handover_at.T):
        timeline.add(everyone, at, group=desk.group[:, turn + 1], agent=desk.agent[:, turn + 1], by=AGENT,
                     actor=desk.agent[:, turn])  # fmt: skip
    return timeline.finish()


def assignment_rows(block: Block, events: Events) -> pl.DataFrame:
    """The events as rows of case_assignments."""
    staff = block.world.staff
    return rows.frame(
        CaseAssignments,
        {
            "assignment_id": events.ids("A", block.openings.case_ids),
            **block.case_columns(events.case),
            "assignee_id": rows.pick(staff.ids, events["agent"]),
            "actor_id": rows.pick(staff.ids, events["actor"]),
            "group_name": rows.texts(GROUPS).gather(events["group"]),
            "actor_kind": rows.texts(ACTOR_KINDS).gather(events["by"]),
            "assigned_at": rows.instants(events.at),
        },
    )
