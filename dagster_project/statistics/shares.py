"""Intervals of shares and of their differences."""

from __future__ import annotations

from math import sqrt

Z = 1.959963984540054


def wilson(successes: int, n: int) -> tuple[float, float, float] | None:
    """The share of n and its 95 % score interval (Wilson 1927, JASA 22:209), as the macro wilson_bound has it.

    None where n is 0.
    """
    if not n:
        return None
    share = successes / n
    middle, half = successes + Z * Z / 2, Z * sqrt(max(successes * (1 - share), 0.0) + Z * Z / 4)
    low, high = ((middle + side * half) / (n + Z * Z) for side in (-1, 1))
    return share, min(share, max(0.0, low)), max(share, min(1.0, high))


def newcombe(
    p: float, low: float | None, high: float | None, q: float, q_low: float | None, q_high: float | None
) -> tuple[float, float] | None:
    """The 95 % interval of p − q from those of both (Newcombe 1998, Statistics in Medicine 17:873, method 10)."""
    if low is None or high is None or q_low is None or q_high is None:
        return None
    difference = p - q
    return (
        difference - ((p - low) ** 2 + (q_high - q) ** 2) ** 0.5,
        difference + ((high - p) ** 2 + (q - q_low) ** 2) ** 0.5,
    )
