"""Segments of customers, their definitions over time, and what is said of their size and of how they feel."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.segments import SegmentPerception, Segments, SegmentVersions
from data_contracts.platform.surveys import SurveySentiment
from data_contracts.support.cases import Cases

HEALTH, PLAN, ARR, COUNTRY, SEGMENT, ASKED = (
    pl.col(name) for name in ("health_score", "plan", "arr_usd", "country", "segment", "cases_90_days")
)
EUROPE = ("DE", "FR", "GB", "NL", "ES", "IT", "SE", "PL", "IE", "CH")

ASKING_OFTEN = "Asking often"

# name, trait, versions: (by whom, why, the rule as text, the same rule for the simulation)
SEGMENTS = (
    ("High-value accounts", "Loyal", (
        ("admin", "first version", "arr_usd >= 50000", ARR >= 50_000),
        ("j.ito", "the board looks at a hundred thousand", "arr_usd >= 100000", ARR >= 100_000))),
    ("Enterprise", "Wants more", (
        ("admin", "first version", 'plan = "Enterprise"', PLAN == "Enterprise"),)),
    ("Churn risks", "Frustrated", (
        ("support_lead", "first version", "health_score < 40", HEALTH < 40),
        ("support_lead", "too few to act on", "health_score < 50", HEALTH < 50))),
    ("European customers", "Careful with data", (
        ("admin", "by country", f"country in ({', '.join(f'{chr(34)}{c}{chr(34)}' for c in EUROPE)})",
         COUNTRY.is_in(EUROPE)),)),
    ("Startups in good health", "Speed", (
        ("system", "detected cohort", 'segment = "Startup" and health_score >= 70',
         (SEGMENT == "Startup") & (HEALTH >= 70)),)),
    # The second version asks for what nobody knows, so that the first one stays in force.
    (ASKING_OFTEN, "Demanding", (
        ("support_lead", "first version", "cases_90_days >= 2", ASKED >= 2),
        *[("j.ito", "the month says more", "cases_30_days >= 2", ASKED >= 2)]
        * int(planted("segment_definition_wrong").size))),
)  # fmt: skip
MONTHS = 6


def create(scene: Scene) -> Iterator[Tables]:
    """Segments, versions and perception by month. Sizes are counted; one is reported as it was long ago."""
    history, world = scene.world.history, scene.world
    tenants = world.company.tenants.select(pl.col("id").alias("tenant_id"), "plan", "segment", "arr_usd")
    people = world.people.customers.join(tenants, on="tenant_id", maintain_order="left")
    people = people.join(_asked(scene), left_on="id", right_on="customer_id", how="left", maintain_order="left")
    members = [people.filter(versions[-1][3])["id"] for *_, versions in SEGMENTS]
    sizes = np.array([len(ids) for ids in members])
    sizes[0] = int(sizes[0] * planted("segment_size_stale").size)
    ids = rows.numbered("seg_", np.arange(1, len(SEGMENTS) + 1), 3)
    versions = [(place, number, *version) for place, (_, _, all_) in enumerate(SEGMENTS)
                for number, version in enumerate(all_, 1)]  # fmt: skip
    since = np.array(
        [history.start - 100 * DAY if number == 1 else history.until - 150 * DAY for _, number, *_ in versions]
    )
    yield {
        Segments: rows.frame(
            Segments,
            {
                "id": ids,
                "name": rows.texts(tuple(name for name, *_ in SEGMENTS)),
                "size": sizes,
                "primary_trait": rows.texts(tuple(trait for _, trait, _ in SEGMENTS)),
                "updated_at": rows.instants(np.full(len(SEGMENTS), history.until - DAY)),
            },
        ),
        SegmentVersions: rows.frame(
            SegmentVersions,
            {
                "segment_id": ids.gather([place for place, *_ in versions]),
                "version": np.array([number for _, number, *_ in versions]),
                "changed_by": rows.texts(tuple(who for _, _, who, *_ in versions)),
                "change_reason": rows.texts(tuple(why for _, _, _, why, *_ in versions)),
                "definition": rows.texts(tuple(rule for *_, rule, _ in versions)),
                "valid_from": rows.instants(since),
            },
        ),
        SegmentPerception: _perception(scene, ids, members),
    }


def _asked(scene: Scene) -> pl.DataFrame:
    """Cases by customer in the last ninety days."""
    since = scene.world.history.until - 90 * DAY
    recent = scene.table(Cases).filter(pl.col("opened_at").dt.epoch("s") >= since, pl.col("customer_id").is_not_null())
    return recent.group_by("customer_id").agg(cases_90_days=pl.len()).collect()


def _perception(scene: Scene, ids: pl.Series, members: list[pl.Series]) -> pl.DataFrame:
    """The means of all answers of the ninety days before each measurement."""
    history = scene.world.history
    answers = scene.table(SurveySentiment).filter(pl.col("customer_id").is_not_null()).collect()
    seconds = answers["answered_at"].dt.epoch("s")
    found = []
    for back in range(MONTHS):
        day = (history.until // DAY - 1 - 30 * back) * DAY
        recent = answers.filter((seconds >= day - 90 * DAY) & (seconds < day))
        for place, who in enumerate(members):
            of_segment = recent.filter(pl.col("customer_id").is_in(who.implode()))
            if of_segment.height:
                means = of_segment.select(pl.mean("joy", "anger", "fear", "overall_score").round(3)).row(0)
                found.append((ids[place], day, *means))
    columns = list(zip(*found, strict=True))
    names = ("joy", "anger", "fear", "sentiment_score")
    return rows.frame(
        SegmentPerception,
        {
            "segment_id": pl.Series(columns[0]),
            "measured_on": rows.dates(np.array(columns[1]), np.ones(len(found), dtype=bool)),
            **{name: np.array(values) for name, values in zip(names, columns[2:], strict=True)},
        },
    )


SUBJECT = Subject("segments", (Segments, SegmentVersions, SegmentPerception), create, after=("survey_answers",))
