"""Parts of published moments, and drivers week by week."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from drivers.answers import mentions

from dagster_project.drivers.cells import Cells, Predictor
from dagster_project.drivers.history import driver_history
from dagster_project.drivers.moments import moments_of_rows, split
from dagster_project.drivers.tables import HISTORY, experience_drivers, first_week, history_rows, history_table

MONDAY = date(2026, 1, 5)
TOPICS = [Predictor("t1", "Late data", "topic", "t1"), Predictor("t2", "Exports", "topic", "t2")]
PREDICTORS = pl.DataFrame(
    {"source": ["desk"] * 2, "outcome": ["csat"] * 2, "slot": [1, 2], "predictor": ["t1", "t2"],
     "label": ["Late data", "Exports"], "kind": ["topic"] * 2, "topic_id": ["t1", "t2"]}
)  # fmt: skip


def published(weeks=26, per_week=120, effects=lambda week: [-1.0, 0.0]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Answers and their moments by cell, as the warehouse publishes them; a third slot is not used."""
    rng = np.random.default_rng(1)
    answers, cells = [], []
    for week in range(weeks):
        values = np.column_stack([mentions(rng, per_week, effects(week), share=0.4), np.zeros(per_week)])
        kind = rng.integers(0, 2, per_week)
        values[:, 0] -= kind
        cell = rng.integers(0, 6, per_week) * 2 + kind
        for place, counted in enumerate(moments_of_rows(values, cell, 12)):
            about = {
                "tenant_id": f"T{place // 2}",
                "segment": "Small" if place < 6 else "Large",
                "kind": "review" if place % 2 else "survey",
                "week_start": MONDAY + timedelta(weeks=week),
                "bucket": 0,
            }
            if counted[0]:
                sums = {"n": int(counted[0]), "sums": counted[1:].tolist()}
                cells.append({"source": "desk", "outcome": "csat", **about, **sums})
            answers += [{**about, "y": row[0], "t1": row[1], "t2": row[2]} for row in values[cell == place]]
    return pl.DataFrame(answers), pl.DataFrame(cells)


@pytest.fixture(scope="module")
def steady() -> tuple[pl.DataFrame, Cells]:
    answers, cells = published()
    return answers, Cells(cells, TOPICS)


@pytest.mark.parametrize(
    ("chosen", "condition"),
    [
        ({}, pl.lit(True)),
        ({"segments": ["Small"]}, pl.col("segment") == "Small"),
        ({"tenants": ["T1", "T4"], "kinds": ["review"]},
         pl.col("tenant_id").is_in(["T1", "T4"]) & (pl.col("kind") == "review")),
        ({"since": MONDAY + timedelta(weeks=3), "until": MONDAY + timedelta(weeks=5)},
         pl.col("week_start").is_between(MONDAY + timedelta(weeks=3), MONDAY + timedelta(weeks=5))),
    ],
)  # fmt: skip
@pytest.mark.parametrize("groups", [1, 7, 100])
def test_a_part_has_the_moments_of_its_answers(steady, chosen, condition, groups):
    answers, cells = steady
    rows = answers.filter(condition).select("y", "t1", "t2").to_numpy()
    counted, control = cells.grouped(cells.places(**chosen), groups)
    assert len(control) == len(counted)
    n, sums, products = split(counted.sum(axis=(0, 1)))
    assert n == len(rows) == cells.answers(cells.places(**chosen))
    assert sums == pytest.approx(rows.sum(axis=0))
    assert products == pytest.approx(rows.T @ rows)


def test_a_part_that_is_empty_has_no_answers(steady):
    counted, _ = steady[1].grouped(steady[1].places(tenants=["nobody"]))
    assert counted.sum() == 0


def test_strata_are_segments_by_kinds_and_kinds_are_controlled(steady):
    counted, control = steady[1].grouped(steady[1].places())
    assert len(counted) == 4
    assert sorted(control.tolist()) == [0, 0, 1, 1]


