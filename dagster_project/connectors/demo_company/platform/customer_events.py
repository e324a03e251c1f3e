"""What customers said, as one stream: tickets, answers to surveys, chats, reviews and mentions, and their topics.

Tickets and answers after a case repeat what the desk's own tables hold. The others are said by customers at any time;
an answer to the product survey names up to three topics, each of which moves its score by what is planted. Of the
topics of each text, which the simulation knows, most are assigned, and most of those rightly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Ints, Random, choose, happens, within
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.customers import left_at
from dagster_project.connectors.demo_company.platform.surveys import PRODUCT, SUPPORT, survey_ids
from dagster_project.connectors.demo_company.platform.taxonomy import topic_ids
from dagster_project.connectors.demo_company.product import COMPONENT_NAMES, THEME_OF_COMPONENT, THEMES
from dagster_project.connectors.demo_company.product_scores import product_score_moves
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.sayings import say
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts import Contract
from data_contracts.platform.customer_events import CustomerEvents
from data_contracts.platform.customers import Customers
from data_contracts.platform.taxonomy import TopicAssignments
from data_contracts.support.cases import Cases
from data_contracts.support.timeline import CaseInteractions, SatisfactionSurveys

ROWS_PER_PART = 200_000
TOPIC_WEIGHTS = np.array([0.14, 0.12, 0.12, 0.16, 0.1, 0.13, 0.13, 0.1])
"""How often each theme is what a customer talks about."""

# kind, channel, events for each case, whether it gives a score
SPOKEN = (
    ("intercom_chat", "chat", 0.4, False),
    ("app_store_review", "app", 0.15, True),
    ("tweet_mention", "social", 0.1, False),
)
PRODUCT_ANSWERS_PER_CASE = 0.9
MOST_TOPICS = 3
EMERGING_DAYS = 28
NEW = -2
"""What is said of a subject that no topic knows yet."""


@dataclass(frozen=True)
class Texts:
    """Events, in the contract's columns, and for each the topics that it is about, as a row of flags."""

    frame: pl.DataFrame
    topics: np.ndarray


def create(scene: Scene) -> Iterator[Tables]:
    """Events and assignments, part by part."""
    for texts in (*_tickets(scene), *_answers_after_cases(scene), *_product_answers(scene), *_spoken(scene)):
        given = happens(scene.rng, texts.frame.height, planted("sentiment_given").size)
        events = texts.frame.with_columns(
            sentiment_score=rows.where(texts.frame["sentiment_score"].round(3), given),
            updated_at=pl.col("occurred_at"),
        )
        yield {CustomerEvents: rows.frame(CustomerEvents, dict(zip(events.columns, events.get_columns(), strict=True))),
               TopicAssignments: _assignments(scene.rng, events, texts.topics)}  # fmt: skip


def _tickets(scene: Scene) -> Iterator[Texts]:
    """Every case that a customer opened, in the words of its first message."""
    opening = (
        scene.table(CaseInteractions)
        .filter((pl.col("author_kind") == "customer") & (pl.col("kind") == "message") & pl.col("is_public"))
        .sort("occurred_at", "interaction_id")
        .group_by("case_id", maintain_order=True)
        .agg(pl.col("body").first(), pl.col("sentiment_score").first())
    )
    components = pl.DataFrame({"component": COMPONENT_NAMES, "topic": THEME_OF_COMPONENT}).lazy()
    cases = scene.table(Cases).filter(~pl.col("is_created_privately"))
    found = cases.join(opening, on="case_id").join(components, on="component").sort("case_id").collect()
    for part in found.iter_slices(ROWS_PER_PART):
        frame = part.select(
            id=pl.lit("evt_T") + pl.col("case_id"),
            tenant_id="tenant_id",
            event_type=pl.lit("support_ticket"),
            sentiment_score="sentiment_score",
            summary="body",
            customer_id="customer_id",
            channel="channel",
            case_id="case_id",
            occurred_at="opened_at",
        )
        yield Texts(frame, _flags(part["topic"].to_numpy()))


