"""A release's ledger with what was written down since: which decisions are newer, what they say, who is told what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from dagster_project.outcomes.decisions import Decision, keep_decision, make_decision
from dagster_project.outcomes.forecasts import FrozenForecast, freeze, identified
from dagster_project.outcomes.standing import (
    KNOWN,
    LEDGER,
    TITLES,
    decisions_since,
    failed_checks,
    newer_decisions,
    not_scored_yet,
    standing_outcomes,
)  # fmt: skip
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
FAILED = "not supported: the groups were not parallel before the fix"
TEXT = dict.fromkeys(("decided_by", "reason", "decided_at"), pl.String)


def decision(entry: str, status: str, by: str = "ann") -> Decision:
    return Decision(entry, status, by, "because", "2026-07-01T08:00:00Z")


class Release:
    """A release with two measured entries, the second disputed by its checks, and a forecast that waits."""

    def __init__(self, known: dict[str, int] | None = None) -> None:
        self.known = known or {}

    def sql(self, query: str, parameters: object = ()) -> pl.DataFrame:
        if query == KNOWN:
            return pl.DataFrame({"entry_id": list(self.known), "n": list(self.known.values())},
                                schema={"entry_id": pl.String, "n": pl.Int64})  # fmt: skip
        if query == TITLES:
            return pl.DataFrame({"source": ["s"], "opportunity_key": ["theme:9"], "opportunity_title": ["Pages"]})
        entries = {
            "source": ["s", "s"], "verification_status": ["Pending", "Pending"],
            "suggested_status": ["Verified", "Disputed"], "finding": ["fewer cases", FAILED],
        }  # fmt: skip
        if query == LEDGER:
            days = [date(2026, 1, 1), date(2026, 2, 1)]
            rows = {"entry_id": ["FRC-1", "FRC-2"], "origin": "measured", "outcome_on": days, "title": "T", **entries}
            return pl.DataFrame(rows).with_columns(pl.lit(None, t).alias(name) for name, t in TEXT.items())
        waiting = pl.DataFrame({
            "source": ["s"], "forecast_id": ["FRC-3"], "opportunity_key": ["theme:1"], "opportunity_title": ["Guide"],
            "fix_on": [date(2026, 6, 1)], "frozen_at": [NOW.astimezone(ZoneInfo("Etc/UTC"))],
            "verification_status": ["Pending"], "why_not_measured": ["too early"],
        })  # fmt: skip
        measured = pl.DataFrame({"forecast_id": ["FRC-1", "FRC-2"], "fix_on": date(2026, 1, 1), **entries})
        return pl.concat([measured, waiting], how="diagonal")


@pytest.mark.parametrize(
    ("known", "written", "newer"),
    [
        ({}, [], []),
        ({}, ["a", "b", "a"], [0, 1, 2]),
        ({"a": 1}, ["a", "b", "a"], [1, 2]),
        ({"a": 2, "b": 1}, ["a", "b", "a"], []),
        ({"a": 9}, ["a", "b"], [1]),
    ],
)
def test_newer_are_those_beyond_what_the_release_holds(known, written, newer):
    decisions = [decision(entry, "Verified", by=str(place)) for place, entry in enumerate(written)]
    assert decisions_since(known, decisions) == [decisions[place] for place in newer]


@pytest.mark.parametrize(
    ("made", "words", "to_decide"),
    [
        ([], ["Pending", "Pending"], 2),
        ([("FRC-1", "Verified")], ["Verified by ann (since the release)", "Pending"], 1),
        (
            [("FRC-2", "Verified")],
            ["Pending", "Verified by ann although the groups were not parallel before the fix (since the release)"],
            1,
        ),
        ([("FRC-1", "Disputed"), ("FRC-2", "Disputed")], [f"Disputed by ann{' (since the release)'}"] * 2, 0),
        (
            [("FRC-1", "Verified"), ("FRC-1", "Pending")],
            ["Pending, taken back by ann (since the release)", "Pending"],
            2,
        ),
    ],
)
def test_the_last_decision_stands_in_words_and_in_counts(tmp_path, made, words, to_decide):
    for entry, status in made:
        keep_decision(Home(tmp_path).outcome_decisions, decision(entry, status))
    standing = standing_outcomes(Release(), Home(tmp_path))
    assert standing.ledger["decision"].to_list() == words
    assert standing.to_decide == to_decide
    assert standing.ledger["verification_status"].to_list() == standing.forecasts["verification_status"].to_list()[:2]
    assert standing.entries["decision"].to_list() == [*words, "waits to be measured"]


def frozen(home: Path, key: str = "theme:9") -> FrozenForecast:
    forecast = identified(FrozenForecast(
        "", "s", key, date(2026, 9, 1), 1.0, 2.0, 3.0, None, None, None, "m", "r", (), "", "ann", NOW,
    ))  # fmt: skip
    freeze(Home(home).frozen_forecasts, forecast)
    return forecast


def test_a_forecast_frozen_since_waits_like_one_of_the_release(tmp_path):
    assert standing_outcomes(Release(), Home(tmp_path)).waiting["forecast_id"].to_list() == ["FRC-3"]
    newer = frozen(tmp_path)
    standing = standing_outcomes(Release(), Home(tmp_path)).of("s")
    assert set(standing.waiting["forecast_id"]) == {newer.forecast_id, "FRC-3"}
    assert standing.forecasts.filter("is_since")["opportunity_title"].to_list() == ["Pages"]
    waiting = standing.entries.filter(pl.col("origin") == "waiting")
    assert dict(waiting.select("entry_id", "finding").iter_rows()) == {
        newer.forecast_id: "not measured: frozen since this release, which has not looked at it",
        "FRC-3": "not measured: too early",
    }
    assert standing.to_decide == 2, "what is not measured is nothing to decide"
    assert standing_outcomes(Release(), Home(tmp_path)).of("another").entries.is_empty()


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, ""),
        (1, " 1 newer decision is not in it before the next run."),
        (3, " 3 newer decisions are not in it before the next run."),
    ],
)
def test_a_score_says_which_decisions_are_not_in_it(tmp_path, count, words):
    for number in range(count):
        made = make_decision("FRC-1", "verified", f"person {number}", "because", NOW)
        keep_decision(Home(tmp_path).outcome_decisions, made)
    assert not_scored_yet(newer_decisions(Release(), Home(tmp_path))) == words
    assert not_scored_yet(newer_decisions(Release({"FRC-1": count}), Home(tmp_path))) == ""


@pytest.mark.parametrize("is_reversed", [False, True])
def test_what_failed_in_one_of_two_sources_is_told(is_reversed):
    class TwoSources(Release):
        def sql(self, query: str, parameters: object = ()) -> pl.DataFrame:
            rows = super().sql(query, parameters)
            return rows.with_columns(entry_id=pl.lit("FRC-1"), source=pl.Series(["a", "b"]))[
                :: -1 if is_reversed else 1
            ]

    assert failed_checks(TwoSources()) == {"FRC-1": "the groups were not parallel before the fix"}


def test_what_failed_must_be_answered_before_it_is_verified():
    failed = failed_checks(Release())
    assert failed == {"FRC-1": "", "FRC-2": "the groups were not parallel before the fix"}
    assert make_decision("FRC-1", "verified", "ann", "looked at it", NOW, failed["FRC-1"]).reason == "looked at it"
    assert make_decision("FRC-2", "disputed", "ann", "drift", NOW, failed["FRC-2"]).reason == "drift"
    with pytest.raises(UserError, match=r"against it: the groups were not parallel(.|\n)*--despite-checks"):
        make_decision("FRC-2", "Verified", "ann", "looked at it", NOW, failed["FRC-2"])
    kept = make_decision("FRC-2", "Verified", "ann", "looked at it", NOW, failed["FRC-2"], "one account left")
    assert kept.reason == "looked at it; although the groups were not parallel before the fix: one account left"
