"""Isotonic regression in plain Python: adjacent violators are pooled one after the other (Ayer et al. 1955)."""

from __future__ import annotations


def never_rising(rates: list[float], weights: list[float]) -> list[float]:
    """The weighted least squares fit to rates that does not rise from left to right, one value per rate."""
    pools: list[tuple[float, float, int]] = []
    for rate, weight in zip(rates, weights, strict=True):
        pools.append((rate, weight, 1))
        while len(pools) > 1 and pools[-2][0] < pools[-1][0]:
            (rate2, weight2, n2), (rate1, weight1, n1) = pools.pop(), pools.pop()
            total = weight1 + weight2
            pools.append(((rate1 * weight1 + rate2 * weight2) / total, total, n1 + n2))
    return [rate for rate, _, n in pools for _ in range(n)]
