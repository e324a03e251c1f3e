"""Who was asked how likely they are to recommend, and what they said: every customer about twice in the history."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.company import SEGMENTS
from dagster_project.connectors.demo_company.draws import choose, happens, spread
from dagster_project.connectors.demo_company.history import DAY, HOUR
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.customers import left_at
from dagster_project.connectors.demo_company.platform.surveys import RECOMMENDATION, survey_ids
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.sayings import say
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.customers import Customers
from data_contracts.platform.nps import NpsEvents
from data_contracts.support.cases import Cases
from data_contracts.support.timeline import CaseStateTransitions

ASKED_EVERY = 270 * DAY
PENDING_FOR = 21 * DAY
CHANNELS = ("email", "in-app", "web", "sms")


def create(scene: Scene) -> Iterator[Tables]:
    """The questions that were put."""
    rng, world = scene.rng, scene.world
    history, company = world.history, world.company
    tenants = pl.LazyFrame({"tenant_id": company.ids}).with_row_index("place")
    customers = scene.table(Customers).join(tenants, on="tenant_id").join(_reopened(scene), on="id", how="left")
    customers = customers.sort("id").collect()
    rounds = 2
    who = np.repeat(np.arange(customers.height), rounds)
    begin = history.start + (ASKED_EVERY * rng.random(customers.height)).astype(np.int64)
    asked = begin[who] + np.tile(np.arange(rounds), customers.height) * ASKED_EVERY
    seen = customers["created_at"].dt.epoch("s").to_numpy()
    there = (asked < history.until) & (asked > seen[who])
    who, asked = who[there], asked[there]
    count = who.size
    place = customers["place"].to_numpy()[who]
    is_startup = company.segment[place] == SEGMENTS.index("Startup")
    reopened_at = customers["reopened_at"].dt.epoch("s").fill_null(2**40).to_numpy()[who]
    delay = np.clip(spread(rng, count, 20 * HOUR, 1.2), 60, PENDING_FOR - 1).astype(np.int64)
    until = left_at(customers, history.until)[who]
    is_answered = happens(rng, count, planted("nps_answered").size) & (asked + delay < until)
    latent = (
        planted("nps_base").size
        + planted("nps_startup").size * is_startup
        + planted("nps_reopened").size * (reopened_at < asked)
        + planted("nps_noise").size * rng.standard_normal(count)
    )
    score = np.clip(np.round(latent), 0, 10).astype(np.int64)
    comment = say(rng, np.full(count, -1), (score - 7.5) / 3)
    status = np.select([is_answered, asked + PENDING_FOR > history.until], ["submitted", "pending"], "expired")
    yield {
        NpsEvents: rows.frame(
            NpsEvents,
            {
                "id": rows.numbered("nps_", np.arange(1, count + 1), 8),
                "customer_id": customers["id"].gather(who),
                "score": rows.where(score, is_answered),
                "status": pl.Series(status),
                "channel": rows.texts(CHANNELS).gather(choose(rng, count, [0.5, 0.3, 0.15, 0.05])),
                "tenant_id": customers["tenant_id"].gather(who),
                "survey_id": survey_ids(place, RECOMMENDATION),
                "comment": rows.where(comment, is_answered & happens(rng, count, 0.4)),
                "asked_at": rows.instants(asked),
                "answered_at": rows.where(rows.instants(asked + delay), is_answered),
                "updated_at": rows.instants(np.where(is_answered, asked + delay, asked)),
            },
        ).filter(pl.Series(asked < until))
    }


def _reopened(scene: Scene) -> pl.LazyFrame:
    """Customer (id) → when the first of their cases was reopened."""
    reopened = scene.table(CaseStateTransitions).filter(
        pl.col("from_state").is_in(["Resolved", "Closed"]) & ~pl.col("to_state").is_in(["Resolved", "Closed"])
    )
    cases = scene.table(Cases).select("case_id", id="customer_id").drop_nulls()
    return reopened.join(cases, on="case_id").group_by("id").agg(reopened_at=pl.col("occurred_at").min())


SUBJECT = Subject("nps", (NpsEvents,), create, after=("surveys", "customers"))
