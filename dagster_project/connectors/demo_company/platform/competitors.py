"""Invented competitors: monthly figures in their sources' words, public posts, and changes on their sites."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Random, between, choose, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.competitors import CompetitorMetrics, CompetitorSocialFeed, CompetitorWebChanges

# name, posts in a usual week, usual tone
COMPETITORS = (
    ("Brightdesk", 14, 0.18), ("Caseloop", 11, 0.12), ("Helmwire", 22, 0.05), ("Quorumdesk", 7, 0.22),
    ("Tallyhelp", 5, -0.05),
)  # fmt: skip
FAILING, PRICE_MOVER = "Caseloop", "Brightdesk"
WEEKS, MONTHS = 26, 12

# figure, who says so, first value, usual change in a month, how value and change are written
FIGURES = (
    ("Market Share", "Analyst survey", 14.0, 0.6, "percent"), ("NPS", "Review sites", 31.0, 3.0, "points"),
    ("Feature_Count", "Release notes", 118.0, 4.0, "points"), ("Ad_Spend", "Ad library", 0.9, 0.08, "millions"),
    ("List price", "Price page", 49.0, 1.5, "dollars"),
)  # fmt: skip
NO_NUMBERS = ("not disclosed", "about the same", "top 3 in its segment")
NO_NUMBER_SHARE = 0.04

NETWORKS = ("X", "LinkedIn", "Reddit", "Forum")
PRAISE = ("New release is a step forward.", "Support solved it in an hour.", "Good value for a small team.")
NEUTRAL = ("Anybody moved from them lately?", "They are hiring again.", "Webinar next week.")
COMPLAINTS = ("Down again this morning.", "Price went up without a word.", "Three days without an answer.")

PAGES = ("/pricing", "/features", "/", "/terms", "/customers")
KINDS = ("pricing", "feature", "messaging", "legal", "design")
SUMMARIES = ("List price changed.", "A feature was announced.", "New headline.", "Terms were changed.", "New look.")


def create(scene: Scene) -> Iterator[Tables]:
    """The three tables."""
    rng, history = scene.rng, scene.world.history
    yield {
        CompetitorMetrics: _figures(rng, history),
        CompetitorSocialFeed: _posts(rng, history),
        CompetitorWebChanges: _changes(rng, history),
    }


def _figures(rng: Random, history: History) -> pl.DataFrame:
    end = history.date_of(history.until - 2 * DAY).replace(day=1)
    months = pl.date_range(end.replace(year=end.year - 1), end, "1mo", eager=True).tail(MONTHS).to_list()
    told: dict[str, list] = {name: [] for name in CompetitorMetrics.dtypes()}
    for name, *_ in COMPETITORS:
        for figure, source, first, step, form in FIGURES:
            value, told_last = first * float(spread(rng, 1, 1.0, 0.3)[0]), None
            for month in months:
                written = _written(value, form)
                if happens(rng, 1, NO_NUMBER_SHARE)[0]:
                    written = NO_NUMBERS[len(told["value"]) % len(NO_NUMBERS)]
                sign = -1 if happens(rng, 1, planted("competitor_delta_wrong").size)[0] else 1
                # What is reported is the change since the last figure that was told.
                now = None if written in NO_NUMBERS else _read(written)
                changed = now is not None and told_last is not None
                told["competitor"].append(name)
                told["metric_name"].append(figure)
                told["value"].append(written)
                told["delta"].append(_change_written(sign * (now - told_last), form) if changed else None)
                told["metric_source"].append(source)
                told["observed_on"].append(month)
                told_last = told_last if now is None else now
                value = max(value + step * rng.standard_normal(), 0.2 * first)
    return rows.frame(CompetitorMetrics, {name: pl.Series(values) for name, values in told.items()})


def _written(value: float, form: str) -> str:
    return {
        "percent": f"{value:.1f}%", "points": f"{value:.0f}", "millions": f"${value:.2f}M", "dollars": f"${value:,.2f}",
    }[form]  # fmt: skip


def _change_written(change: float, form: str) -> str:
    return {
        "percent": f"{change:+.1f}%", "points": f"{change:+.0f}", "millions": f"{change:+.2f}M",
        "dollars": f"{change:+.2f}",
    }[form]  # fmt: skip


def _read(text: str) -> float:
    return float(text.strip("$%M").replace(",", ""))


def _posts(rng: Random, history: History) -> pl.DataFrame:
    until = history.until - DAY
    names, usual, tones = zip(*COMPETITORS, strict=True)
    outage = planted("competitor_outage")
    begins = history.days_before_end(outage.starts_days_before)
    count = rng.poisson(np.array(usual) * WEEKS)
    competitor = np.repeat(np.arange(len(names)), count)
    at = between(rng, competitor.size, until - WEEKS * 7 * DAY, until)
    more = 2 * usual[names.index(FAILING)] * outage.lasts_days // 7
    competitor = np.concatenate([competitor, np.full(more, names.index(FAILING))])
    at = np.concatenate([at, between(rng, more, begins, begins + outage.lasts_days * DAY)]).astype(np.int64)
    order = np.argsort(at, kind="stable")
    competitor, at = competitor[order], at[order]
    fails = (competitor == names.index(FAILING)) & (at >= begins) & (at < begins + outage.lasts_days * DAY)
    tone = np.array(tones)[competitor] + outage.size * fails + 0.35 * rng.standard_normal(at.size)
    tone = np.round(np.clip(tone, -1, 1), 2)
    words = np.select([tone > 0.25, tone < -0.25], [0, 6], 3) + within(rng, np.full(at.size, 3))
    return rows.frame(
        CompetitorSocialFeed,
        {
            "id": rows.numbered("POST-", np.arange(1, at.size + 1), 6),
            "competitor": rows.texts(names).gather(competitor),
            "network": rows.texts(NETWORKS).gather(choose(rng, at.size, [4, 3, 2, 1])),
            "content": rows.texts(PRAISE + NEUTRAL + COMPLAINTS).gather(words),
            "sentiment": tone,
            "reach": rows.where(spread(rng, at.size, 600.0, 1.4).astype(np.int64), ~happens(rng, at.size, 0.1)),
            "posted_at": rows.instants(at),
        },
    )


def _changes(rng: Random, history: History) -> pl.DataFrame:
    until = history.until - DAY
    names = tuple(name for name, *_ in COMPETITORS)
    moves = planted("competitor_price_moves")
    usual = 130
    at = between(rng, usual, until - WEEKS * 7 * DAY, until)
    competitor, kind = choose(rng, usual, np.ones(len(names))), choose(rng, usual, [1, 4, 3, 1, 2])
    significance = choose(rng, usual, [0.55, 0.38, 0.07])
    planted_count = int(moves.size)
    at = np.concatenate([at, between(rng, planted_count, history.days_before_end(moves.starts_days_before), until)])
    competitor = np.concatenate([competitor, np.full(planted_count, names.index(PRICE_MOVER))])
    kind = np.concatenate([kind, np.zeros(planted_count, dtype=np.int64)])
    significance = np.concatenate([significance, np.full(planted_count, 2)])
    order = np.argsort(at, kind="stable")
    sites = rows.texts(tuple(f"https://{name.lower()}.example" for name in names))
    return rows.frame(
        CompetitorWebChanges,
        {
            "id": rows.numbered("WEB-", np.arange(1, at.size + 1), 5),
            "competitor": rows.texts(names).gather(competitor[order]),
            "page_url": rows.joined(sites.gather(competitor[order]), rows.texts(PAGES).gather(kind[order])),
            "change_type": rows.texts(KINDS).gather(kind[order]),
            "significance": rows.texts(("low", "medium", "high")).gather(significance[order]),
            "summary": rows.texts(SUMMARIES).gather(kind[order]),
            "detected_at": rows.instants(at[order].astype(np.int64)),
        },
    )


SUBJECT = Subject("competitors", (CompetitorMetrics, CompetitorSocialFeed, CompetitorWebChanges), create)
