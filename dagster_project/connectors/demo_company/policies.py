"""Promises that differ from the product's default ones: for one large tenant, for segments, for a tier.

The default targets are the warehouse's own (a dbt seed). They are also what the desk works towards in this
simulation, so they stand here a second time, as numbers for its pace and for nothing else.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import Company
from dagster_project.connectors.demo_company.geography import REGIONS
from dagster_project.connectors.demo_company.history import DAY, HOUR, History
from data_contracts.support.promises import SlaPolicies

WORKING_DAY = 9 * HOUR
FIRST_RESPONSE_SECONDS = np.array([0.25 * HOUR, HOUR, 4 * HOUR, WORKING_DAY])
"""By priority; P3 in working time."""
RESOLUTION_SECONDS = np.array(
    [
        [4 * HOUR, 2 * HOUR, 2 * HOUR],
        [8 * HOUR, 6 * HOUR, 6 * HOUR],
        [2 * WORKING_DAY, WORKING_DAY, WORKING_DAY],
        [5 * WORKING_DAY, 3 * WORKING_DAY, 3 * WORKING_DAY],
    ]
)
"""By priority and tier (vocabulary.SLA_TIERS); P2 and P3 in working time."""

TIGHTENED_DAYS_BEFORE = 150


def policy_table(company: Company, history: History) -> pl.DataFrame:
    """The overrides. One has two versions: the first ends when the second, tighter one begins."""
    strict_tenant = company.ids[0]
    apac_tenant = company.ids[int(np.flatnonzero(company.region == REGIONS.index("APAC"))[0])]
    before, tightened = history.start - 365 * DAY, history.days_before_end(TIGHTENED_DAYS_BEFORE)
    records = [
        # policy_id, tenant_id, calendar_id, name, segment, sla_tier, priority, clock, unit, amount, from, to
        ("POL-STRICT-P1-FIRST", strict_tenant, None, "Largest tenant: P1 answered in half an hour", None, None, "P1",
         "first_response", "minutes", 30.0, before, None),
        ("POL-STRICT-P1-RESOLVE", strict_tenant, None, "Largest tenant: P1 resolved in four hours", None, None, "P1",
         "resolution", "hours", 4.0, before, None),
        ("POL-ENTERPRISE-P2-RESOLVE", None, None, "Enterprise: P2 resolved in six working hours", "Enterprise", None,
         "P2", "resolution", "business_hours", 6.0, before, None),
        ("POL-MID-P2-FIRST", None, None, "Mid-market: P2 answered in four hours", "Mid-market", None,
         "P2", "first_response", "hours", 4.0, before, tightened),
        ("POL-MID-P2-FIRST", None, None, "Mid-market: P2 answered in two hours", "Mid-market", None,
         "P2", "first_response", "hours", 2.0, tightened, None),
        ("POL-ENTERPRISE-P1-NEXT", None, None, "Enterprise: P1 answered again in 45 minutes", "Enterprise", None,
         "P1", "next_response", "minutes", 45.0, before, None),
        ("POL-ENTERPRISE-WAIT", None, None, "Enterprise: at most five working days of waiting", "Enterprise", None,
         None, "requester_wait", "business_days", 5.0, before, None),
        ("POL-ENTERPRISE-WORK", None, None, "Enterprise: at most three working days of our work", "Enterprise", None,
         None, "agent_work", "business_days", 3.0, before, None),
        ("POL-APAC-P3-FIRST", apac_tenant, "CAL-APAC", "P3 answered in six working hours of the APAC desk", None,
         None, "P3", "first_response", "business_hours", 6.0, before, None),
    ]  # fmt: skip
    names = ("policy_id", "tenant_id", "calendar_id", "name", "segment", "sla_tier", "priority", "clock",
             "target_unit", "target_amount")  # fmt: skip
    columns: dict[str, pl.Series] = {name: pl.Series([record[i] for record in records]) for i, name in enumerate(names)}
    valid_from = np.array([record[10] for record in records])
    valid_to = np.array([record[11] or 0 for record in records])
    columns["valid_from"] = rows.instants(valid_from)
    columns["valid_to"] = rows.where(rows.instants(valid_to), valid_to > 0)
    columns["updated_at"] = rows.instants(np.maximum(valid_from, valid_to))
    return rows.frame(SlaPolicies, columns)
