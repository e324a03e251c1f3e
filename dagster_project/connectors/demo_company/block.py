"""A block of cases: as they opened, who works on them, how they live, how they go away. All tables come from it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.cycles import AGENT, CUSTOMER
from dagster_project.connectors.demo_company.desk import Desk, staff_cases
from dagster_project.connectors.demo_company.draws import Ints, Random
from dagster_project.connectors.demo_company.endings import Endings, end_cases
from dagster_project.connectors.demo_company.lifecycle import Life, live
from dagster_project.connectors.demo_company.openings import Openings, open_cases
from dagster_project.connectors.demo_company.world import World


@dataclass(frozen=True)
class Block:
    """Some consecutive cases. A case is known within it by its place; rng goes on being drawn from."""

    world: World
    rng: Random
    openings: Openings
    desk: Desk
    life: Life
    endings: Endings

    def agent_at(self, case: Ints, at: Ints) -> Ints:
        """The agent who holds each case at an instant (place in staff.ids)."""
        return self.desk.agent[case, self.desk.holder(case, at, self.life.handover_at)]

    def actor_ids(self, case: Ints, by: Ints, agent: Ints) -> pl.Series:
        """Who did something to each case: the agent, the case's requester, or nobody in particular."""
        requester = len(self.world.staff.ids) + self.openings.requester[case]
        actor = np.where(by == AGENT, agent, np.where(by == CUSTOMER, requester, -1))
        return rows.pick(self.world.actor_ids, actor)

    def case_columns(self, case: Ints) -> dict[str, pl.Series]:
        """case_id and tenant_id, which every table of events has."""
        return {
            "case_id": self.openings.case_ids.gather(case),
            "tenant_id": self.openings.tenant_ids.gather(case),
        }


def create_block(world: World, rng: Random, first: int, count: int) -> Block:
    """Simulate the cases from place `first` (from 0) on, so many of them."""
    openings = open_cases(rng, world.demand, world.company, world.people, world.history, first, count, world.cases)
    desk = staff_cases(rng, openings, world.staff, world.incidents, world.history)
    life = live(rng, openings, desk, world.clock)
    endings = end_cases(rng, openings, life, world.history)
    return Block(world, rng, openings, desk, life, endings)
