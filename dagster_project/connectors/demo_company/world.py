"""Everything that is there before the first case opens. Blocks read it and never change it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company.calendars import calendar_tables
from dagster_project.connectors.demo_company.company import Company, found_company
from dagster_project.connectors.demo_company.demand import Demand
from dagster_project.connectors.demo_company.guidance import guidance_tables
from dagster_project.connectors.demo_company.history import History
from dagster_project.connectors.demo_company.incidents import Incidents, strike
from dagster_project.connectors.demo_company.people import People, meet_people
from dagster_project.connectors.demo_company.policies import policy_table
from dagster_project.connectors.demo_company.resources import Resources, observe_resources
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.seats import seat_fillers
from dagster_project.connectors.demo_company.staff import Staff, hire
from dagster_project.connectors.demo_company.working_time import LocalClock
from data_contracts.platform.tenancy import Plans, Tenants, Users
from data_contracts.support.cases import Requesters
from data_contracts.support.escalations import AffectedResources
from data_contracts.support.escalations import Incidents as IncidentsContract
from data_contracts.support.promises import SlaPolicies

WORLD_STREAM = 0
"""Which random stream of a seed the world is drawn from; blocks have the streams from 1 on."""


@dataclass(frozen=True)
class World:
    """The company, its people and its product, for so many cases in a history.

    actor_ids: identifiers of our staff, then of the requesters.
    """

    cases: int
    history: History
    clock: LocalClock
    company: Company
    people: People
    staff: Staff
    incidents: Incidents
    resources: Resources
    demand: Demand
    actor_ids: pl.Series

    def tables(self) -> Tables:
        """The tables that do not grow block by block."""
        return {
            Tenants: self.company.tenants,
            Plans: self.company.plans,
            Users: pl.concat([self.staff.users, self.people.users, seat_fillers(self.company, self.people.users)]),
            Requesters: self.people.requesters,
            IncidentsContract: self.incidents.frame,
            AffectedResources: self.resources.frame,
            SlaPolicies: policy_table(self.company, self.history),
            **calendar_tables(self.company.ids, self.history),
            **guidance_tables(self.staff, self.history),
        }


def create_world(cases: int, seed: int, until: datetime) -> World:
    """The world of a simulation; until is a UTC midnight."""
    rng = np.random.default_rng([seed, WORLD_STREAM])
    history = History.ending(until)
    clock = LocalClock(history)
    company = found_company(rng, cases, history)
    people = meet_people(rng, company, cases, history)
    staff = hire(rng, cases, history)
    incidents = strike(rng, cases, history, staff)
    return World(
        cases=cases,
        history=history,
        clock=clock,
        company=company,
        people=people,
        staff=staff,
        incidents=incidents,
        resources=observe_resources(rng, cases, company, incidents, history),
        demand=Demand(rng, history, clock, company, incidents),
        actor_ids=pl.concat([staff.ids, people.requester_ids]),
    )