def test_weeks_add_up_to_the_whole(steady):
    answers, cells = steady
    weeks, by_week, control = cells.by_week(cells.places())
    assert (len(control), set(control)) == (4, {0, 1})
    assert weeks == sorted(answers["week_start"].unique().to_list())
    assert (
        by_week[..., 0].sum(axis=1).tolist() == answers.group_by("week_start").len().sort("week_start")["len"].to_list()
    )


def test_a_driver_that_gets_worse_is_worsening_and_others_are_stable():
    _, frame = published(effects=lambda week: [-1.0 if week < 13 else -2.0, 0.0])
    cells = Cells(frame, TOPICS)
    history = driver_history(*cells.by_week(cells.places())[1:])
    assert history.weeks == 1
    rows = history_rows(cells, *cells.by_week(cells.places()))
    turn = MONDAY + timedelta(weeks=13)
    trends = {(row["predictor"], row["week_start"]): row["trend"] for row in rows.iter_rows(named=True)}
    assert trends["t1", turn] == "worsening"
    assert trends["t1", MONDAY] == "unknown"
    alarms = sum(trend in ("worsening", "improving") for (_, week), trend in trends.items() if week != turn)
    assert alarms <= 0.1 * len(trends)


def test_an_effect_of_a_week_is_that_of_least_squares_with_a_constant_for_each_stratum(steady):
    answers, cells = steady
    row = history_rows(cells, *cells.by_week(cells.places())).filter(
        (pl.col("week_start") == MONDAY) & (pl.col("predictor") == "t1")
    )
    rows = answers.filter(pl.col("week_start") == MONDAY)
    dummies = rows.select(pl.concat_str("segment", "kind")).to_series().to_dummies().to_numpy()
    design = np.column_stack([rows["t1"], rows["t2"], dummies])
    solved = np.linalg.lstsq(design, rows["y"].to_numpy(), rcond=None)
    freedom = len(design) - design.shape[1]
    error = float(np.sqrt(solved[1][0] / freedom * np.linalg.inv(design.T @ design)[0, 0]))
    assert row["effect"].item() == pytest.approx(solved[0][0])
    assert row["effect_high"].item() - row["effect"].item() == pytest.approx(1.959964 * error, rel=1e-6)


def test_the_newest_window_of_the_history_is_what_experience_drivers_says_of_the_same_weeks():
    """One model in both: a predictor that is rare or never varies is out of both, and kinds of answer are controlled.

    The second topic is named by 5 answers that also name the first: in the regression it would take from its effect.
    """
    rng = np.random.default_rng(4)
    rows, weeks = 156, 26
    kind = rng.integers(0, 2, rows)
    late = (rng.random(rows) < 0.2 + 0.4 * kind).astype(float)
    rare = np.where(np.cumsum(late) <= 5, late, 0)
    export = (rng.random(rows) < 0.3).astype(float)
    score = 4 - 2 * kind + 0.5 * late - 4 * rare - 0.4 * export + rng.standard_normal(rows)
    values = np.column_stack([score, late, rare, export])
    counted = moments_of_rows(values, np.arange(rows), rows)
    cells = pl.DataFrame(
        {
            "source": ["desk"] * rows, "outcome": ["csat"] * rows, "tenant_id": ["T"] * rows,
            "segment": rng.choice(["Small", "Large"], rows), "kind": np.where(kind == 1, "review", "survey"),
            "week_start": [MONDAY + timedelta(weeks=int(row) % weeks) for row in range(rows)],
            "bucket": list(range(rows)), "n": [1] * rows, "sums": counted[:, 1:].tolist(),
        }
    )  # fmt: skip
    third = {"slot": [3], "predictor": ["t3"], "label": ["Guide"], "kind": ["topic"], "topic_id": ["t3"]}
    predictors = pl.concat([PREDICTORS, pl.DataFrame({"source": ["desk"], "outcome": ["csat"], **third})])
    as_of = {"desk": MONDAY + timedelta(weeks=weeks)}
    told = experience_drivers(cells, predictors, as_of).filter(pl.col("scope") == "all")
    history = history_table(cells, predictors, as_of).filter(pl.col("scope") == "all")
    newest = history.filter(pl.col("week_start") == pl.col("week_start").max())
    assert newest["window_weeks"].unique().to_list() == [26]
    assert told.filter(pl.col("predictor") == "t2")["status"].item() == "below_floor"
    names = {"predictor": "predictor", "n": "n", "mentions": "mentions", "weight": "weight", "effect": "effect",
             "adjusted_impact": "impact"}  # fmt: skip
    ranked = told.drop_nulls("rank").sort("predictor").select(pl.col(a).alias(b) for a, b in names.items())
    assert newest["predictor"].to_list() == ranked["predictor"].to_list() == ["t1", "t3"]
    for name in list(names.values())[1:]:
        assert newest.sort("predictor")[name].to_list() == pytest.approx(ranked[name].to_list(), abs=1e-12), name


