"""The effect of a fix on a weekly series: against accounts that did not get it, or against what was before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.outcomes.regression import Floats, least_squares, t_quantile

DIFFERENCES = "difference-in-differences"
INTERRUPTED = "interrupted time series"


@dataclass(frozen=True)
class Effect:
    """The change that goes with a fix, in the series' own unit a week, and its 95 % interval."""

    value: float
    low: float
    high: float
    weeks_before: int
    weeks_after: int
    method: str

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval lies on one side of 0."""
        return self.low > 0 or self.high < 0


def difference_in_differences(treated: Floats, comparison: Floats, weeks_before: int) -> Effect:
    """What treated accounts changed by beyond the others: (after − before, treated) − (after − before, others).

    treated, comparison: weekly means of the same weeks, `weeks_before` of them before the fix. The estimate is the one
    of Card and Krueger 1994 (American Economic Review 84:772); with two groups and many weeks its error is that of the
    weekly differences, regressed on whether the fix is there (regression.py; Bertrand, Duflo and Mullainathan
    2004, QJE 119:249, say why neighbours in time must not count as independent; Donald and Lang 2007, Review of
    Economics and Statistics 89:221, why accounts of one group must not). Holds where both groups would have moved in
    parallel; see checks.py. Raises ValueError where there are fewer than two weeks on a side.
    """
    return _step(treated - comparison, weeks_before, has_trend=False, method=DIFFERENCES)


def interrupted_series(series: Floats, weeks_before: int) -> Effect:
    """The step at the fix in one series, beyond a straight trend through all weeks.

    Method: segmented regression (Wagner, Soumerai, Zhang and Ross-Degnan 2002, Journal of Clinical Pharmacy and
    Therapeutics 27:299) with one slope, errors as above. There is no comparison: whatever else happened at
    the same time is in it. Raises ValueError where there are fewer than two weeks on a side.
    """
    return _step(series, weeks_before, has_trend=True, method=INTERRUPTED)


def _step(series: Floats, weeks_before: int, *, has_trend: bool, method: str) -> Effect:
    weeks_after = series.size - weeks_before
    if min(weeks_before, weeks_after) < 2:
        raise ValueError(f"{weeks_before} weeks before and {weeks_after} after the fix; two are needed on each side")
    week = np.arange(series.size, dtype=np.float64)
    columns = [np.ones(series.size), (week >= weeks_before).astype(np.float64)]
    if has_trend:
        columns.append(week - week.mean())
    fit = least_squares(series, np.column_stack(columns))
    value, margin = fit.coefficients[1], t_quantile(fit.freedom) * fit.standard_errors[1]
    return Effect(float(value), float(value - margin), float(value + margin), weeks_before, weeks_after, method)
