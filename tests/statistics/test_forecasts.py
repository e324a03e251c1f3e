"""Skill and concordance with intervals over customers."""

from __future__ import annotations

import numpy as np
import pytest

from dagster_project.statistics.forecasts import foretelling


def looks(customers: int, per_customer: int, signal: float):
    """Looks at customers who all have one outcome each; the probability follows it as far as signal says."""
    random = np.random.default_rng(7)
    left = np.arange(customers) % 4 == 0
    chance = random.uniform(size=customers)
    score = np.round(signal * left + (1 - signal) * chance, 2)
    customer = np.repeat(np.arange(customers), per_customer)
    return np.clip(score, 0.01, 0.99)[customer], left[customer], customer


def test_concordance_counts_pairs_and_ties_half():
    happened = np.array([True, True, False, False])
    found = foretelling(
        np.array([0.9, 0.5, 0.5, 0.1]), np.full(4, 0.5), np.array([0.1, 0.2, 0.3, 0.4]), happened, np.arange(4)
    )
    assert found.concordance.value == pytest.approx(3.5 / 4)
    assert found.rival.value == 0
    assert found.skill.value == pytest.approx(1 - (0.01 + 0.25 + 0.25 + 0.01) / 1)
    assert found.concordance.low is None, "four customers say nothing of how sure it is"


def test_many_looks_at_a_customer_make_nothing_surer():
    def width(per_customer: int) -> float:
        score, left, customer = looks(120, per_customer, 0.2)
        found = foretelling(score, np.full(len(score), 0.25), np.zeros(len(score)), left, customer)
        return found.concordance.high - found.concordance.low

    assert width(6) == pytest.approx(width(1), rel=0.01)


def test_a_clear_signal_is_told_from_chance_and_noise_is_not():
    score, left, customer = looks(200, 2, 0.5)
    clear = foretelling(score, np.full(len(score), 0.25), np.zeros(len(score)), left, customer)
    assert clear.concordance.low > 0.5
    assert clear.difference.low > 0
    score, left, customer = looks(200, 2, 0.0)
    noise = foretelling(score, np.full(len(score), 0.25), np.zeros(len(score)), left, customer)
    assert noise.concordance.low < 0.5 < noise.concordance.high


def test_without_an_event_there_is_nothing_to_judge():
    assert foretelling(np.ones(3), np.ones(3), np.ones(3), np.zeros(3, dtype=bool), np.arange(3)) is None
