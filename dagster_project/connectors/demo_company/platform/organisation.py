"""Our organisation: units in a tree with the planted faults, the same tree as nodes, and our people in it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import ENGINEERING_TEAMS, GROUPS
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.staff import Staff
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.organisation import HierarchyNodes, OrgUnits, UserOrgMap

TREE = (
    # name, unit above it
    ("Global HQ", None),
    ("Customer Support", "Global HQ"), ("Product and Engineering", "Global HQ"), ("Sales", "Global HQ"),
    ("Frontline", "Customer Support"), ("Specialists", "Customer Support"),
    *((group, "Frontline" if group.startswith("Frontline") else "Specialists") for group in GROUPS),
    ("Foundations", "Product and Engineering"), ("Applications", "Product and Engineering"),
    *((team, "Foundations" if number % 2 else "Applications") for number, team in enumerate(ENGINEERING_TEAMS)),
    ("Sales EMEA", "Sales"), ("Sales Americas", "Sales"),
)  # fmt: skip
ORPHANS = ("Legacy Operations", "Field Trials")[: int(planted("orphaned_unit").size)]
BELOW_ORPHAN, MISSING_PARENT = "Legacy Desk", "org_099"
RING = ("Launch Office", "Migration Office", "Change Office", "Methods Office")[: int(planted("unit_cycle").size)]
BELOW_RING = "Migration Desk"
WRONG_LEVELS = ("Sales EMEA", "Language")[: int(planted("wrong_levels").size)]
RENAMED, MOVED, NOT_A_NODE = "Data Intake", "Sales Americas", "Ecosystem"
ONLY_A_NODE = ("org_900", "Field Marketing")


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    units = _units()
    changed = scene.world.history.days_before_end(100)
    yield {
        OrgUnits: _rows(OrgUnits, units, changed),
        HierarchyNodes: _rows(HierarchyNodes, _nodes(units), changed),
        UserOrgMap: _people(scene.world.staff, units, scene.world.history.until - 90 * DAY),
    }


def _units() -> pl.DataFrame:
    names = [name for name, _ in TREE]
    above = [None if parent is None else names.index(parent) for _, parent in TREE]
    levels: list[int] = []
    for place in above:
        levels.append(0 if place is None else levels[place] + 1)
    count = len(names)
    parents = [None if place is None else _id(place) for place in above]
    # Below the tree: one whose parent is gone with one below it, the ring, and one that hangs on the ring.
    names += [*ORPHANS, BELOW_ORPHAN, *RING, BELOW_RING]
    ring = [names.index(name) for name in RING]
    parents += [*[MISSING_PARENT] * len(ORPHANS), _id(count)]
    parents += [*(_id(place) for place in (*ring[1:], ring[0])), _id(ring[0])]
    levels += [*[1] * len(ORPHANS), 2, *[2] * len(RING), 3]
    levels = [level + (name in WRONG_LEVELS) for name, level in zip(names, levels, strict=True)]
    return pl.DataFrame(
        {"id": [_id(place) for place in range(len(names))], "name": names, "level": levels, "parent_id": parents}
    )


def _id(place: int) -> str:
    return f"org_{place + 1:03}"


def _nodes(units: pl.DataFrame) -> pl.DataFrame:
    """The units as the other system has them: one renamed, one elsewhere, one not there, and one too many."""
    elsewhere = units.filter(pl.col("name") == "Customer Support")["id"].item()
    name = pl.col("name")
    nodes = units.filter(name != NOT_A_NODE).with_columns(
        name=pl.when(name == RENAMED).then(pl.lit("Data Ingestion")).otherwise(name),
        parent_id=pl.when(name == MOVED).then(pl.lit(elsewhere)).otherwise(pl.col("parent_id")),
    )
    more = pl.DataFrame({"id": [ONLY_A_NODE[0]], "name": [ONLY_A_NODE[1]], "level": [1], "parent_id": [_id(0)]})
    return pl.concat([nodes, more])


def _rows(contract: type, units: pl.DataFrame, changed: int) -> pl.DataFrame:
    return rows.frame(contract, {**units.to_dict(), "updated_at": rows.instants(np.full(units.height, changed))})


def _people(staff: Staff, units: pl.DataFrame, changed: int) -> pl.DataFrame:
    """Everybody in the unit of their team, but for the planted ones; leads may also see the unit above theirs."""
    unit_of = dict(units.select("name", "id").iter_rows())
    parent_of = dict(units.select("id", "parent_id").iter_rows())
    home = staff.users["team"].replace_strict(unit_of, return_dtype=pl.String).to_list()
    people = staff.ids.to_list()
    # The last agents of the last group work for a unit that is cut off, the last engineers below the ring.
    last_agent = int(staff.group_start[-1] + staff.group_size[-1])
    home[last_agent - 2] = home[last_agent - 1] = unit_of[BELOW_ORPHAN]
    home[-1] = home[-2] = unit_of[BELOW_RING]
    # Engineers from the first on: no primary unit, no unit at all, two primary units.
    engineer = int(staff.team_start[0])
    seers = range(engineer, engineer + int(planted("no_primary_unit").size))
    strangers = range(seers.stop, seers.stop + int(planted("no_unit_at_all").size))
    doubles = range(strangers.stop, strangers.stop + int(planted("several_primary_units").size))
    told = [(people[n], home[n], n not in seers) for n in range(len(people)) if n not in strangers]
    told += [(people[n], unit_of["Foundations"], True) for n in doubles]
    told += [(people[n], parent_of[home[n]], False) for n in staff.group_start.tolist()]
    users, org, primary = zip(*told, strict=True)
    return rows.frame(
        UserOrgMap,
        {
            "user_id": rows.texts(users),
            "org_id": rows.texts(org),
            "primary_access": np.array(primary),
            "updated_at": rows.instants(np.full(len(users), changed)),
        },
    )


SUBJECT = Subject("organisation", (OrgUnits, HierarchyNodes, UserOrgMap), create)
