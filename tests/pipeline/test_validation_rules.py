"""Validation rules of the demo company: what each refuses, and what the page says of those that cannot be used."""

from __future__ import annotations

import pytest

from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.validation import RULES


@pytest.fixture(scope="module")
def rules(demo_release) -> list[dict]:
    return list(demo_release.sql("select * from reporting.validation_rules").iter_rows(named=True))


def test_every_rule_is_in_force_or_says_why_not(rules):
    told = {(r["entity_type"], r["field_name"], r["rule_type"], r["params"]) for r in rules}
    assert told == {rule[:4] for rule in RULES}
    assert {r["state"] for r in rules} == {"in force", "unusable"}
    for rule in rules:
        assert (rule["state"] == "unusable") == bool(rule["problem"]) == (rule["enforced_on"] is None)


def test_orders_of_nothing_are_refused_by_their_rule(rules, demo_release):
    (rule,) = [r for r in rules if r["rule_type"] == "positive" and r["state"] == "in force"]
    assert (rule["enforced_on"], rule["rejected_count"]) == (
        "platform.supply_orders",
        planted("orders_of_nothing").size,
    )
    assert demo_release.sql("select min(quantity) from reporting.supply_orders").item() > 0
    read, accepted, rejected = demo_release.sql(
        "select sum(rows_read), sum(rows_accepted), sum(rows_rejected) from reporting.ingested_batches "
        "where table_name = 'supply_orders'"
    ).row(0)
    held = demo_release.sql("select count(*) from reporting.supply_orders").item()
    assert (read, accepted, rejected) == (held + rule["rejected_count"], held, rule["rejected_count"])


def test_every_reject_of_a_rule_is_counted_with_it(rules, demo_release):
    rejects = demo_release.sql("select count(*) from reporting.rejected_rows where expected like '%(rule of %)'").item()
    assert rejects == sum(r["rejected_count"] or 0 for r in rules) > 0


def test_the_page_names_the_rule_that_cannot_be_used(open_page):
    app = open_page("data_health", section="Validation rules")
    assert not app.exception
    rows = app.dataframe[0].value
    assert any("does not compile" in str(text) for text in rows["enforced_on"])
