"""What driver analysis answers: figures of the whole, and of each predictor."""

from __future__ import annotations

from dataclasses import dataclass, fields

FLOOR_ROWS, FLOOR_MENTIONS = 100, 30
"""What is published has at least so many rows, and so many that name a predictor."""

ROWS_PER_PREDICTOR = 10
"""Below so many rows for each predictor of the regression R² and weights are mostly made by chance: ten to twenty are
asked for (Harrell 2015, Regression Modeling Strategies, 2nd edition, section 4.4)."""

METHOD = (
    "Johnson's relative weights (Johnson 2000) and LMG (Lindeman, Merenda & Gold 1980; Grömping 2006) divide R² of an "
    "ordinary least squares regression; 95 % intervals are bias-corrected percentiles of a bootstrap of groups of rows "
    "(Efron 1981; Rao & Wu 1988); the noise baseline is a random predictor added to each draw (Tonidandel, LeBreton & "
    "Johnson 2009). All figures are associations and show no cause."
)


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % interval; None where it cannot be given."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def is_clear_of_zero(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


NONE = Interval(None)


@dataclass(frozen=True)
class Driver:
    """One predictor. Figures in points are in the outcome's unit, for one more unit of the predictor.

    mentions: rows where a 0/1 predictor is 1; None for any other. weight: Johnson's relative weight, a part of R².
    share: of R². lmg: the same by LMG. coefficient: standardised, all predictors together. correlation: with the
    outcome, alone. vif: None stands for infinite, where other predictors determine this one. rank: by weight, 1 first;
    rank_stability: share of draws with the same rank; top_3: share of draws in which it is among the first three.
    noise_weight: what a random predictor stays below in 95 % of draws; is_above_noise: the interval of the weight less
    that of a random predictor lies above zero. effect: points, adjusted for the other predictors and for strata.
    adjusted_impact: effect × share of rows that name it. leave_out_impact: mean of all rows less the mean of those that
    do not name it. outcome_with: mean outcome of the rows that name it. turned_strata, judged_strata: strata in which
    the sign of the association alone is the other one than in all rows, of those with enough rows.
    status: driver, not_above_noise, constant, below_floor, or too_many_predictors where there are fewer than
    ROWS_PER_PREDICTOR rows for each of them, so that none is called a driver. warnings: collinear, not_separable,
    simpson, impacts_disagree, few_groups.
    """

    name: str
    mentions: int | None
    weight: Interval
    share: float | None
    lmg: Interval
    coefficient: Interval
    correlation: Interval
    vif: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    rank_stability: float | None
    top_3: float | None
    noise_weight: float | None
    is_above_noise: bool
    effect: Interval
    adjusted_impact: Interval
    leave_out_impact: Interval
    outcome_with: Interval
    turned_strata: int
    judged_strata: int
    status: str
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class DriverAnalysis:
    """The whole: n rows, the mean outcome, R² with its interval, the predictors by rank, and how it was done.

    r_squared, adjusted_r_squared: None where no predictor is left to explain anything. draws, groups: of the bootstrap.
    why_no_lmg: empty where LMG is given. is_below_floor: fewer rows than FLOOR_ROWS.
    has_too_many_predictors: fewer than ROWS_PER_PREDICTOR rows for each predictor that varies; adjusted_r_squared, None
    where there are no more rows than predictors, says how little of R² is left then.
    """

    n: int
    outcome_mean: Interval
    r_squared: Interval
    adjusted_r_squared: float | None
    drivers: tuple[Driver, ...]
    draws: int
    groups: int
    strata: int
    why_no_lmg: str
    is_below_floor: bool
    has_too_many_predictors: bool = False
    method: str = METHOD

    def driver(self, name: str) -> Driver:
        """The one of that name. Raises KeyError."""
        found = {driver.name: driver for driver in self.drivers}
        return found[name]


def flat(driver: Driver) -> dict[str, object]:
    """A predictor as one row: an interval becomes three columns, x, x_low and x_high."""
    row: dict[str, object] = {}
    for field in fields(driver):
        value = getattr(driver, field.name)
        if isinstance(value, Interval):
            row |= {field.name: value.value, f"{field.name}_low": value.low, f"{field.name}_high": value.high}
        else:
            row[field.name] = list(value) if isinstance(value, tuple) else value
    return row
