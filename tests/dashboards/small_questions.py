"""Rows of the small release that answer why, what if and how likely, made from its clocks."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dagster_project.resources.paths import DBT_PROJECT

GROUP = ("source", "tenant_id", "segment", "sla_tier", "priority", "clock", "calendar_id", "target_seconds")


def rows_of_questions(clocks: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The tables behind the pages SLA (at risk), What changed and Method."""
    with (DBT_PROJECT / "seeds" / "sla_clocks.csv").open() as file:
        rules = [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    named = (
        "clock", "label", "starts_on", "restarts_on", "pauses_in", "stops_on", "cancels_on", "windows", "needs",
        "targets_of", "display_order",
    )  # fmt: skip
    return {
        "sla_clock_rules": [{name: rule[name] for name in named} for rule in rules],
        "sla_attainment_cells": _cells(clocks),
        "sla_targets_in_force": _targets(clocks),
        "at_risk_clocks": [_at_risk(clock) for clock in clocks if clock["status"] == "running"],
        "breach_probability_quality": [
            {
                "source": "desk", "clock": "resolution", "n": 40, "window_count": 20, "undecided_count": 2,
                "predicted_rate": 0.25, "observed_rate": 0.2, "base_rate": 0.3, "brier_score": 0.12,
                "base_rate_brier_score": 0.16, "brier_skill_score": 0.25,
                "fitted_from": datetime(2025, 6, 2, tzinfo=UTC), "held_out_from": datetime(2026, 6, 1, tzinfo=UTC),
                "held_out_to": datetime(2026, 6, 29, tzinfo=UTC),
            }
        ],
        "breach_probability_calibration": [
            {
                "source": "desk", "clock": "resolution", "decile": decile, "n": 20, "window_count": 10,
                "predicted_rate": rate, "observed_rate": rate, "observed_rate_low": rate / 2,
                "observed_rate_high": min(1.0, rate * 2),
            }
            for decile, rate in ((1, 0.1), (10, 0.4))
        ],
    }  # fmt: skip


def _cells(clocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    decided: Counter = Counter()
    met: Counter = Counter()
    for clock in clocks:
        if clock["status"] in ("met", "breached"):
            key = (*(clock[name] for name in GROUP), _monday(clock["decided_at"].date()))
            decided[key] += 1
            met[key] += clock["status"] == "met"
    return [
        {
            **dict(zip((*GROUP, "week"), key, strict=True)), "judged_target_seconds": key[-2], "is_own_target": True,
            "decided_count": count, "met_count": met[key],
        }
        for key, count in decided.items()
    ]  # fmt: skip


def _targets(clocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = {tuple(clock[name] for name in GROUP) for clock in clocks}
    return [
        {**dict(zip(GROUP, key, strict=True)), "policy_id": "p", "valid_from": None, "valid_to": None}
        for key in sorted(found, key=repr)
    ]


def _at_risk(clock: dict[str, Any]) -> dict[str, Any]:
    copied = (*GROUP, "case_id", "window_number", "status", "policy_id", "elapsed_seconds", "remaining_seconds",
              "arr_usd", "started_at", "due_at", "as_of")  # fmt: skip
    return {
        **{name: clock[name] for name in copied}, "used_share": clock["elapsed_seconds"] / clock["target_seconds"],
        "breach_probability": 0.25, "expected_arr_at_risk_usd": 0.25 * clock["arr_usd"], "similar_count": 120,
    }  # fmt: skip


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
