"""Agreement of two judges past what chance gives."""

from __future__ import annotations

from math import sqrt

from dagster_project.statistics.shares import Z


def kappa(first: int, second: int, both: int, n: int) -> tuple[float, float, float] | None:
    """Cohen's kappa (1960) of two judges who say yes to `first` and `second` of n, to `both` together; 95 % interval.

    The standard error is that of Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72:323, for large samples;
    the interval ends at -1 and 1, and has no width where the judges never differ, or always. None where one of them
    says the same of all, which is no judgement.
    """
    if not n or {first, second} & {0, n}:
        return None
    yes, no = both / n, (n - first - second + both) / n
    p, q = first / n, second / n
    agreed, chance = yes + no, p * q + (1 - p) * (1 - q)
    value = (agreed - chance) / (1 - chance)
    alike = sum(cell * (1 - chance - rims * (1 - agreed)) ** 2 for cell, rims in ((yes, p + q), (no, 2 - p - q)))
    apart = (1 - agreed) ** 2 * ((p - yes) * (q + 1 - p) ** 2 + (q - yes) * (p + 1 - q) ** 2)
    variance = (alike + apart - (agreed * chance - 2 * chance + agreed) ** 2) / (n * (1 - chance) ** 4)
    half = Z * sqrt(max(variance, 0.0))
    return value, max(-1.0, value - half), min(1.0, value + half)
