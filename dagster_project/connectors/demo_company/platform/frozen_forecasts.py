"""Forecasts of fixes that were frozen before them, right and wrong ones (see effects/outcomes.py)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.fixes import treated_accounts
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.taxonomy import topic_ids
from dagster_project.connectors.demo_company.product import COMPONENT_WEIGHTS, THEME_OF_COMPONENT, THEMES
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.projects import FrozenForecasts

FROZEN_DAYS_BEFORE = 14


@dataclass(frozen=True)
class Forecast:
    """A forecast: shares of the theme's cases that the fix was to avoid, in accounts that got it."""

    effect: str
    theme: str
    shares: tuple[float, float, float]
    note: str


FORECASTS = (
    Forecast("pages_fixed", "ui_glitches", (0.45, 0.6, 0.8), "Pages are drawn by the new renderer."),
    Forecast("guide_rewritten", "docs_questions", (0.2, 0.35, 0.5), "The guide is written anew."),
    Forecast("sign_in_drift", "login", (0.15, 0.25, 0.4), "Sign-in remembers the browser."),
    Forecast("exports_mended", "exports", (0.3, 0.5, 0.65), "Exports are written in parts, for everybody."),
)


def create(scene: Scene) -> Iterator[Tables]:
    """One row per forecast."""
    world, history = scene.world, scene.world.history
    company = world.company
    fixed = [history.days_before_end(planted(f.effect).starts_days_before) for f in FORECASTS]
    treated = [
        np.ones(company.weight.size, dtype=bool)
        if f.effect == "exports_mended"
        else treated_accounts(company, f.effect)
        for f in FORECASTS
    ]
    # Cases a year as they came before: the theme's part, of the accounts that get the fix.
    yearly = np.array(
        [
            world.cases * 365 * DAY / (history.until - history.start)
            * COMPONENT_WEIGHTS[np.isin(THEME_OF_COMPONENT, THEMES.index(f.theme))].sum() * company.weight[group].sum()
            for f, group in zip(FORECASTS, treated, strict=True)
        ]
    )  # fmt: skip
    shares = np.array([f.shares for f in FORECASTS])
    expected = np.round(yearly[:, None] * shares, 1)
    frozen = np.array(fixed) - FROZEN_DAYS_BEFORE * DAY + 9 * 3600
    topics = dict(zip(THEMES, topic_ids(), strict=True))
    yield {
        FrozenForecasts: rows.frame(
            FrozenForecasts,
            {
                "id": rows.numbered("FRC-", np.arange(1, len(FORECASTS) + 1), 3),
                "opportunity_key": rows.texts(tuple(f"theme:{topics[f.theme]}" for f in FORECASTS)),
                "fix_on": rows.dates(np.array(fixed), np.ones(len(FORECASTS), dtype=bool)),
                "low_cases": expected[:, 0],
                "likely_cases": expected[:, 1],
                "high_cases": expected[:, 2],
                "method": rows.texts(("cases a year × share expected to go",) * len(FORECASTS)),
                "account_ids": pl.Series(
                    [None if group.all() else company.ids.filter(pl.Series(group)).to_list() for group in treated],
                    dtype=pl.List(pl.String),
                ),
                "note": rows.texts(tuple(f.note for f in FORECASTS)),
                "frozen_by": scene.world.staff.names.gather(np.arange(len(FORECASTS))),
                "frozen_at": rows.instants(frozen),
            },
        )
    }


SUBJECT = Subject("frozen_forecasts", (FrozenForecasts,), create)
