"""What is said on each case: messages, notes and automated steps, in order, with their tone and effort."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.cycles import AGENT, BOT, CUSTOMER, SYSTEM, WAIT
from dagster_project.connectors.demo_company.draws import happens, portion, spread
from dagster_project.connectors.demo_company.escalations import TEAMS, Escalations
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.phrases import PhraseBook, Role
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.policies import FIRST_RESPONSE_SECONDS
from dagster_project.connectors.demo_company.product import THEME_OF_COMPONENT, THEMES
from dagster_project.connectors.demo_company.surveys import lateness
from dagster_project.connectors.demo_company.timeline import Events, Timeline
from data_contracts.support.timeline import CaseInteractions
from data_contracts.vocabulary import ACTOR_KINDS, CHANNELS

KIND_OF_ROLE = {
    Role.NOTE: "note", Role.PRIVATE_OPENING: "note", Role.ACTION: "action", Role.CONFIRMATION: "confirmation",
    Role.DIAGNOSTICS: "automation_step",
}  # fmt: skip
"""What is not named here is a message."""
AUTHOR_OF_ROLE = {
    Role.OPENING: CUSTOMER, Role.ANSWER: CUSTOMER, Role.CHASER: CUSTOMER, Role.CONFIRMATION: CUSTOMER,
    Role.REOPENING: CUSTOMER, Role.ACKNOWLEDGEMENT: BOT, Role.DIAGNOSTICS: SYSTEM,
}  # fmt: skip
"""Who is not named here is an agent."""
PRIVATE_ROLES = (Role.NOTE, Role.PRIVATE_OPENING, Role.ACTION, Role.DIAGNOSTICS)

SHARE_ACKNOWLEDGED = 0.2
SHARE_DIAGNOSED = 0.05
SHARE_CHASED = 0.12
SHARE_FOLLOWED_UP = 0.72
SHARE_NOTED, SHARE_ACTED = 0.18, 0.06
SHARE_CONFIRMED_IN_WRITING = 0.7
MOST_UPDATES = 5

TONE_OF_ROLE = {
    Role.OPENING: -0.12, Role.ANSWER: 0.05, Role.CHASER: -0.35, Role.CONFIRMATION: 0.5, Role.REOPENING: -0.5,
}  # fmt: skip
TONE_OF_THEME = {"ingestion_delays": "tone_ingestion", "login": "tone_login", "docs_questions": "tone_docs"}
"""Planted effects on the tone, by theme."""
TONE_SPREAD = 0.3
SHARE_SCORED = 0.85
MEDIAN_HANDLING_SECONDS = {
    Role.FIRST_REPLY: 480, Role.QUESTION: 300, Role.FOLLOW_UP: 260, Role.UPDATE: 150, Role.RESOLUTION: 540,
    Role.NOTE: 120, Role.PRIVATE_OPENING: 180, Role.ACTION: 900, Role.CHASED_REPLY: 200,
}  # fmt: skip


def interaction_events(block: Block, escalations: Escalations) -> Events:
    """All interactions of a block, in order; column `role`."""
    rng, life, openings = block.rng, block.life, block.openings
    timeline = Timeline(block.endings, block.world.history.start)
    count, everyone, opened = len(openings), np.arange(len(openings)), openings.opened
    first = life.first_cycle

    def said(role: Role, case: np.ndarray, at: np.ndarray) -> None:
        timeline.add(case, at, rank=role.value, role=role.value, agent=block.agent_at(case, at))

    def some(share: float, at: np.ndarray) -> np.ndarray:
        return np.where(happens(rng, at.size, share), at, NEVER)

    said(Role.PRIVATE_OPENING, everyone, np.where(openings.is_private, opened, NEVER))
    said(Role.OPENING, everyone, life.asked)
    said(Role.ACKNOWLEDGEMENT, everyone, some(SHARE_ACKNOWLEDGED, life.asked + rng.integers(5, 60, count)))
    said(Role.DIAGNOSTICS, everyone, some(SHARE_DIAGNOSED, opened + rng.integers(30, 600, count)))
    said(Role.FIRST_REPLY, everyone, life.first_reply)

    span = np.maximum(np.minimum(first.resolved, opened + 60 * DAY) - first.started, 0)
    for role, share in ((Role.NOTE, SHARE_NOTED), (Role.ACTION, SHARE_ACTED)):
        at = first.started + 10 + portion(rng, span, 0.02, 0.95)
        said(role, everyone, some(share, np.where(at < first.resolved, at, NEVER)))

    for cycle in life.cycles:
        replied = life.first_reply[cycle.case]
        until = cycle.resolved
        for pause in reversed(cycle.pauses):
            is_wait = pause.state == WAIT
            asked = np.where(is_wait & (pause.left != replied), pause.left, NEVER)
            said(Role.QUESTION, cycle.case, asked)
            answered = np.where(is_wait, pause.back, NEVER)
            said(Role.ANSWER, cycle.case, answered)
            followed = _replied(block, cycle.case, answered)
            said(Role.FOLLOW_UP, cycle.case, some(SHARE_FOLLOWED_UP, np.where(followed < until, followed, NEVER)))
            until = np.where(pause.left < NEVER, pause.left, until)
        said(Role.RESOLUTION, cycle.case, np.where(replied < cycle.resolved, cycle.resolved, NEVER))
        is_confirmed = (cycle.closed_by != SYSTEM) & (cycle.resolved < cycle.closed) & (cycle.closed < NEVER)
        # Where an agent closes the case, the customer had confirmed some minutes before.
        before = np.where(cycle.closed_by == AGENT, rng.integers(60, 900, cycle.case.size), 0)
        confirmed = np.where(is_confirmed, cycle.closed - before, NEVER)
        said(Role.CONFIRMATION, cycle.case, some(SHARE_CONFIRMED_IN_WRITING, confirmed))
    for cycle in life.cycles[1:]:
        said(Role.REOPENING, cycle.case, cycle.started)

    work = np.maximum(first.resolved - first.work_from, 0)
    chased = first.work_from + 300 + portion(rng, work, 0.15, 0.6)
    chased = some(SHARE_CHASED, np.where((chased < first.resolved) & (life.first_reply < NEVER), chased, NEVER))
    said(Role.CHASER, everyone, chased)
    answered = _replied(block, everyone, chased)
    said(Role.CHASED_REPLY, everyone, np.where(answered < first.resolved, answered, NEVER))

    # Updates keep to the agreed cadence most of the time.
    which = np.flatnonzero(escalations.cadence > 0)
    at, seconds = escalations.escalated[which], 60 * escalations.cadence[which]
    until = np.minimum(escalations.ended[which], first.resolved[which])
    is_slow = escalations.team[which] == TEAMS.index("Ecosystem")
    rest = 0.7 * seconds * np.where(is_slow, planted("ecosystem_late_updates").size, 1.0)
    for _ in range(MOST_UPDATES):
        at = at + np.maximum(spread(rng, which.size, rest, 0.4), 60).astype(np.int64)
        said(Role.UPDATE, which, np.where(at < until, at, NEVER))
    return timeline.finish()


def _replied(block: Block, case: np.ndarray, asked: np.ndarray) -> np.ndarray:
    """When an agent replies to a customer's further message: sooner than to the first one, at the same pace."""
    priority = block.openings.priority[case]
    share = spread(block.rng, case.size, 0.22, 0.85) * block.desk.reply_pace[case]
    delay = np.maximum(share * FIRST_RESPONSE_SECONDS[priority], 60).astype(np.int64)
    replied = block.world.clock.add(asked, delay, block.openings.zone[case], priority == 3)
    return np.where(asked < NEVER, replied, NEVER)


