"""What a block of cases is when it opens: who asks, about what, how urgently, through which channel."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import Company
from dagster_project.connectors.demo_company.demand import Demand
from dagster_project.connectors.demo_company.draws import (
    Flags,
    Ints,
    Random,
    choose,
    choose_by_row,
    happens,
)
from dagster_project.connectors.demo_company.fixes import apply_fixes
from dagster_project.connectors.demo_company.history import History
from dagster_project.connectors.demo_company.people import CHANNEL_WEIGHTS, People
from dagster_project.connectors.demo_company.phrases import SUBJECTS_PER_THEME
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import (
    CAUSE_WEIGHTS,
    DOCUMENTATION,
    ERROR_NUMBERS,
)

# One row per component that is not Documentation, for Documentation, and for cases that an incident caused.
PRIORITY_WEIGHTS = np.array([[0.015, 0.13, 0.455, 0.40], [0.0, 0.02, 0.33, 0.65], [0.12, 0.40, 0.38, 0.10]])
SHARE_PRIVATE = 0.015
SHARE_WITH_ERROR = 0.35
REQUESTER_SKEW = 1.7
"""Above 1 some requesters of a tenant open more cases than others."""


@dataclass(frozen=True)
class Openings:
    """A block of cases in order of opening. Arrays hold one element per case; indices where not said otherwise.

    number: place among all cases, from 1. opened: seconds. incident, customer, error: -1 where there is none.
    severity: into vocabulary.SEVERITIES, -1 where not said. cause: into vocabulary.ROOT_CAUSES.
    subject: place within the subjects of the component's theme.
    """

    number: Ints
    case_ids: pl.Series
    opened: Ints
    incident: Ints
    tenant: Ints
    tenant_ids: pl.Series
    zone: Ints
    region: Ints
    segment: Ints
    tier: Ints
    component: Ints
    priority: Ints
    severity: Ints
    requester: Ints
    customer: Ints
    channel: Ints
    error: Ints
    cause: Ints
    subject: Ints
    is_private: Flags

    def __len__(self) -> int:
        return self.opened.size


def open_cases(
    rng: Random, demand: Demand, company: Company, people: People, history: History, first: int, count: int, cases: int
) -> Openings:
    """The cases from place `first` (from 0) on, so many of all."""
    opened, incident = demand.when(rng, first, count, cases)
    tenant = demand.who(rng, opened)
    component = demand.what(rng, opened, company.segment[tenant], incident)
    own, of_fixes = rng.spawn(2)
    tenant, component = apply_fixes(of_fixes, company, history, opened, incident, tenant, component)
    segment = company.segment[tenant]
    kind = np.where(incident >= 0, 2, np.where(component == DOCUMENTATION, 1, 0))
    priority = choose_by_row(rng, PRIORITY_WEIGHTS, kind)
    severity = np.clip(priority + choose(rng, count, [0.12, 0.76, 0.12]) - 1, 0, 3)
    skewed = (rng.random(count) ** REQUESTER_SKEW * people.count[tenant]).astype(np.int64)
    is_busiest = (tenant == company.weight.argmax()) & happens(own, count, planted("busiest_requester").size)
    requester = people.start[tenant] + np.where(is_busiest, 0, skewed)
    has_error = happens(rng, count, np.where(component == DOCUMENTATION, 0.02, SHARE_WITH_ERROR))
    error = np.where(has_error, component * len(ERROR_NUMBERS) + choose(rng, count, [0.4, 0.3, 0.2, 0.1]), -1)
    number = np.arange(first + 1, first + count + 1)
    cause = choose_by_row(rng, CAUSE_WEIGHTS, component)
    return Openings(
        number=number,
        case_ids=rows.numbered("C", number, 7),
        opened=opened,
        incident=incident,
        tenant=tenant,
        tenant_ids=company.ids.gather(tenant),
        zone=company.zone[tenant],
        region=company.region[tenant],
        segment=segment,
        tier=company.tier[tenant],
        component=component,
        priority=priority,
        severity=np.where(happens(rng, count, 0.08), -1, severity),
        requester=requester,
        customer=people.customer_of_requester[requester],
        channel=choose_by_row(rng, CHANNEL_WEIGHTS, segment),
        error=error,
        # An incident is a defect of ours, or of a third party's.
        cause=np.where((incident >= 0) & (cause != 5), 0, cause),
        subject=rng.integers(0, SUBJECTS_PER_THEME, count),
        is_private=happens(rng, count, SHARE_PRIVATE) & (incident < 0),
    )
