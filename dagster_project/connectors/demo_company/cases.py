"""Rows of cases, as they stand at the end of the history: what their events add up to."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.draws import happens
from dagster_project.connectors.demo_company.geography import REGIONS
from dagster_project.connectors.demo_company.phrases import SUBJECTS_PER_THEME, subjects
from dagster_project.connectors.demo_company.product import (
    COMPONENT_NAMES,
    ERROR_CODES,
    GROUPS,
    THEME_OF_COMPONENT,
    THEMES,
)
from dagster_project.connectors.demo_company.states import last_states
from dagster_project.connectors.demo_company.timeline import Events
from data_contracts.support.cases import Cases
from data_contracts.vocabulary import CHANNELS, PRIORITIES, ROOT_CAUSES, SEVERITIES, SLA_TIERS, STATES

FURTHER_TAGS = ((), ("vip",), ("regression",), ("how-to",), ("mobile",), ("incident",))
TAG_WEIGHTS = np.array([0.62, 0.08, 0.12, 0.12, 0.06])
INCIDENT_TAG = 5
TAGS = pl.Series([[theme, *further] for theme in THEMES for further in FURTHER_TAGS])
"""Tags of cases: the theme, and one more for some."""
SHARE_WITHOUT_CAUSE = 0.07
"""Of resolved cases: nobody wrote down why the case was needed."""
STATES_WITH_CAUSE = (STATES.index("Resolved"), STATES.index("Closed"))


def case_rows(
    block: Block, states: Events, priorities: Events, assignments: Events, interactions: Events
) -> pl.DataFrame:
    """One row per case of a block, consistent with its events."""
    rng, openings, world = block.rng, block.openings, block.world
    count = len(openings)
    state = last_states(block, states)
    agent = assignments.last_by_case("agent", count, -1)
    group = assignments.last_by_case("group", count, -1)
    kinds = (states, priorities, assignments, interactions)
    updated = np.max([events.last_by_case("at", count, openings.opened) for events in kinds], axis=0)
    theme = THEME_OF_COMPONENT[openings.component]
    further = np.searchsorted(np.cumsum(TAG_WEIGHTS)[:-1], rng.random(count), side="right")
    further = np.where(openings.incident >= 0, INCIDENT_TAG, further)
    has_cause = np.isin(state, STATES_WITH_CAUSE) & ~happens(rng, count, SHARE_WITHOUT_CAUSE)
    is_merged = block.endings.merged < world.history.until
    merged_into = np.where(is_merged, block.endings.merged_into, -1)
    return rows.frame(
        Cases,
        {
            "case_id": openings.case_ids,
            "tenant_id": openings.tenant_ids,
            "requester_id": world.people.requester_ids.gather(openings.requester),
            "customer_id": rows.pick(world.people.customer_ids, openings.customer),
            "owner_id": rows.pick(world.staff.ids, agent),
            "merged_into_case_id": rows.pick(openings.case_ids, merged_into),
            "subject": subjects().gather(theme * SUBJECTS_PER_THEME + openings.subject),
            "channel": rows.texts(CHANNELS).gather(openings.channel),
            "state": rows.texts(STATES).gather(state),
            "priority": rows.texts(PRIORITIES).gather(priorities.last_by_case("to", count, openings.priority)),
            "severity": rows.pick(rows.texts(SEVERITIES), openings.severity),
            "sla_tier": rows.texts(SLA_TIERS).gather(openings.tier),
            "group_name": rows.pick(rows.texts(GROUPS), group),
            "component": rows.texts(COMPONENT_NAMES).gather(openings.component),
            "error_code": rows.pick(rows.texts(ERROR_CODES), openings.error),
            "root_cause": rows.where(rows.texts(ROOT_CAUSES).gather(openings.cause), has_cause),
            "region": rows.texts(REGIONS).gather(openings.region),
            "tags": TAGS.gather(theme * len(FURTHER_TAGS) + further),
            "is_created_privately": openings.is_private,
            "opened_at": rows.instants(openings.opened),
            "updated_at": rows.instants(updated),
        },
    )