def test_the_published_tables_say_what_was_planted_and_keep_quiet_below_the_floors():
    _, cells = published()
    as_of = {"desk": MONDAY + timedelta(weeks=26)}
    drivers = experience_drivers(cells, PREDICTORS, as_of)
    whole = drivers.filter(pl.col("scope") == "all")
    assert whole["predictor"].to_list() == ["t1", "t2"]
    assert whole["status"].to_list() == ["driver", "not_above_noise"]
    assert whole["effect_low"][0] < -1.0 < whole["effect_high"][0]
    assert set(drivers["scope"]) == {"all", "segment", "tenant"}
    few = experience_drivers(cells.filter(pl.col("week_start") == MONDAY).head(3), PREDICTORS, as_of)
    assert set(few["status"]) == {"below_floor"}
    assert few["weight"].null_count() == few["r_squared"].null_count() == few.height > 0
    assert history_table(cells, PREDICTORS, as_of)["n"].min() >= 100


def test_r_squared_is_empty_where_no_predictor_has_a_weight():
    _, cells = published()
    as_of = {"desk": MONDAY + timedelta(weeks=26)}
    # The outcome's own sums alone, of four variables.
    rare = cells.with_columns(sums=pl.Series([[s[0], 0.0, 0.0, 0.0, s[4], *([0.0] * 9)] for s in cells["sums"]]))
    told = experience_drivers(rare, PREDICTORS, as_of).filter(pl.col("scope") == "all")
    assert told["n"].unique().item() >= 100
    assert told["outcome_mean"].null_count() == 0
    for name in ("weight", "r_squared", "r_squared_low", "r_squared_high", "adjusted_r_squared"):
        assert told[name].null_count() == told.height == 2, name


@pytest.mark.parametrize(
    ("as_of", "weeks", "first"),
    [
        (date(2026, 11, 28), 52, date(2025, 11, 24)), (date(2026, 11, 28), 13, date(2026, 8, 24)),
        (date(2026, 11, 23), 1, date(2026, 11, 16)), (date(2026, 11, 29), 1, date(2026, 11, 16)),
    ],
)  # fmt: skip
def test_a_period_begins_with_the_monday_of_its_first_week(as_of, weeks, first):
    assert first_week(as_of, weeks) == first


def test_the_period_told_is_the_one_counted():
    """As of a Saturday: the week in which the period begins is counted whole, and its Monday is told."""
    _, cells = published()
    saturday = MONDAY + timedelta(weeks=52, days=5)
    told = experience_drivers(cells, PREDICTORS, {"desk": saturday}).filter(pl.col("scope") == "all")
    assert told["period_start"].unique().item() == MONDAY
    assert told["n"].unique().item() == cells["n"].sum()
    later = experience_drivers(cells, PREDICTORS, {"desk": saturday + timedelta(weeks=1)})
    assert later.filter(pl.col("scope") == "all")["n"][0] == cells.filter(pl.col("week_start") > MONDAY)["n"].sum()


def test_no_answers_make_empty_tables_of_the_same_columns():
    _, cells = published(weeks=1)
    empty = cells.clear()
    assert experience_drivers(empty, PREDICTORS, {}).height == 0
    assert history_table(empty, PREDICTORS, {}).columns[-len(HISTORY) :] == list(HISTORY)
