"""The surveys of each tenant: one after every closed case, one about the product, and topics that they ask about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.platform.taxonomy import topic_ids
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.surveys import Surveys, SurveyTopics

TITLES = ("Support satisfaction", "Product satisfaction", "Recommendation")
SUPPORT, PRODUCT, RECOMMENDATION = range(3)


def survey_ids(tenant: Ints, kind: int) -> pl.Series:
    """The survey of that kind of each tenant; tenants are places in the company."""
    return rows.numbered("sur_", tenant * len(TITLES) + kind + 1, 5)


def create(scene: Scene) -> Iterator[Tables]:
    """Surveys and their topics. How many were sent is told where answers can be counted: it is left empty here."""
    company, history = scene.world.company, scene.world.history
    tenant = np.repeat(np.arange(len(company.ids)), len(TITLES))
    kind = np.tile(np.arange(len(TITLES)), len(company.ids))
    ids = rows.numbered("sur_", tenant * len(TITLES) + kind + 1, 5)
    is_small = company.weight[tenant] < np.median(company.weight)
    # Small tenants do not ask about the product yet.
    status = np.where(is_small & (kind == PRODUCT), "draft", "active")
    asked = ids.filter(pl.Series(kind == PRODUCT))
    topics = rows.texts(topic_ids())
    yield {
        Surveys: rows.frame(
            Surveys,
            {
                "id": ids,
                "tenant_id": company.ids.gather(tenant),
                "title": rows.texts(TITLES).gather(kind),
                "status": status,
                "created_at": rows.instants(np.maximum(company.created[tenant], history.start - 200 * DAY)),
                "updated_at": rows.instants(np.maximum(company.created[tenant], history.start - 100 * DAY)),
            },
        ),
        SurveyTopics: rows.frame(
            SurveyTopics,
            {
                "survey_id": asked.gather(np.repeat(np.arange(len(asked)), len(topics))),
                "topic_id": topics.gather(np.tile(np.arange(len(topics)), len(asked))),
            },
        ),
    }


SUBJECT = Subject("surveys", (Surveys, SurveyTopics), create, after=("taxonomy",))
