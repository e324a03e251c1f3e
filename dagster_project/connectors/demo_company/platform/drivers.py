"""What the platform says moves satisfaction: a figure for each topic, and how it went week by week."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.platform.taxonomy import LEAVES, PARENTS, topic_ids
from dagster_project.connectors.demo_company.product import THEMES
from dagster_project.connectors.demo_company.product_scores import product_score_moves
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.drivers import DriverHistory, ExperienceDrivers

WEEKS = 26
MONDAY_AFTER_EPOCH = 4 * DAY


def create(scene: Scene) -> Iterator[Tables]:
    """Drivers and their history. The figures are near what is planted, and in no unit that anybody could name."""
    count = len(THEMES)
    truth = product_score_moves()
    last = (scene.world.history.until - MONDAY_AFTER_EPOCH) // (7 * DAY) - 1
    weeks = np.arange(last - WEEKS + 1, last + 1)
    steps = 0.03 * scene.rng.standard_normal((count, WEEKS)).cumsum(axis=1)
    by_week = (0.4 * truth[:, None] + steps - steps[:, -1:]).round(2)
    ids = rows.numbered("drv_", np.arange(1, count + 1), 3)
    tone = np.select([by_week[:, -1] <= -0.1, by_week[:, -1] >= 0.05], ["negative", "positive"], "neutral")
    yield {
        ExperienceDrivers: rows.frame(
            ExperienceDrivers,
            {
                "id": ids,
                "topic": rows.texts(tuple(LEAVES[theme][0] for theme in THEMES)),
                "impact_score": by_week[:, -1],
                "sentiment": tone,
                "category": rows.texts(tuple(PARENTS[LEAVES[theme][1]] for theme in THEMES)),
                "topic_id": rows.texts(topic_ids()),
            },
        ),
        DriverHistory: rows.frame(
            DriverHistory,
            {
                "driver_id": ids.gather(np.repeat(np.arange(count), WEEKS)),
                "week_start": rows.dates(
                    np.tile(weeks * 7 * DAY + MONDAY_AFTER_EPOCH, count), np.ones(count * WEEKS, dtype=bool)
                ),
                "impact_score": by_week.ravel(),
            },
        ),
    }


SUBJECT = Subject("drivers", (ExperienceDrivers, DriverHistory), create, after=("taxonomy",))
