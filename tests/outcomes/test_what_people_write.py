"""Frozen forecasts and decisions: kept by appending, never changed, the last decision stands, a crash harms nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dagster_project.outcomes.decisions import keep_decision, make_decision, read_decisions, standing
from dagster_project.outcomes.forecasts import FrozenForecast, freeze, identified, read_forecasts
from dagster_project.resources.errors import UserError

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
DAY = date(2026, 8, 1)


def forecast(key: str = "theme:tax_009", fix_on: date = DAY) -> FrozenForecast:
    return identified(FrozenForecast(
        "", "s", key, fix_on, 40, 60.5, 80.0, None, 1200.25, 2000.0,
        'cost × share, of "defects"', "20260630T120000000", ("a", "b"), "a line\nand another", "ann", NOW,
    ))  # fmt: skip


def test_a_forecast_comes_back_as_it_was_frozen(tmp_path):
    file = tmp_path / "home" / "frozen_forecasts.csv"
    assert read_forecasts(file) == []
    freeze(file, forecast())
    freeze(file, forecast("defect:BUG-1"))
    first, second = read_forecasts(file)
    assert first == FrozenForecast(**{**vars(forecast()), "note": "a line and another"})
    assert second.opportunity_key == "defect:BUG-1"


def test_a_frozen_forecast_is_not_frozen_again(tmp_path):
    file = tmp_path / "frozen_forecasts.csv"
    freeze(file, forecast())
    before = file.read_bytes()
    with pytest.raises(UserError, match="has a forecast for 2026-08-01 already"):
        freeze(file, forecast())
    assert file.read_bytes() == before
    freeze(file, forecast(fix_on=date(2026, 9, 1)))
    assert file.read_bytes().startswith(before)


@pytest.mark.parametrize(
    ("before", "after"), [("60.5", "6.5"), ("a|b", "a"), ("2026-08-01", "2026-08-02"), ("ann", "bo")]
)
def test_a_line_that_was_edited_is_told(tmp_path, before, after):
    file = tmp_path / "frozen_forecasts.csv"
    freeze(file, forecast())
    file.write_text(file.read_text().replace(before, after))
    with pytest.raises(UserError, match="is not as it was frozen"):
        read_forecasts(file)


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_what_a_crash_left_of_a_row_is_left_out_and_written_over(tmp_path, kept):
    file = tmp_path / "outcome_decisions.csv"
    for number in range(kept):
        keep_decision(file, make_decision("FRC-1", "verified", f"person {number}", "looked at it", NOW))
    with file.open("ab") as lines:
        lines.write(b"FRC-1,Disp")
    assert len(read_decisions(file)) == kept
    keep_decision(file, make_decision("FRC-1", "disputed", "bea", "the price changed, too", NOW))
    assert len(read_decisions(file)) == kept + 1
    assert (read_decisions(file)[-1].status, read_decisions(file)[-1].reason) == ("Disputed", "the price changed, too")


def test_the_last_decision_stands_and_all_are_there(tmp_path):
    file = tmp_path / "outcome_decisions.csv"
    for status, by in (("verified", "ann"), ("DISPUTED", "bea"), ("pending", "ann")):
        keep_decision(file, make_decision("FRC-1", status, by, "because", NOW))
    keep_decision(file, make_decision("FRC-2", "Verified", "ann", "because", NOW))
    decisions = read_decisions(file)
    assert [d.status for d in decisions] == ["Verified", "Disputed", "Pending", "Verified"]
    assert {entry: d.status for entry, d in standing(decisions).items()} == {"FRC-1": "Pending", "FRC-2": "Verified"}


@pytest.mark.parametrize(
    ("status", "by", "reason"), [("sure", "ann", "x"), ("verified", " ", "x"), ("verified", "a", "")]
)
def test_a_decision_says_who_and_why(status, by, reason):
    with pytest.raises(UserError):
        make_decision("FRC-1", status, by, reason, NOW)


def test_a_file_of_something_else_is_told(tmp_path):
    file = tmp_path / "outcome_decisions.csv"
    file.write_text("id,what\n1,2\n")
    with pytest.raises(UserError, match="the first line is not"):
        read_decisions(file)