def interaction_rows(block: Block, events: Events, book: PhraseBook) -> pl.DataFrame:
    """The events as rows of case_interactions."""
    rng, count, role = block.rng, len(events), events["role"]
    author = np.array([AUTHOR_OF_ROLE.get(r, AGENT) for r in Role])[role]
    is_customer = author == CUSTOMER
    tone = _tone(block, events)
    is_public = np.array([r not in PRIVATE_ROLES for r in Role])[role]
    handling = np.array([MEDIAN_HANDLING_SECONDS.get(r, 0) for r in Role])[role]
    seconds = np.minimum(spread(rng, count, handling, 0.7), 4 * HOUR).astype(np.int64)
    kinds = rows.texts(tuple(KIND_OF_ROLE.get(r, "message") for r in Role))
    return rows.frame(
        CaseInteractions,
        {
            "interaction_id": events.ids("I", block.openings.case_ids),
            **block.case_columns(events.case),
            "author_id": block.actor_ids(events.case, author, events["agent"]),
            "kind": kinds.gather(role),
            "author_kind": rows.texts(ACTOR_KINDS).gather(author),
            "channel": rows.where(rows.texts(CHANNELS).gather(block.openings.channel[events.case]), is_public),
            "body": book.write(
                rng, role, block.openings.component[events.case], block.openings.subject[events.case], tone
            ),
            "sentiment_score": rows.where(tone, is_customer & happens(rng, count, SHARE_SCORED)),
            "handling_seconds": rows.where(seconds, handling > 0),
            "is_public": is_public,
            "occurred_at": rows.instants(events.at),
        },
    )


def _tone(block: Block, events: Events) -> np.ndarray:
    """Tone of each interaction from -1 to 1; it means something for customers' messages only."""
    case, role = events.case, events["role"]
    theme = THEME_OF_COMPONENT[block.openings.component[case]]
    of_theme = np.zeros(len(THEMES))
    for name, effect in TONE_OF_THEME.items():
        of_theme[THEMES.index(name)] = planted(effect).size
    tone = np.array([TONE_OF_ROLE.get(r, 0.0) for r in Role])[role] + of_theme[theme]
    tone += np.where(role == Role.OPENING.value, 0.0, planted("tone_slow_reply").size * lateness(block.life)[case])
    tone += TONE_SPREAD * block.rng.standard_normal(len(events))
    return np.round(np.clip(tone, -1.0, 1.0), 3)