def _answers_after_cases(scene: Scene) -> Iterator[Texts]:
    """Answers to the survey after a case; the tone follows the score, and no topic is told but by the comment."""
    tenants = _places_of_tenants(scene)
    answers = scene.table(SatisfactionSurveys).filter(pl.col("score").is_not_null())
    found = answers.join(tenants, on="tenant_id").sort("survey_response_id").collect()
    for part in found.iter_slices(ROWS_PER_PART):
        noise = 0.2 * scene.rng.standard_normal(part.height)
        frame = part.select(
            id=pl.lit("evt_A") + pl.col("survey_response_id"),
            tenant_id="tenant_id",
            event_type=pl.lit("survey_response"),
            sentiment_score=((pl.col("score") - 3) * 0.38 + pl.Series(noise)).clip(-1, 1),
            summary="comment",
            customer_id="customer_id",
            channel="channel",
            case_id="case_id",
            survey_id=survey_ids(part["place"].to_numpy(), SUPPORT),
            response_id="survey_response_id",
            csat_score="score",
            occurred_at="answered_at",
        )
        yield Texts(frame, np.zeros((part.height, len(THEMES)), dtype=bool))


def _product_answers(scene: Scene) -> Iterator[Texts]:
    """Answers to the product survey of the tenants that ask: up to three topics, and a score that they move."""
    rng, company = scene.rng, scene.world.company
    asking = company.weight >= np.median(company.weight)
    moves = product_score_moves()
    for first, who in _speakers(scene, int(scene.world.cases * PRODUCT_ANSWERS_PER_CASE), asking):
        count = who.height
        wanted = choose(rng, count, [0.15, 0.5, 0.25, 0.1])
        drawn = np.stack([choose(rng, count, TOPIC_WEIGHTS) for _ in range(MOST_TOPICS)], axis=1)
        topics = np.zeros((count, len(THEMES)), dtype=bool)
        for place in range(MOST_TOPICS):
            rows_with = np.flatnonzero(wanted > place)
            topics[rows_with, drawn[rows_with, place]] = True
        latent = planted("product_score_base").size + topics @ moves
        score = np.clip(np.round(latent + planted("product_score_noise").size * rng.standard_normal(count)), 1, 5)
        tone = np.clip((score - 3) * 0.4 + 0.2 * rng.standard_normal(count), -1, 1)
        said = [say(rng, np.where(wanted > place, drawn[:, place], -1), tone) for place in range(MOST_TOPICS)]
        text = said[0]
        for place in (1, 2):
            more = rows.joined(text, " ", said[place])
            text = more.zip_with(pl.Series(wanted > place), text)
        frame = who.with_columns(
            id=rows.numbered("evt_P", np.arange(first + 1, first + count + 1), 8),
            event_type=pl.lit("survey_response"),
            sentiment_score=pl.Series(tone),
            summary=text,
            channel=pl.lit("web"),
            survey_id=survey_ids(who["place"].to_numpy(), PRODUCT),
            response_id=rows.numbered("res_", np.arange(first + 1, first + count + 1), 8),
            csat_score=pl.Series(score.astype(np.int64)),
        )
        yield Texts(frame.drop("place"), topics)


