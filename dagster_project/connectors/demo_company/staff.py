"""Our own people: agents of the support groups, and the engineers who own components and lead incidents.

Agents stand first, group by group, so that an agent is an offset into a group; engineers follow, team by team.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, between, within
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.names import addresses, full_names
from dagster_project.connectors.demo_company.product import ENGINEERING_TEAMS, GROUP_SHARES, GROUPS
from data_contracts.platform.tenancy import Users

ENGINEERS_PER_TEAM = 3
DOMAIN = "loompin.example"


@dataclass(frozen=True)
class Staff:
    """Who works here. Indices of people are places in `ids`.

    group_start, group_size: where the agents of each group stand (index into GROUPS).
    team_start: where the engineers of each team stand (index into ENGINEERING_TEAMS).
    """

    ids: pl.Series
    names: pl.Series
    group_start: Ints
    group_size: Ints
    team_start: Ints
    users: pl.DataFrame

    def someone_of(self, rng: Random, groups: Ints) -> Ints:
        """For each element a random agent of that group."""
        return self.group_start[groups] + within(rng, self.group_size[groups])


def hire(rng: Random, cases: int, history: History) -> Staff:
    """Staff for so many cases in the history: 35 agents for 10,000, 350 for 1,000,000, and the engineers."""
    agents = int(np.clip(0.35 * cases**0.5, 24, 400))
    group_size = np.maximum(3, np.round(np.array(GROUP_SHARES) * agents)).astype(np.int64)
    group_start = np.concatenate([[0], np.cumsum(group_size)[:-1]])
    agents = int(group_size.sum())
    team_start = agents + np.arange(len(ENGINEERING_TEAMS)) * ENGINEERS_PER_TEAM
    engineers = len(ENGINEERING_TEAMS) * ENGINEERS_PER_TEAM
    count = agents + engineers
    ids = rows.joined(
        rows.texts(("AG",) * agents + ("EN",) * engineers),
        pl.Series(np.concatenate([np.arange(agents), np.arange(engineers)]) + 1).cast(pl.String).str.zfill(4),
    )
    names, handles = full_names(rng, count)
    role = np.where(np.arange(count) < agents, "Agent", "Engineer")
    role[group_start] = "Lead"
    team = np.concatenate([np.repeat(GROUPS, group_size), np.repeat(ENGINEERING_TEAMS, ENGINEERS_PER_TEAM)])
    # Everybody was hired before the history begins, so that nobody answers before their account exists.
    created = history.start - between(rng, count, 10 * DAY, 1500 * DAY).astype(np.int64)
    users = rows.frame(
        Users,
        {
            "id": ids,
            "email": addresses(handles, np.arange(count), rows.texts((DOMAIN,) * count)),
            "name": names,
            "role": role,
            "team": team,
            "is_active": np.ones(count, dtype=bool),
            "created_at": rows.instants(created),
            "updated_at": rows.instants(created),
        },
    )
    return Staff(ids, names, group_start, group_size, team_start, users)
