"""The change explainer: its parts add up exactly, and each is what its name says."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.resources.errors import UserError
from dashboards.change_explainer import Weeks, explain_change, parse_weeks

BEFORE, AFTER = Weeks(date(2026, 1, 5), date(2026, 1, 12)), Weeks(date(2026, 2, 2), date(2026, 2, 9))
CELLS = """
    create table reporting.sla_attainment_cells (
        source varchar, tenant_id varchar, segment varchar, sla_tier varchar, priority varchar, clock varchar,
        calendar_id varchar, week date, target_seconds bigint, judged_target_seconds bigint, is_own_target boolean,
        decided_count bigint, met_count bigint
    )
"""
TARGETS = """
    create table reporting.sla_targets_in_force (
        source varchar, tenant_id varchar, segment varchar, sla_tier varchar, priority varchar, clock varchar,
        policy_id varchar, calendar_id varchar, target_seconds bigint, valid_from timestamptz, valid_to timestamptz
    )
"""
CHANGED_ON = "2026-01-20 00:00:00+00"


class Published:
    """The two tables, in memory. promises: (period 1 or 2, segment, elapsed); targets: segment → (earlier, later)."""

    def __init__(self, promises, targets, calendars=("", "")) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("set TimeZone = 'UTC'")
        self.connection.execute("create schema reporting")
        self.connection.execute(CELLS)
        self.connection.execute(TARGETS)
        for segment, (earlier, later) in targets.items():
            scope = ["s", "t", segment, "Standard", "P1", "c", "p"]
            insert = "insert into reporting.sla_targets_in_force values (?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?)"
            self.connection.execute(insert, [*scope, calendars[0], earlier, None, CHANGED_ON])
            self.connection.execute(insert, [*scope, calendars[1], later, CHANGED_ON, None])
        for period, segment, elapsed in promises:
            weeks = BEFORE if period == 1 else AFTER
            own = targets[segment][period - 1]
            judged = set(targets[segment]) if calendars[0] == calendars[1] else {own}
            for target in judged:
                self.connection.execute(
                    "insert into reporting.sla_attainment_cells values "
                    "('s', 't', ?, 'Standard', 'P1', 'c', nullif(?, ''), ?, ?, ?, ?, 1, ?)",
                    [segment, calendars[period - 1], weeks.first + timedelta(weeks=elapsed % 2), own, target,
                     target == own, int(elapsed <= target)],
                )  # fmt: skip

        # One row per cell, as it is published.
        self.connection.execute(
            "create or replace table reporting.sla_attainment_cells as "
            "select * replace (sum(decided_count)::bigint as decided_count, sum(met_count)::bigint as met_count) "
            "from reporting.sla_attainment_cells group by all"
        )

    def ask(self, query, parameters):
        return self.connection.sql(query, params=list(parameters)).pl()


def shapley(promises, targets) -> dict[str, Fraction]:
    """The same split with fractions, by walking all six orders of changing mix, rate and policy one by one."""
    count, met = defaultdict(Fraction), defaultdict(Fraction)
    for period, segment, elapsed in promises:
        count[period, segment] += 1
        for judge in (1, 2):
            met[period, segment, judge] += elapsed <= targets[segment][judge - 1]
    totals = {period: sum(n for (p, _), n in count.items() if p == period) for period in (1, 2)}

    def attainment(mix: int, happened: int, judge: int) -> Fraction:
        value = Fraction(0)
        for segment in targets:
            source = happened if count[happened, segment] else 3 - happened
            if count[mix, segment] and count[source, segment]:
                value += count[mix, segment] / totals[mix] * met[source, segment, judge] / count[source, segment]
        return value

    parts = {name: Fraction(0) for name in ("mix", "rate", "policy")}
    for order in itertools.permutations(range(3)):
        state = [1, 1, 1]
        for which in order:
            earlier = attainment(*state)
            state[which] = 2
            parts[("mix", "rate", "policy")[which]] += (attainment(*state) - earlier) / 6
    return parts


segments = st.sampled_from(["Large", "Small", "Trial"])
promise = st.tuples(st.sampled_from([1, 2]), segments, st.integers(1, 12))
target_pairs = st.fixed_dictionaries({name: st.tuples(st.integers(1, 10), st.integers(1, 10)) for name in
                                      ("Large", "Small", "Trial")})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(promise, max_size=25), target_pairs)
def test_the_parts_add_up_and_are_the_shapley_values(drawn, targets):
    promises = [(1, "Large", 3), (2, "Large", 3), *drawn]
    rows = explain_change(Published(promises, targets).ask, "c", BEFORE, AFTER, ["segment"])
    total = rows.row(-1, named=True)
    assert total["is_total"]
    assert total["change"] == pytest.approx(total["rate_after"] - total["rate_before"], abs=1e-12)
    assert total["mix"] + total["rate"] + total["policy"] == pytest.approx(total["change"], abs=1e-12)
    for name, value in shapley(promises, targets).items():
        assert total[name] == pytest.approx(float(value), abs=1e-12), name
        assert rows.filter(~rows["is_total"])[name].sum() == pytest.approx(total[name], abs=1e-12), name


def test_a_change_of_target_alone_is_policy_alone():
    happened = [("Large", elapsed) for elapsed in (2, 4, 6, 8)]
    promises = [(period, *what) for period in (1, 2) for what in happened]
    total = explain_change(Published(promises, {"Large": (8, 4)}).ask, "c", BEFORE, AFTER).row(-1, named=True)
    assert (total["rate_before"], total["rate_after"]) == (1, 0.5)
    assert (total["mix"], total["rate"], total["policy"]) == (0, 0, -0.5)


def test_slower_work_alone_is_rate_alone_and_a_shift_of_volume_is_mix_alone():
    targets = {"Large": (5, 5), "Small": (5, 5)}
    slower = [(1, "Large", 1), (1, "Large", 2), (2, "Large", 1), (2, "Large", 9)]
    total = explain_change(Published(slower, targets).ask, "c", BEFORE, AFTER).row(-1, named=True)
    assert (total["mix"], total["rate"], total["policy"]) == (0, -0.5, 0)
    shifted = [(1, "Large", 1)] * 3 + [(1, "Small", 9)] + [(2, "Large", 1)] + [(2, "Small", 9)] * 3
    total = explain_change(Published(shifted, targets).ask, "c", BEFORE, AFTER).row(-1, named=True)
    assert (total["mix"], total["rate"], total["policy"]) == (-0.5, 0, 0)


def test_time_on_another_calendar_is_not_judged_again():
    published = Published([(1, "Large", 6), (2, "Large", 6)], {"Large": (8, 4)}, calendars=("", "office"))
    total = explain_change(published.ask, "c", BEFORE, AFTER).row(-1, named=True)
    assert total["not_judged_again"] == 2
    assert (total["rate"], total["policy"]) == (-1, 0)


def test_filters_narrow_and_unknown_ones_are_told():
    published = Published([(1, "Large", 1), (2, "Large", 9), (1, "Small", 1), (2, "Small", 1)],
                          {"Large": (5, 5), "Small": (5, 5)})  # fmt: skip
    rows = explain_change(published.ask, "c", BEFORE, AFTER, where={"segment": ["Large"]})
    assert rows.row(-1, named=True)["change"] == -1
    for groups, where in ((["colour"], None), (["segment"], {"colour": ["red"]}), ([], None)):
        with pytest.raises(UserError, match=r"colour|No group"):
            explain_change(published.ask, "c", BEFORE, AFTER, groups, where)
    with pytest.raises(UserError, match=r"No promise of the clock other was decided in 2026-W02\.\.2026-W03"):
        explain_change(published.ask, "other", BEFORE, AFTER)


@pytest.mark.parametrize("text", ["2026-40", "2026-W60", "W40", "", "2026-W44..2026-W40", "2026-W40..", "2026-W4"])
def test_weeks_that_are_none_are_told(text):
    with pytest.raises(UserError, match="--from"):
        parse_weeks(text, "--from")


def test_weeks_read_as_they_are_written():
    assert parse_weeks("2026-W02..2026-W03", "--from") == BEFORE
    assert str(BEFORE) == "2026-W02..2026-W03"
    assert parse_weeks("2026-W53", "--to") == Weeks(date(2026, 12, 28), date(2026, 12, 28))
