"""The organisation as a tree, on rows by hand: rings end, what hangs on nothing is told, and people have one place."""

from __future__ import annotations

import duckdb
import pytest
from transformation.desk import Desk, at

AS_OF = at("2026-06-01 12:00:00")
DEEP = 20

# id, parent, reported level
UNITS = [
    ("hq", None, 0), ("emea", "hq", 1), ("support", "emea", 2), ("sales", "emea", 3),
    ("lost", "gone", 1), ("below_lost", "lost", 2),
    ("own_parent", "own_parent", 1), ("below_own_parent", "own_parent", 2),
    ("ring_1", "ring_2", 1), ("ring_2", "ring_3", 1), ("ring_3", "ring_1", 1),
    ("tail", "ring_1", 2), ("tip", "tail", 3),
    ("second_top", None, 0),
    *((f"deep_{number}", f"deep_{number - 1}" if number else None, number) for number in range(DEEP)),
]  # fmt: skip
STANDINGS = {
    "hq": ("top", 0), "emea": ("in the tree", 1), "support": ("in the tree", 2), "sales": ("in the tree", 2),
    "lost": ("parent missing", None), "below_lost": ("below a missing parent", None),
    "own_parent": ("in a ring", None), "below_own_parent": ("below a ring", None),
    "ring_1": ("in a ring", None), "ring_2": ("in a ring", None), "ring_3": ("in a ring", None),
    "tail": ("below a ring", None), "tip": ("below a ring", None), "second_top": ("top", 0),
    "deep_0": ("top", 0), "deep_16": ("in the tree", 16), "deep_17": ("too deep", None), "deep_19": ("too deep", None),
}  # fmt: skip


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    desk = Desk()
    for unit, parent, level in UNITS:
        desk.add("org_units", id=unit, name=unit.upper(), level=level, parent_id=parent)
    for node, name, parent, level in (
        ("hq", "HQ", None, 0), ("emea", "Europe", "hq", 1), ("support", "SUPPORT", "hq", 2),
        ("sales", "SALES", "emea", 2), ("extra", "EXTRA", "hq", 1),
        *((unit, unit.upper(), parent, level) for unit, parent, level in UNITS[4:]),
    ):  # fmt: skip
        if node != "second_top":
            desk.add("hierarchy_nodes", id=node, name=name, level=level, parent_id=parent)
    for user, is_active in (("ann", True), ("bob", True), ("cy", True), ("dee", True), ("left", False)):
        desk.add("users", id=user, email=f"{user}@loompin.example", name=user, role="Agent", is_active=is_active)
    desk.add("users", id="outside", email="o@else.example", name="outside", role="User", tenant_id="other")
    for user, unit, primary in (
        ("ann", "support", True), ("ann", "emea", False), ("bob", "support", True), ("bob", "sales", True),
        ("cy", "sales", False), ("ghost", "hq", True), ("eve", "nowhere", True),
    ):  # fmt: skip
        desk.add("user_org_map", user_id=user, org_id=unit, primary_access=primary)
    select = "+int_org_unit_standings +int_org_node_differences +int_org_member_problems"
    connection = desk.build(tmp_path_factory.mktemp("organisation"), AS_OF, select)
    yield connection
    connection.close()


def test_each_unit_stands_where_its_way_up_leads(warehouse):
    told = warehouse.execute("select unit_id, standing, depth from intermediate.int_org_unit_standings").fetchall()
    standings = {unit: (standing, depth) for unit, standing, depth in told}
    assert len(standings) == len(UNITS)
    assert {unit: standings[unit] for unit in STANDINGS} == STANDINGS


def test_a_path_is_read_from_the_top_down(warehouse):
    paths = dict(warehouse.execute("select unit_id, path from intermediate.int_org_unit_standings").fetchall())
    assert paths["support"] == "HQ › EMEA › SUPPORT"
    assert paths["below_lost"] == "LOST › BELOW_LOST"
    assert paths["ring_1"] == "RING_1"


def test_what_is_above_counts_once_even_on_a_ring(warehouse):
    above = warehouse.execute(
        "select unit_id, list((ancestor_id, distance) order by distance, ancestor_id) "
        "from intermediate.int_org_unit_ancestors group by unit_id"
    ).fetchall()
    steps = {unit: [tuple(step.values()) if isinstance(step, dict) else tuple(step) for step in s] for unit, s in above}
    assert steps["support"] == [("support", 0), ("emea", 1), ("hq", 2)]
    assert steps["tail"] == [("tail", 0), ("ring_1", 1), ("ring_2", 2), ("ring_3", 3)]
    assert steps["ring_1"] == [("ring_1", 0), ("ring_2", 1), ("ring_3", 2)]
    assert steps["own_parent"] == [("own_parent", 0)]


def test_both_trees_are_held_against_each_other(warehouse):
    told = warehouse.execute("select unit_id, difference from intermediate.int_org_node_differences").fetchall()
    assert dict(told) == {
        "emea": "other name", "support": "other parent", "sales": "other level", "extra": "no unit",
        "second_top": "no node",
    }  # fmt: skip


def test_people_without_one_primary_unit_are_told_and_nobody_else(warehouse):
    told = warehouse.execute("select user_id, problem, detail from intermediate.int_org_member_problems").fetchall()
    assert {user: (problem, detail) for user, problem, detail in told} == {
        "bob": ("several primary units", "SALES, SUPPORT"),
        "cy": ("no primary unit", "SALES"),
        "dee": ("no unit", None),
        "ghost": ("no such user", "HQ"),
        "eve": ("no such user", "nowhere"),
    }
