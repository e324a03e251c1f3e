"""Escalations to reliability, engineering and product, and the links of cases to incidents and resources."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.desk import ENGINEERING, KINDS, PRODUCT, SRE
from dagster_project.connectors.demo_company.draws import Ints, happens, portion, within
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import (
    COMPONENT_NAMES,
    COMPONENTS,
    ENGINEERING_TEAMS,
    SEARCH_HANDED_OVER_DAYS_BEFORE,
    SEARCH_NEW_TEAM,
)
from data_contracts.support.escalations import CaseAffectedResources, CaseIncidents
from data_contracts.support.escalations import Escalations as EscalationsContract

CADENCE_MINUTES = np.array([240, 1440, 0, 0])
"""By priority: P0 every four hours, P1 daily; nothing is agreed for the others."""
SHARE_LINKED_TO_INCIDENT = 0.92
SHARE_WITH_RESOURCE, SHARE_WITH_SECOND_RESOURCE, SHARE_OWN_RESOURCE = 0.5, 0.06, 0.4
TEAMS = (*ENGINEERING_TEAMS, "Product Management")
REASONS = ("customer is down", "needs a change of code", "reproduced, cause unknown", "asked for by many tenants")


@dataclass(frozen=True)
class Escalations:
    """The escalation of each case of a block: kind -1 and instants NEVER where there is none; team into TEAMS."""

    kind: Ints
    escalated: Ints
    acknowledged: Ints
    ended: Ints
    cadence: Ints
    team: Ints


def escalate(block: Block) -> Escalations:
    """Draw which cases are escalated, where to, and for how long."""
    rng, openings, first = block.rng, block.openings, block.life.first_cycle
    count = len(openings)
    kind = np.where(block.life.is_unworked, -1, block.desk.escalated_to)
    begins = np.maximum(first.started, block.life.asked)
    span = np.clip(first.resolved - begins, 0, 30 * DAY)
    escalated = begins + 30 + portion(rng, span, 0.02, 0.3)
    rest = np.maximum(first.resolved - escalated, 0)
    acknowledged = escalated + 60 + portion(rng, np.minimum(rest, 2 * DAY), 0.05, 0.5)
    ended = escalated + 90 + np.where(happens(rng, count, 0.7), rest, portion(rng, rest, 0.5, 1.0))
    is_none = kind < 0
    for instants in (escalated, acknowledged, ended):
        instants[is_none] = NEVER
    # A few are taken up but nobody writes down their end.
    ended[happens(rng, count, 0.04)] = NEVER
    cadence = np.where(is_none, 0, CADENCE_MINUTES[openings.priority])
    team = _team(block, kind, escalated)
    return Escalations(kind, escalated, np.minimum(acknowledged, ended), ended, cadence, team)


def escalation_rows(block: Block, escalations: Escalations) -> pl.DataFrame:
    """The escalations as rows, as they stand at the end of the history."""
    rng, openings, endings, world = block.rng, block.openings, block.endings, block.world
    everyone = np.arange(len(openings))
    at, acknowledged, ended = (
        endings.shifted(everyone, instants)
        for instants in (escalations.escalated, escalations.acknowledged, escalations.ended)
    )
    case = np.flatnonzero((at < endings.ends) & (at < NEVER))
    ends = endings.ends[case]
    at, acknowledged, ended, kind = at[case], acknowledged[case], ended[case], escalations.kind[case]
    component, cadence = openings.component[case], escalations.cadence[case]
    updated = np.max([at, np.where(acknowledged < ends, acknowledged, 0), np.where(ended < ends, ended, 0)], axis=0)
    bug = rows.numbered("BUG-", 1000 + openings.number[case], 4)
    by = block.agent_at(case, escalations.escalated[case])
    reason = np.select([kind == SRE, kind == PRODUCT], [0, 3], 1 + within(rng, np.full(case.size, 2)))
    return rows.frame(
        EscalationsContract,
        {
            "escalation_id": rows.joined(openings.case_ids.gather(case), "-E001"),
            **block.case_columns(case),
            "incident_id": rows.pick(world.incidents.ids, openings.incident[case]),
            "escalated_by": world.staff.ids.gather(by),
            "kind": rows.texts(KINDS).gather(kind),
            "component": rows.texts(COMPONENT_NAMES).gather(component),
            "to_team": rows.texts(TEAMS).gather(escalations.team[case]),
            "reason": rows.texts(REASONS).gather(reason),
            "linked_bug_key": rows.where(bug, kind == ENGINEERING),
            "update_cadence_minutes": rows.where(cadence, cadence > 0),
            "escalated_at": rows.instants(at),
            "acknowledged_at": rows.instants(acknowledged, ends),
            "ended_at": rows.instants(ended, ends),
            "updated_at": rows.instants(updated),
        },
    )


def _team(block: Block, kind: Ints, at: Ints) -> Ints:
    """Who takes it (into TEAMS): on-call, product management, or the team that owns the component at that time."""
    component = block.openings.component
    owner = np.array([ENGINEERING_TEAMS.index(part.team) for part in COMPONENTS])[component]
    is_moved = at >= block.world.history.days_before_end(SEARCH_HANDED_OVER_DAYS_BEFORE)
    is_moved &= component == COMPONENT_NAMES.index("Search")
    (own,) = block.rng.spawn(1)
    is_moved &= ~happens(own, at.size, planted("search_to_old_team").size)
    owner = np.where(is_moved, ENGINEERING_TEAMS.index(SEARCH_NEW_TEAM), owner)
    on_call, product = TEAMS.index("Site Reliability"), TEAMS.index("Product Management")
    return np.select([kind == SRE, kind == PRODUCT], [on_call, product], owner)


def incident_links(block: Block) -> pl.DataFrame:
    """Rows of case_incidents: most cases that an incident caused, linked by the agent who worked on them."""
    rng, openings, endings = block.rng, block.openings, block.endings
    is_linked = (openings.incident >= 0) & happens(rng, len(openings), SHARE_LINKED_TO_INCIDENT)
    case = np.flatnonzero(is_linked & ~block.life.is_unworked)
    linked = block.life.first_cycle.started[case] + rng.integers(60, 2 * HOUR, case.size)
    at = endings.shifted(case, linked)
    kept = at < endings.ends[case]
    case, at, linked = case[kept], at[kept], linked[kept]
    return rows.frame(
        CaseIncidents,
        {
            **block.case_columns(case),
            "incident_id": block.world.incidents.ids.gather(openings.incident[case]),
            "linked_by": block.world.staff.ids.gather(block.agent_at(case, linked)),
            "linked_at": rows.instants(at),
        },
    )


def resource_links(block: Block) -> pl.DataFrame:
    """Rows of case_affected_resources: for half the cases the service of their region, or the tenant's own one.

    Some are about the gateway in front of it too.
    """
    rng, openings, resources = block.rng, block.openings, block.world.resources
    count = len(openings)
    first = happens(rng, count, SHARE_WITH_RESOURCE)
    second = first & happens(rng, count, SHARE_WITH_SECOND_RESOURCE)
    own = resources.own[openings.tenant]
    is_own = happens(rng, count, SHARE_OWN_RESOURCE) & (own >= 0)
    shared = resources.shared(openings.component, openings.region)
    # The second one is the same service in the next region.
    elsewhere = resources.shared(openings.component, (openings.region + 1) % 3)
    # Everything goes through the gateway, so that some cases about other parts are about it as well.
    gateway = resources.shared(np.full(count, COMPONENT_NAMES.index("Sign-in")), openings.region)
    (of_gateway,) = rng.spawn(1)
    third = happens(of_gateway, count, planted("gateway_in_front").size) & (shared != gateway)
    case = np.concatenate([np.flatnonzero(is_linked) for is_linked in (first, second, third)])
    resource = np.concatenate([np.where(is_own, own, shared)[first], elsewhere[second], gateway[third]])
    at = block.endings.shifted(case, openings.opened[case] + rng.integers(20, 900, case.size))
    kept = at < block.endings.ends[case]
    case, resource, at = case[kept], resource[kept], at[kept]
    return rows.frame(
        CaseAffectedResources,
        {
            "case_id": openings.case_ids.gather(case),
            "resource_id": resources.ids.gather(resource),
            "tenant_id": openings.tenant_ids.gather(case),
            "linked_at": rows.instants(at),
        },
    )
