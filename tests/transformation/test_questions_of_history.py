"""What history says of open clocks, and the cells that periods are compared by. All times UTC.

Every P2 case has four hours to its first response, around the clock, and is opened so that exactly one look (00:00,
04:00, ...) falls on it: at 11:00, looked at when a quarter of the target is used, or at 08:30, when seven eighths
are. As of Wednesday 3 September 2025 the held-out weeks are those from Monday 4 August to 31 August.
"""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import pytest
from transformation.desk import Case, Desk, at, weekdays

AS_OF = "2025-09-03 12:30:00"
HELD_OUT = date(2025, 8, 4)
HOUR = 3600
PRIOR = 60
MODELS = (
    "+reporting_at_risk_clocks +reporting_breach_probability_quality +reporting_breach_probability_calibration "
    "+reporting_sla_attainment_cells +reporting_sla_targets_in_force"
)


def early(day: date, name: str, breaches: bool) -> Case:
    """Looked at when a quarter of the target is used."""
    return Case(f"{name}-{day}", f"{day} 11:00:00", ((f"{day} {'16' if breaches else '13'}:00:00", "reply"),))


def late(day: date, name: str, breaches: bool) -> Case:
    """Looked at when seven eighths of the target are used."""
    return Case(f"{name}-{day}", f"{day} 08:30:00", ((f"{day} {'13:00' if breaches else '12:15'}:00", "reply"),))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    desk = Desk()
    desk.add_calendar("ny", "America/New_York", weekdays("09:00", "17:00"), is_default=True)
    for back in range(1, 61):
        day = HELD_OUT - timedelta(days=back)
        desk.add_case(early(day, "E", back % 4 == 0))
        desk.add_case(late(day, "L", back % 4 != 0))
    for on in range(28):
        day = HELD_OUT + timedelta(days=on)
        desk.add_case(early(day, "E", on % 2 == 0))
        desk.add_case(late(day, "L", True))
    # Opened before the held-out weeks, decided with their first second: its outcome was not known before them.
    desk.add_case(Case("edge", "2025-08-03 20:00:00", (("2025-08-04 01:00:00", "reply"),)))
    desk.add_case(Case("open", "2025-09-03 11:00:00"))
    # One business day from Friday 16:00 of New York: an hour on Friday, the rest on Monday from 13:00 UTC.
    desk.add_case(Case("weekend", "2025-07-11 20:00:00", (("2025-07-14 21:00:00", "reply"),), priority="P3"))
    # Its business day is used up as the desk closes on Friday, and it breaches as it opens on Monday.
    desk.add_case(Case("closing", "2025-07-18 13:00:00", (("2025-07-21 15:00:00", "reply"),), priority="P3"))
    for name, valid_from, valid_to, minutes in (("a", "2025-01-01", "2025-07-01", 60), ("b", "2025-07-01", None, 30)):
        desk.add(
            "sla_policies", policy_id=f"strict-{name}", name="Strict", clock="first_response", priority="P1",
            target_unit="minutes", target_amount=minutes, valid_from=f"{valid_from} 00:00:00",
            valid_to=valid_to and f"{valid_to} 00:00:00", updated_at=f"{valid_from} 00:00:00",
        )  # fmt: skip
    for day in ("2025-06-17", "2025-07-15"):
        for minute in (20, 45, 90):
            reply = f"{day} 10:{minute}:00" if minute < 60 else f"{day} 11:{minute - 60}:00"
            desk.add_case(Case(f"P1-{day}-{minute}", f"{day} 10:00:00", ((reply, "reply"),), priority="P1"))
    home = tmp_path_factory.mktemp("history")
    with desk.build(home, at(AS_OF), MODELS) as connection:
        yield connection


def all_rows(connection, query: str) -> list[tuple]:
    return connection.execute(query).fetchall()


def shrunk(breached: int, n: int, rate: float) -> float:
    return (breached + PRIOR * rate) / (n + PRIOR)


OTHERS = (37, 37)
"""Looks at the two P3 cases, 19 and 18, all of which ended in a breach."""

SAME_SHARE = {2: (0, 0), 8: (1, 1)}
"""Of these, the looks when as much was used as of the P2 cases: the closing one's at seven eighths."""


def expected() -> dict[int, float]:
    """Bucket → probability of a P2 clock by the judged fit, worked out by hand from counts of (breached, looks)."""
    rates = {}
    for bucket, (breached, n) in {2: (15, 60), 8: (45, 60)}.items():
        more_breached, more = SAME_SHARE[bucket]
        by_share = shrunk(breached + more_breached, n + more, BASE)
        rates[bucket] = shrunk(breached, n, shrunk(breached, n, by_share))
    return rates


BASE = (15 + 45 + OTHERS[0]) / (60 + 60 + OTHERS[1])


def test_a_look_sees_what_had_counted_by_then(warehouse):
    looks = all_rows(
        warehouse,
        "select snapshot_second - epoch(timestamptz '2025-07-11 20:00:00+00')::bigint, used_share "
        "from marts.sla_risk_snapshots inner join marts.sla_clock_windows as clocks using (window_key) "
        "where clocks.case_id = 'weekend' order by 1",
    )
    eighth = [(hours * HOUR, 0.125) for hours in range(4, 68, 4)]
    # Monday 16:00 UTC: three hours of Monday and one of Friday, of eight; at 20:00 all of it, to the second.
    assert looks == [(0, 0.0), *eighth, (68 * HOUR, 0.5), (72 * HOUR, 1.0)]


