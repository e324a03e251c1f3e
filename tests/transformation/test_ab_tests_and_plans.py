"""A/B tests, forecasts and the roadmap on rows written by hand.

The statistics are held against values of statsmodels 0.15 (confint_proportions_2indep with method "newcomb",
proportion_confint with "wilson", proportions_ztest) and scipy 1.17 (chisquare), worked out once and written down.
"""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest
from transformation.desk import Desk, at

BEGINS, ENDS, AS_OF = "2026-03-01 00:00:00", "2026-03-31 00:00:00", "2026-06-30 12:00:00"

# converted and users of A, of B, per cent of A: bounds of the difference, p of the difference, p of the split
REFERENCE = {
    "plain": ((48, 400), (72, 400), 50, (0.010452834950, 0.109511916121), 0.017484674410, 1.0),
    # Newcombe 1998, table II, example (a): 56 of 70 against 48 of 80, 0.0524 to 0.3339.
    "newcombe": ((56, 70), (48, 80), 50, (-0.333872654037, -0.052431472402), 0.008045081368, 0.414216178243),
    "small": ((9, 10), (3, 10), 50, (-0.809017973535, -0.170522723935), 0.006169899321, 1.0),
    "nobody": ((0, 10), (0, 10), 50, (-0.277532799863, 0.277532799863), None, 1.0),
    "uneven": ((100, 1000), (101, 1100), 50, (-0.033711565665, 0.017015076129), 0.524453545937, 0.029096331741),
    "mismatch": ((120, 1000), (80, 1200), 50, (-0.078436551820, -0.029017727040), 0.000014721115, 0.000020078656),
    "forty": ((5, 400), (9, 640), 40, (-0.016155282112, 0.015915291767), 0.831541294773, 0.311184668823),
}
WILSON_OF_A = {"plain": (0.091715390754, 0.155513952940), "small": (0.595849973205, 0.982123786905)}


LINKS = {
    "opportunity_links": "select '' as source, '' as entity_kind, '' as entity_id, '' as opportunity_key, "
    "'' as linked_by where false"
}
"""To find out which plan serves which opportunity takes all that opportunities are made of."""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk, number = Desk(), itertools.count(1)

    def event(test: str, user: str, variant: str, kind: str, when: str) -> None:
        desk.add("ab_events", id=f"e{next(number)}", test_id=test, user_id=user, variant=variant, event_type=kind,
                 occurred_at=when)  # fmt: skip

    def test_row(test: str, per_cent: float = 50, winner: str | None = None, ends: str | None = ENDS) -> None:
        desk.add("ab_tests", id=test, name=test, variant_a_pct=per_cent, status="Completed", winner=winner,
                 variant_a_name="Green", variant_b_name="Blue", started_at=BEGINS, ended_at=ends)  # fmt: skip

    for name, (a, b, per_cent, *_) in REFERENCE.items():
        test_row(name, per_cent, {"plain": "blue", "newcombe": "B", "small": "Red", "uneven": "Green"}.get(name))
        for variant, (converted, users) in (("A", a), ("B", b)):
            for place in range(users):
                event(name, f"{variant}{place}", variant, "exposure", "2026-03-05 10:00:00")
                if place < converted:
                    event(name, f"{variant}{place}", variant, "conversion", "2026-03-05 11:00:00")
    test_row("rules")
    for user, happenings in RULES.items():
        for variant, kind, when in happenings:
            event("rules", user, variant, kind, when)
    test_row("empty", winner="Green")
    test_row("running", ends=None)
    for when in ("2026-06-30 11:59:00", "2026-06-30 12:00:01"):
        event("running", when, "A", "exposure", when)
    _add_plans(desk)
    models = "ab_tests ab_test_variants project_forecasts forecast_calibration projects roadmap_items"
    select = " ".join(f"+reporting_{model}" for model in models.split())
    built = desk.build(tmp_path_factory.mktemp("planning"), at(AS_OF), select, stand_ins=LINKS)
    yield built
    built.close()


