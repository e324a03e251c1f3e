"""Satisfaction surveys: sent an hour after the first closing, answered by some, scored by what the case was like."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.block import Block
from dagster_project.connectors.demo_company.cycles import CLOSED
from dagster_project.connectors.demo_company.draws import Floats, Ints, happens, spread, within
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER
from dagster_project.connectors.demo_company.lifecycle import Life
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import THEME_OF_COMPONENT, THEMES
from dagster_project.connectors.demo_company.timeline import Events
from data_contracts.support.timeline import SatisfactionSurveys
from data_contracts.vocabulary import CHANNELS

SHARE_SENT, SHARE_ANSWERED, SHARE_COMMENTED = 0.8, 0.35, 0.45
ANSWERED_WITHIN = 14 * DAY

COMMENTS = (
    ("It took very long until anybody answered.", "Waited far too long for a first reply."),
    ("Closed although it was not solved; we had to ask again.", "The same problem came back twice."),
    ("We were asked for the same logs again and again.", "Most of the time the ball was in our court."),
    ("Had to explain everything again to a second team.", "Passed from one team to the next."),
    ("Not what we expect.", "The product should not break like this."),
    ("All right.", "Solved in the end."),
    ("Quick and friendly.", "Excellent support, thank you!"),
)
"""Slow reply, reopened, waited, handed over, other complaints, neutral, praise: two comments each."""
OTHER, NEUTRAL, PRAISE = 4, 5, 6


def lateness(life: Life) -> Floats:
    """Doublings of 1 + (time to the first reply / its target) of each case: 0 at once, 1 at the target, 3 at most."""
    return np.minimum(np.log2(1 + life.reply_share), 3.0)


def survey_rows(block: Block, states: Events) -> pl.DataFrame:
    """The surveys of a block as they stand at the end of the history."""
    rng, openings, endings = block.rng, block.openings, block.endings
    closings = states.only(states["to"] == CLOSED)
    closings = closings.only(closings.is_first & happens(rng, len(closings), SHARE_SENT))
    sent = closings.at + HOUR
    sent_before_end = sent < endings.ends[closings.case]
    case, sent = closings.case[sent_before_end], sent[sent_before_end]
    delay = np.clip(spread(rng, case.size, 18 * HOUR, 1.1), 120, ANSWERED_WITHIN).astype(np.int64)
    had_reopened = endings.shifted(case, block.life.reopened[case]) < sent
    share_answered = SHARE_ANSWERED + planted("answered_reopened").size * had_reopened
    answered = np.where(happens(rng, case.size, share_answered), sent + delay, NEVER)
    is_answered = answered < endings.ends[case]
    causes = _causes(block, case, answered)
    theme = THEME_OF_COMPONENT[openings.component[case]]
    latent = planted("score_base").size + causes.sum(axis=0)
    for name, effect in (("ingestion_delays", "score_ingestion"), ("billing_limits", "score_billing")):
        latent += np.where(theme == THEMES.index(name), planted(effect).size, 0.0)
    latent += planted("score_noise").size * rng.standard_normal(case.size)
    score = np.clip(np.round(latent), 1, 5).astype(np.int64)
    has_comment = is_answered & happens(rng, case.size, SHARE_COMMENTED)
    customer = openings.customer[case]
    return rows.frame(
        SatisfactionSurveys,
        {
            "survey_response_id": rows.joined(openings.case_ids.gather(case), "-V001"),
            **block.case_columns(case),
            "customer_id": rows.pick(block.world.people.customer_ids, customer),
            "channel": rows.texts(CHANNELS).gather(openings.channel[case]),
            "comment": rows.where(_comments(block, score, causes), has_comment),
            "score": rows.where(score, is_answered),
            "sent_at": rows.instants(sent),
            "answered_at": rows.instants(answered, endings.ends[case]),
            "updated_at": rows.instants(np.where(is_answered, answered, sent)),
        },
    )


def _causes(block: Block, case: Ints, answered: Ints) -> Floats:
    """Points that each cause takes from a score (shape: 4 × surveys), in the order of the first four COMMENTS."""
    life, endings = block.life, block.endings
    reopened = endings.shifted(case, life.reopened[case]) < answered
    waited = np.minimum(life.first_cycle.waited[case] / DAY, 7.0)
    handovers = (life.handover_at[case] < NEVER).sum(axis=1)
    return np.stack(
        [
            planted("score_slow_reply").size * lateness(life)[case],
            planted("score_reopened").size * reopened,
            planted("score_waited").size * waited,
            planted("score_handover").size * handovers,
        ]
    )


def _comments(block: Block, score: Ints, causes: Floats) -> pl.Series:
    """What is said beside a score: a bad one names what weighed most, if anything weighed much."""
    worst = np.where(causes.min(axis=0, initial=0.0) < -0.35, causes.argmin(axis=0), OTHER)
    kind = np.select([score >= 5, score == 4], [PRAISE, NEUTRAL], worst)
    words = rows.texts(tuple(comment for pair in COMMENTS for comment in pair))
    return words.gather(kind * 2 + within(block.rng, np.full(score.size, 2)))