def test_a_target_used_up_at_closing_is_at_risk_until_the_desk_opens(warehouse):
    """The breach is dated on Friday, but nobody knew it over the weekend: these looks must not be left out."""
    looks = all_rows(
        warehouse,
        "select used_share, count(*) from marts.sla_risk_snapshots "
        "inner join marts.sla_clock_windows as clocks using (window_key) where case_id = 'closing' "
        "group by 1 order by 1",
    )
    assert looks == [(3 / 8, 1), (7 / 8, 1), (1.0, 16)]


def test_the_judged_fit_knows_nothing_of_the_held_out_weeks(warehouse):
    counts = all_rows(
        warehouse,
        "select fit, used_bucket, breached, n from marts.breach_frequencies where priority = 'P2' order by all",
    )
    assert counts == [
        ("in use", 0, 1, 1),
        ("in use", 2, 15 + 14, 60 + 28),
        ("in use", 8, 45 + 28, 60 + 28),
        ("in use", 10, 1, 1),
        ("judged", 2, 15, 60),
        ("judged", 8, 45, 60),
    ]


def test_probabilities_are_those_worked_out_by_hand(warehouse):
    others = all_rows(
        warehouse,
        "select sum(breached)::int, sum(n)::int from marts.breach_frequencies "
        "where fit = 'judged' and priority <> 'P2'",
    )
    assert others == [OTHERS]
    # A target used up was seen of P3 cases alone, 17 times: that group answers for the one P2 case of the weeks.
    by_hand = expected() | {10: shrunk(17, 17, BASE)}
    predicted = dict(
        all_rows(
            warehouse,
            "select questions.used_bucket, min(predictions.probability) from marts.sla_risk_predictions as predictions "
            "inner join marts.sla_risk_questions as questions using (fit, window_key, snapshot_second) "
            "where fit = 'judged' group by 1 having min(probability) = max(probability)",
        )
    )
    assert predicted == pytest.approx(by_hand, abs=1e-12)


def test_the_brier_scores_are_the_mean_squared_errors_of_the_held_out_looks(warehouse):
    (row,) = all_rows(
        warehouse,
        "select n, window_count, undecided_count, observed_rate, brier_score, base_rate_brier_score, "
        "held_out_from::date, held_out_to::date from reporting.breach_probability_quality "
        "where clock = 'first_response'",
    )
    by_hand = expected()
    errors = [(by_hand[2] - outcome) ** 2 for outcome in (0, 1) for _ in range(14)]
    errors += [(by_hand[8] - 1) ** 2] * 28 + [(shrunk(17, 17, BASE) - 1) ** 2]
    base_errors = [(BASE - outcome) ** 2 for outcome in (0, 1) for _ in range(14)] + [(BASE - 1) ** 2] * 29
    assert row[:4] == (57, 57, 0, 43 / 57)
    assert row[4:6] == pytest.approx((sum(errors) / 57, sum(base_errors) / 57), abs=1e-12)
    assert row[6:] == (HELD_OUT, HELD_OUT + timedelta(weeks=4))


def test_calibration_counts_every_held_out_look_once(warehouse):
    rows = all_rows(
        warehouse,
        "select n, window_count, observed_rate, observed_rate_low, observed_rate_high "
        "from reporting.breach_probability_calibration where clock = 'first_response' order by decile",
    )
    assert [row[:3] for row in rows] == [(28, 28, 0.5), (29, 29, 1.0)]
    # Wilson's interval of 14 of 28, as tables have it.
    assert rows[0][3:] == pytest.approx((0.3263, 0.6737), abs=5e-4)


def test_an_open_clock_is_told_by_the_fit_in_use(warehouse):
    (row,) = all_rows(
        warehouse,
        "select case_id, status, used_share, remaining_seconds, breach_probability, similar_count "
        "from reporting.at_risk_clocks where clock = 'first_response'",
    )
    # An hour and a half of four is the fourth tenth, in which one other clock was looked at: the closing one.
    base = (1 + 1 + 29 + 73 + OTHERS[0]) / (1 + 1 + 88 + 88 + OTHERS[1])
    assert row[:4] == ("open", "running", 0.375, int(2.5 * HOUR))
    assert row[4] == pytest.approx(shrunk(1, 1, base), abs=1e-12)
    assert row[5] == 1


def test_cells_judge_again_by_the_targets_of_other_times(warehouse):
    cells = all_rows(
        warehouse,
        "select week, target_seconds, judged_target_seconds, is_own_target, decided_count, met_count "
        "from reporting.sla_attainment_cells where priority = 'P1' and clock = 'first_response' order by all",
    )
    june, july = date(2025, 6, 16), date(2025, 7, 14)
    # Replies after 20, 45 and 90 minutes; a target of an hour by default too, from before the policy.
    assert cells == [
        (june, 3600, 1800, False, 3, 1),
        (june, 3600, 3600, True, 3, 2),
        (july, 1800, 1800, True, 3, 1),
        (july, 1800, 3600, False, 3, 2),
    ]


def test_cells_of_own_targets_add_up_to_the_clocks(warehouse):
    assert all_rows(
        warehouse,
        "select clock, sum(decided_count), sum(met_count) from reporting.sla_attainment_cells where is_own_target "
        "group by clock order by clock",
    ) == all_rows(
        warehouse,
        "select clock, count(*), count(*) filter (where status = 'met') from marts.sla_clock_windows "
        "where status in ('met', 'breached') group by clock order by clock",
    )