SHOWN, BEFORE, LATER = "2026-03-10 10:00:00", "2026-03-10 09:59:59", "2026-03-12 08:00:00"
RULES = {
    "converts at once": [("A", "exposure", SHOWN), ("A", "conversion", SHOWN)],
    "is shown it again": [("A", "exposure", SHOWN), ("A", "exposure", LATER), ("A", "conversion", LATER)],
    "only before": [("A", "exposure", SHOWN), ("A", "conversion", BEFORE)],
    "before and after": [("B", "exposure", SHOWN), ("B", "conversion", BEFORE), ("B", "conversion", LATER)],
    "sees both": [("A", "exposure", SHOWN), ("B", "exposure", LATER), ("B", "conversion", LATER)],
    "converts in the other": [("A", "exposure", SHOWN), ("B", "conversion", LATER)],
    "is never shown": [("B", "conversion", LATER)],
    "after the end": [("B", "exposure", SHOWN), ("B", "conversion", "2026-03-31 00:00:01")],
    "at the end": [("B", "exposure", SHOWN), ("B", "conversion", ENDS)],
    "before the start": [("A", "exposure", "2026-02-28 23:59:59"), ("A", "exposure", SHOWN)],
}


def one(warehouse, table: str, **named: str) -> dict:
    """The one row of a reporting table with these values."""
    where = " and ".join(f"{name} = ?" for name in named)
    (row,) = warehouse.execute(f"select * from reporting.{table} where {where}", list(named.values())).fetchall()
    return dict(zip([column[0] for column in warehouse.description], row, strict=True))


@pytest.mark.parametrize("name", REFERENCE)
def test_statistics_are_those_of_statsmodels_and_scipy(warehouse, name):
    (a, users_a), (b, users_b), _, bounds, p_value, split = REFERENCE[name]
    row = one(warehouse, "ab_tests", test_id=name)
    counts = ("a_converted_count", "a_user_count", "b_converted_count", "b_user_count")
    assert [row[column] for column in counts] == [a, users_a, b, users_b]
    assert row["difference"] == pytest.approx(b / users_b - a / users_a, abs=1e-12)
    assert [row["difference_low"], row["difference_high"]] == pytest.approx(bounds, abs=1e-9)
    # The formula of the normal tail is good to 1.5e-7.
    assert row["p_value"] == (None if p_value is None else pytest.approx(p_value, abs=2e-7))
    assert row["split_p_value"] == pytest.approx(split, abs=2e-7)
    if name in WILSON_OF_A:
        variant = one(warehouse, "ab_test_variants", test_id=name, variant="A")
        found = [variant["conversion_rate_low"], variant["conversion_rate_high"]]
        assert found == pytest.approx(WILSON_OF_A[name], abs=1e-9)


@pytest.mark.parametrize(
    ("name", "finding", "verdict"),
    [
        ("plain", "B converts more", "agrees"),
        ("newcombe", "A converts more", "contradicts"),
        ("uneven", "no difference shown", "not supported"),
        ("small", "A converts more", "not judged"),  # "Red" is neither variant
        ("nobody", "no difference shown", "no winner reported"),
        ("mismatch", "split is off", "no winner reported"),
        ("empty", "no users", "not judged"),
    ],
)
def test_the_reported_winner_is_held_against_the_events(warehouse, name, finding, verdict):
    row = one(warehouse, "ab_tests", test_id=name)
    assert (row["finding"], row["verdict"]) == (finding, verdict)


def test_a_user_counts_once_where_they_were_shown_one_variant_and_converts_only_after(warehouse):
    row = one(warehouse, "ab_tests", test_id="rules")
    assert (row["a_user_count"], row["a_converted_count"]) == (4, 2)
    assert (row["b_user_count"], row["b_converted_count"]) == (3, 2)
    assert row["both_variants_user_count"] == 2
    assert row["converted_before_user_count"] == 2, "one before being shown it, one without"
    assert row["outside_event_count"] == 2


def test_what_happens_after_as_of_is_not_seen(warehouse):
    assert one(warehouse, "ab_tests", test_id="running")["a_user_count"] == 1


# Plans