def _spoken(scene: Scene) -> Iterator[Texts]:
    """Chats, reviews and mentions: one topic each, or none, or lately one that is in no taxonomy."""
    rng = scene.rng
    for place, (kind, channel, per_case, is_scored) in enumerate(SPOKEN):
        for first, who in _speakers(scene, int(scene.world.cases * per_case), None):
            count = who.height
            topic = np.where(happens(rng, count, 0.2), -1, choose(rng, count, TOPIC_WEIGHTS))
            # By number and not by chance, so that nothing else that is drawn here changes.
            is_recent = who["occurred_at"].dt.epoch("s").to_numpy() >= scene.world.history.until - EMERGING_DAYS * DAY
            numbers = np.arange(first, first + count)
            topic = np.where(is_recent & (numbers % 20 < 20 * planted("emerging_said").size), NEW, topic)
            base = product_score_moves()
            tone = np.clip(
                0.15 + np.where(topic < 0, 0.1, 0.4 * base[topic]) + 0.45 * rng.standard_normal(count), -1, 1
            )
            stars = np.clip(np.round(3 + 2 * tone), 1, 5).astype(np.int64)
            frame = who.with_columns(
                id=rows.numbered(f"evt_{'CRM'[place]}", np.arange(first + 1, first + count + 1), 8),
                event_type=pl.lit(kind),
                sentiment_score=pl.Series(tone),
                summary=say(rng, topic, tone),
                channel=pl.lit(channel),
                csat_score=rows.where(stars, np.full(count, is_scored)),
            )
            yield Texts(frame.drop("place"), _flags(topic))


def _speakers(scene: Scene, count: int, tenants: np.ndarray | None) -> Iterator[tuple[int, pl.DataFrame]]:
    """So many customers and moments, in parts: number of those before, and tenant_id, customer_id, place, occurred_at.

    tenants: which tenants' customers speak, by place; None for all. Nobody speaks before they were first seen
    or after they left.
    """
    rng, history = scene.rng, scene.world.history
    customers = scene.table(Customers).join(_places_of_tenants(scene), on="tenant_id").sort("id").collect()
    if tenants is not None:
        customers = customers.filter(pl.Series(tenants[customers["place"].to_numpy()]))
    seen = customers["created_at"].dt.epoch("s").to_numpy()
    until = left_at(customers, history.until - DAY // 2)
    for first in range(0, count, ROWS_PER_PART):
        size = min(ROWS_PER_PART, count - first)
        who = within(rng, np.full(size, customers.height))
        since = np.maximum(seen[who], history.start)
        # More and more speak, as more and more open cases.
        at = since + ((until[who] - since) * rng.random(size) ** 0.8).astype(np.int64)
        yield (
            first,
            customers[who].select(
                "tenant_id", pl.col("id").alias("customer_id"), "place", rows.instants(at).alias("occurred_at")
            ),
        )


def _places_of_tenants(scene: Scene) -> pl.LazyFrame:
    return pl.LazyFrame({"tenant_id": scene.world.company.ids}).with_row_index("place")


def _flags(topic: Ints) -> np.ndarray:
    return topic[:, None] == np.arange(len(THEMES))


def _assignments(rng: Random, events: pl.DataFrame, topics: np.ndarray) -> pl.DataFrame:
    """Most topics of each text, some of them mistaken for another."""
    event, topic = np.nonzero(topics)
    kept = happens(rng, event.size, planted("topics_assigned").size)
    event, topic = event[kept], topic[kept]
    wrong = ~happens(rng, event.size, planted("topics_right").size)
    taken = np.where(wrong, (topic + 1 + within(rng, np.full(event.size, len(THEMES) - 1))) % len(THEMES), topic)
    score = np.where(wrong, 0.5 + 0.3 * rng.random(event.size), 0.6 + 0.39 * rng.random(event.size))
    assigned = pl.DataFrame(
        {
            "topic_id": rows.texts(topic_ids()).gather(taken),
            "entity_id": events["id"].gather(event),
            "score": pl.Series(score).round(2),
            "assigned_at": events["occurred_at"].gather(event),
        }
    ).unique(["topic_id", "entity_id"], keep="first", maintain_order=True)
    return rows.frame(TopicAssignments, {name: assigned[name] for name in assigned.columns})


MADE: tuple[type[Contract], ...] = (CustomerEvents, TopicAssignments)
SUBJECT = Subject("customer_events", MADE, create, after=("surveys", "customers"))
