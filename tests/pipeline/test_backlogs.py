"""Backlogs of the demo company: where closed cases go, what stands behind an item, and what the page shows."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt

import pytest

BACKLOG_OF = {
    "defect": "reliability", "third_party": "reliability", "feature_gap": "product", "missing_guide": "docs",
    "configuration": "docs", "usage": "docs",
}  # fmt: skip


@pytest.fixture(scope="module")
def causes(demo_release) -> dict[str, dict]:
    rows = demo_release.sql("select * from reporting.case_root_causes").iter_rows(named=True)
    return {row["case_id"]: row for row in rows}


def test_every_closed_case_is_there_once_and_goes_where_its_given_cause_says(demo_release, causes):
    closed = dict(
        demo_release.sql(
            "select case_id, root_cause from reporting.cases where is_closed and not is_removed"
        ).iter_rows()
    )
    assert closed.keys() == causes.keys()
    for case_id, given in closed.items():
        row = causes[case_id]
        assert row["given_root_cause"] == given
        if given is not None:
            assert (row["root_cause"], row["backlog"], row["is_derived"]) == (given, BACKLOG_OF[given], False)


def test_what_is_not_given_is_derived_and_says_from_what_or_counted_as_unknown(causes):
    ungiven = [row for row in causes.values() if row["given_root_cause"] is None]
    by_origin = Counter(row["derived_from"] for row in ungiven)
    assert {"linked bug", "product escalation", "topic", "tag"} <= by_origin.keys()
    assert 0 < by_origin[None] < len(ungiven)
    for row in ungiven:
        assert row["is_derived"] == (row["derived_from"] is not None) == (row["backlog"] is not None)
        assert row["evidence"]
        if row["derived_from"] == "linked bug":
            assert (row["backlog"], row["root_cause"]) == ("reliability", "defect")
            assert row["bug_key"] in row["evidence"]
        if row["derived_from"] == "product escalation":
            assert (row["backlog"], row["root_cause"]) == ("product", "feature_gap")


def test_what_is_derived_by_a_theme_is_what_most_earlier_cases_of_it_were(demo_release, causes):
    """Reckoned again, case by case, from the published tables alone."""
    signs = defaultdict(set)
    topics = demo_release.sql(
        "select distinct e.case_id, t.topic_id from reporting.event_topics t "
        "join reporting.customer_events e on t.source = e.source and t.event_id = e.event_id "
        "where e.case_id is not null"
    )
    tags = demo_release.sql("select case_id, unnest(tags) from reporting.cases")
    for kind, pairs in (("topic", topics), ("tag", tags)):
        for case_id, sign in pairs.iter_rows():
            signs[case_id].add((kind, sign))

    def told(case: dict) -> set[tuple[str, str]]:
        """Backlogs that more than half of the earlier cases of one of its signs went to, with 95 % certainty."""
        found = set()
        for sign in signs[case["case_id"]]:
            earlier = Counter(
                BACKLOG_OF[row["given_root_cause"]]
                for row in causes.values()
                if row["given_root_cause"]
                and row["closed_week"] < case["closed_week"]
                and sign in signs[row["case_id"]]
            )
            n = earlier.total()
            found |= {(sign[0], backlog) for backlog, k in earlier.items() if n >= 10 and wilson_low(k, n) > 0.5}
        return found

    asked = 0
    for row in causes.values():
        if row["given_root_cause"] is None and row["derived_from"] in ("topic", "tag", None):
            answers = told(row)
            assert (row["derived_from"], row["backlog"]) in (answers or {(None, None)})
            asked += 1
    assert asked > 20


def wilson_low(k: int, n: int) -> float:
    z = 1.959963984540054
    return (k + z * z / 2 - z * sqrt(k * (1 - k / n) + z * z / 4)) / (n + z * z)