def _add_plans(desk: Desk) -> None:
    today = datetime(2026, 6, 30)
    for project, status, starts, due, done, progress in (
        ("kind", "On Track", -100, -1, None, 0.9), ("today", "On Track", -100, 0, None, 0.85),
        ("behind", "On Track", -50, 50, None, 0.3), ("even", "On Track", -50, 50, None, 0.31),
        ("late", "Completed", -100, -30, -20, 1.0), ("punctual", "Completed", -100, -30, -30, 1.0),
        ("future", "Planned", 10, 90, None, 0.0),
    ):  # fmt: skip
        days = (None if n is None else f"{today + timedelta(days=n):%Y-%m-%d}" for n in (starts, due, done))
        starts_on, due_on, completed_on = days
        desk.add("projects", id=project, title=project, status=status, owner="Ada", progress_rate=progress,
                 starts_on=starts_on, due_on=due_on, completed_on=completed_on)  # fmt: skip
    for metric, low, high, actual in (
        ("at the near end", 5.0, 8.0, 5.0), ("at the far end", 5.0, 8.0, 8.0), ("short", 5.0, 8.0, 4.9),
        ("beyond", 5.0, 8.0, 8.1), ("down, short", -150.0, -250.0, -100.0), ("down, within", -150.0, -250.0, -200.0),
        ("down, beyond", -150.0, -250.0, -251.0), ("open", 5.0, 8.0, None),
    ):  # fmt: skip
        desk.add("project_forecasts", project_id="late", metric=metric, low_est=low, high_est=high, confidence=0.9,
                 actual=actual)  # fmt: skip
    for item, status, eta, first, done in (
        ("this month", "In Progress", "2026-06", None, None), ("last month", "In Progress", "2026-05", "2025-12", None),
        ("kept", "Done", "2026-02", "2026-02", "2026-02-28"),
        ("a day late", "Done", "2026-03", "2026-02", "2026-03-01"),
        ("given up", "Cancelled", "2025-05", "2025-01", None),
    ):  # fmt: skip
        desk.add("roadmap_items", id=item, title=item, status=status, eta=eta, priority="High", first_eta=first,
                 done_on=done)  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "outcome"),
    [
        ("at the near end", "in the range"), ("at the far end", "in the range"), ("short", "fell short"),
        ("beyond", "beyond the range"), ("down, short", "fell short"), ("down, within", "in the range"),
        ("down, beyond", "beyond the range"), ("open", "not known yet"),
    ],
)  # fmt: skip
def test_a_forecast_holds_within_its_range_whichever_way_it_runs(warehouse, metric, outcome):
    assert one(warehouse, "project_forecasts", metric=metric)["outcome"] == outcome


def test_coverage_is_of_the_forecasts_that_are_known(warehouse):
    row = one(warehouse, "forecast_calibration", confidence_band="all")
    assert (row["forecast_count"], row["in_range_count"], row["stated_rate"]) == (7, 3, pytest.approx(0.9))
    # 3 of 7 (Wilson): 0.1582 to 0.7495, below the 0.9 that was stated.
    assert [row["in_range_rate_low"], row["in_range_rate_high"]] == pytest.approx([0.158219855, 0.749541635], abs=1e-9)
    assert row["verdict"] == "over-confident"


@pytest.mark.parametrize(
    ("project", "status", "is_too_kind"),
    [("kind", "Overdue", True), ("today", "In time", False), ("behind", "Behind", True), ("even", "In time", False),
     ("late", "Completed", False), ("future", "Planned", False)],
)  # fmt: skip
def test_a_project_stands_where_its_dates_put_it(warehouse, project, status, is_too_kind):
    row = one(warehouse, "projects", project_id=project)
    assert (row["status_by_dates"], row["is_status_too_kind"]) == (status, is_too_kind)


def test_a_project_is_late_from_the_day_after_it_was_due(warehouse):
    assert one(warehouse, "projects", project_id="late")["is_completed_late"]
    assert not one(warehouse, "projects", project_id="punctual")["is_completed_late"]


@pytest.mark.parametrize(
    ("item", "slip", "months_overdue", "is_slipped", "is_kept"),
    [("this month", 0, 0, False, False), ("last month", 5, 1, True, False), ("kept", 0, None, False, True),
     ("a day late", 1, None, True, False), ("given up", 4, None, False, False)],
)  # fmt: skip
def test_an_item_is_overdue_when_its_month_is_over(warehouse, item, slip, months_overdue, is_slipped, is_kept):
    row = one(warehouse, "roadmap_items", item_id=item)
    found = (row["slip_month_count"], row["months_overdue"], row["is_slipped"], row["is_kept"])
    assert found == (slip, months_overdue, is_slipped, is_kept)
    assert row["is_overdue"] == (item == "last month")
