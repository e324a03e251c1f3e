"""Values that nobody has are told, with those that there are; a version that says the same is seen to."""

from __future__ import annotations

import duckdb
import pytest

from dagster_project.segments.attributes import read_attributes
from dagster_project.segments.definitions import DefinitionRow, is_unchanged
from dagster_project.segments.parser import parse
from dagster_project.segments.values_there import notes_on_values


@pytest.fixture(scope="module")
def customers():
    """A reader of a release with three plans and twenty countries, whose region nobody has told."""
    with duckdb.connect() as session:
        session.execute("create schema reporting")
        session.execute(
            "create table reporting.customer_attributes as select "
            "['Free', 'Pro', 'Enterprise'][1 + n % 3] as plan, 'C' || n as country, "
            "cast(null as varchar) as segment from range(20) as numbers(n)"
        )
        yield lambda query: session.sql(query).pl()


@pytest.mark.parametrize(
    ("definition", "told"),
    [
        ('plan = "Pro"', []),
        ('plan in ("Pro", "Free") or not plan != "Enterprise"', []),
        ('plan contains "gold"', []),
        ("health_score < 40", []),
        ('plan = "Gold"', ["No customer has plan 'Gold'; there are 'Enterprise', 'Free', 'Pro'."]),
        ('plan = "pro"', ["No customer has plan 'pro'; there are 'Enterprise', 'Free', 'Pro'. Did you mean 'Pro'?"]),
        ('not (plan != "Gold" and plan in ("Pro", "Gold"))',
         ["No customer has plan 'Gold'; there are 'Enterprise', 'Free', 'Pro'."]),
        ('segment = "Big"', ["segment is known of no customer."]),
    ],
)  # fmt: skip
def test_a_value_that_nobody_has_is_told_with_those_that_there_are(customers, definition, told):
    assert notes_on_values(customers, parse(definition, read_attributes())) == told


def test_of_many_values_the_near_ones_are_told(customers):
    (note,) = notes_on_values(customers, parse('country = "c17"', read_attributes()))
    assert "there are 'C17', " in note
    assert note.endswith("and others, 20 in all. Did you mean 'C17'?")


def version(definition: str | None, name: str = "Ours", tenant: str | None = None, problem: str | None = None):
    return DefinitionRow("", "segments.csv", "ours", name, 1, definition, tenant_id=tenant, problem=problem)


@pytest.mark.parametrize(
    ("held", "is_same"),
    [
        (version('plan = "Pro" and health_score < 40'), True),
        (version("plan='Pro'   and (health_score<40)"), True),
        (version('plan = "Pro" and health_score < 41'), False),
        (version('plan = "Pro" and health_score < 40', name="Theirs"), False),
        (version('plan = "Pro" and health_score < 40', tenant="t1"), False),
        (version('plan = "Pro" and health_score < 40', problem="Line 2: too few values"), False),
        (version("plan ="), False),
        (version(None), False),
        (None, False),
    ],
)
def test_a_version_that_says_the_same_is_unchanged(held, is_same):
    assert is_unchanged(version('plan = "Pro" and health_score < 40'), held) is is_same
