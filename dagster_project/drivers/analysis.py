"""Driver analysis of moments: everything that is told of an outcome and its predictors, by one function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dagster_project.drivers import moments, noise, strata
from dagster_project.drivers.importance import MOST_FOR_LMG, Regression, coefficients, lmg_shares
from dagster_project.drivers.moments import Floats
from dagster_project.drivers.resampling import DRAWS, FEW_GROUPS, group_counts, interval
from dagster_project.drivers.result import (
    FLOOR_MENTIONS,
    FLOOR_ROWS,
    NONE,
    ROWS_PER_PREDICTOR,
    Driver,
    DriverAnalysis,
    Interval,
)

COLLINEAR = 10.0
"""A variance inflation factor above this is told (Marquardt 1970, Technometrics 12:591)."""

LMG_DRAWS = 200


@dataclass(frozen=True)
class Question:
    """What is analysed. names: the predictors. is_mention: which of them are 0 or 1.

    origin, scale: the outcome was counted as (value - origin) / scale, and likewise each predictor (outcome first), so
    that sums of large numbers keep their digits; 0 and 1 where values were counted as they are. A predictor that is 0
    or 1 is to be counted as it is. leaves_out_rare: a predictor that is 1 in fewer than floor_mentions rows is no part
    of the regression, and of the ranks.
    """

    names: Sequence[str]
    is_mention: Sequence[bool]
    origin: Floats | None = None
    scale: Floats | None = None
    draws: int = DRAWS
    lmg_draws: int = LMG_DRAWS
    floor_rows: int = FLOOR_ROWS
    floor_mentions: int = FLOOR_MENTIONS
    leaves_out_rare: bool = False


@dataclass
class Fit:
    """What moments give, of all rows (no axis before) or of each draw; predictors as in `kept`.

    by_stratum: strata × … × numbers. control: the place of each stratum's control group; what differs between those
    is taken out of everything but means.
    """

    by_stratum: Floats
    control: npt.NDArray[np.int64]
    kept: npt.NDArray[np.int64]
    correlations: Floats = field(init=False)
    regression: Regression = field(init=False)

    def __post_init__(self) -> None:
        self.total = self.by_stratum.sum(axis=0)
        self.n, sums, _ = moments.split(self.total)
        self.means = sums / np.maximum(self.n, 1e-300)[..., None]
        self.products = moments.within(
            np.stack([self.by_stratum[self.control == place].sum(axis=0) for place in np.unique(self.control)])
        )
        both, _ = moments.correlations(self.products)
        self.correlations = both[..., [0, *(self.kept + 1)], :][..., :, [0, *(self.kept + 1)]]
        self.r_xx, self.r_xy = self.correlations[..., 1:, 1:], self.correlations[..., 1:, 0]
        self.regression = Regression(self.r_xx, self.r_xy)

    def effects(self) -> Floats:
        """Points per unit of each predictor, adjusted for the others and for strata, in counted units."""
        products = moments.within(self.by_stratum)
        both, varies = moments.correlations(products)
        places = self.kept + 1
        r_xx, r_xy = both[..., places, :][..., :, places], both[..., places, 0]
        beta = coefficients(r_xx, r_xy)
        spread = np.sqrt(np.maximum(np.diagonal(products, axis1=-2, axis2=-1), 0))
        known = varies[..., places]
        return np.where(known, beta * spread[..., :1] / np.where(known, spread[..., places], 1), 0)

    def mention_means(self) -> tuple[Floats, Floats, Floats]:
        """Share of rows that name each predictor; mean outcome of those that do, and of those that do not."""
        n, sums, products = moments.split(self.total)
        named, of_named = sums[..., self.kept + 1], products[..., 0, :][..., self.kept + 1]
        with np.errstate(invalid="ignore", divide="ignore"):
            share = named / n[..., None]
            return share, of_named / named, (sums[..., :1] - of_named) / (n[..., None] - named)


def analyse(counted: Floats, question: Question, control: npt.NDArray[np.int64] | None = None) -> DriverAnalysis:
    """Analyse an outcome. counted: moments (strata × groups × numbers), see moments.py.

    control: for each stratum the place of the group that it belongs to, where groups are of different level by nature
    (tickets and reviews, say): R², weights, coefficients and correlations are then those within groups. None for none.
    Sources of the methods: result.METHOD, and the functions of importance.py. n is the number of rows counted.
    Raises ValueError where the moments are not those of an outcome and the named predictors.
    """
    variables = moments.variables_of(counted.shape[-1])
    if variables != len(question.names) + 1:
        raise ValueError(f"moments of {variables - 1} predictors, but {len(question.names)} names")
    origin = np.zeros(variables) if question.origin is None else question.origin
    scale = np.ones(variables) if question.scale is None else question.scale
    counted = counted[:, counted[..., 0].sum(axis=0) > 0]
    control = np.zeros(len(counted), dtype=np.int64) if control is None else control
    strata_of_all, groups = counted.sum(axis=1), counted.shape[1]
    _, varies = moments.correlations(Fit(strata_of_all, control, np.array([], dtype=np.int64)).products)
    if question.leaves_out_rare:
        named = moments.split(strata_of_all.sum(axis=0))[1][1:]
        varies[1:] &= ~np.array(question.is_mention) | (named >= question.floor_mentions)
    kept = np.flatnonzero(varies[1:]) if varies[0] else np.array([], dtype=np.int64)
    whole = Fit(strata_of_all, control, kept)
    counts = group_counts(groups, question.draws)
    by_group = np.moveaxis(counted, 1, 0).reshape(groups, -1)
    drawn = Fit(np.moveaxis((counts @ by_group).reshape(-1, *counted[:, 0].shape), 1, 0), control, kept)
    n = round(float(whole.n))
    parts = _Parts(question, whole, drawn, origin, scale, n, groups, strata.turns(strata_of_all, whole, drawn))
    # Where no predictor is left nothing was explained, not even nothing.
    r2 = float(whole.regression.r_squared) if len(kept) else float("nan")
    explained = intervals(np.array([r2]), drawn.regression.r_squared[:, None], groups)[0] if len(kept) else NONE
    means = (fit.means[..., :1] * scale[0] + origin[0] for fit in (whole, drawn))
    drivers = parts.drivers()
    return DriverAnalysis(
        n=n,
        outcome_mean=intervals(*means, groups)[0],
        r_squared=explained,
        adjusted_r_squared=_number(1 - (1 - r2) * (n - 1) / (n - len(kept) - 1)) if n > len(kept) + 1 else None,
        drivers=tuple(sorted(drivers, key=lambda driver: (driver.rank or 10**6, driver.name))),
        draws=question.draws if groups > 1 else 0,
        groups=groups,
        strata=int((strata_of_all[:, 0] > 0).sum()),
        why_no_lmg=parts.why_no_lmg,
        is_below_floor=n < question.floor_rows,
        has_too_many_predictors=parts.has_too_many,
    )


def intervals(point: Floats, drawn: Floats, groups: int) -> list[Interval]:
    """Figures with their intervals; none where nothing was drawn, as from a single group."""
    low, high = interval(point, drawn) if groups > 1 and len(drawn) else np.full((2, *point.shape), np.nan)
    return [Interval(_number(p), _number(a), _number(b)) for p, a, b in zip(point, low, high, strict=True)]


@dataclass
class _Parts:
    """The figures of the predictors that vary, put together into one Driver each."""

    question: Question
    whole: Fit
    drawn: Fit
    origin: Floats
    scale: Floats
    n: int
    groups: int
    turns: strata.Turns

    @property
    def why_no_lmg(self) -> str:
        """Empty where LMG is given."""
        p = len(self.whole.kept)
        if p > MOST_FOR_LMG:
            return f"{p} predictors vary, and LMG looks at all subsets of at most {MOST_FOR_LMG}"
        return "" if p else "no predictor varies"

    @property
    def has_too_many(self) -> bool:
        """Whether there are too few rows for so many predictors."""
        return self.n < ROWS_PER_PREDICTOR * len(self.whole.kept)

    def _interval(self, point: Floats, drawn: Floats) -> list[Interval]:
        return intervals(point, drawn, self.groups)

    def drivers(self) -> list[Driver]:
        """All predictors, those that do not vary too."""
        question, kept = self.question, self.whole.kept
        sums = moments.split(self.whole.total)[1]
        mentions = [round(sums[place + 1]) if binary else None for place, binary in enumerate(question.is_mention)]
        found = self._varying(mentions) if len(kept) else {}
        return [found.get(place) or self._left_out(name, mentions[place]) for place, name in enumerate(question.names)]

    def _left_out(self, name: str, mentions: int | None) -> Driver:
        """One that does not vary, or is named too seldom."""
        is_rare = self.question.leaves_out_rare and mentions is not None and mentions < self.question.floor_mentions
        return Driver(
            name, mentions, NONE, None, NONE, NONE, NONE, None, None, None, None, None, None, None, False, NONE, NONE,
            NONE, NONE, 0, 0, "below_floor" if is_rare else "constant", (),
        )  # fmt: skip

    def _varying(self, mentions: list[int | None]) -> dict[int, Driver]:
        whole, drawn, kept, question = self.whole, self.drawn, self.whole.kept, self.question
        weights, drawn_weights = whole.regression.weights, drawn.regression.weights
        weight = self._interval(weights, drawn_weights)
        lmg = [NONE] * len(kept)
        if not self.why_no_lmg:
            some = slice(0, question.lmg_draws)
            shares = lmg_shares(whole.r_xx, whole.r_xy)
            lmg = self._interval(shares, lmg_shares(drawn.r_xx[some], drawn.r_xy[some]))
        coefficient = self._interval(whole.regression.coefficients, drawn.regression.coefficients)
        correlation = self._interval(whole.r_xy, drawn.r_xy)
        vif = whole.regression.inflation
        unit = self.scale[0] / self.scale[kept + 1]
        effects, drawn_effects = whole.effects() * unit, drawn.effects() * unit
        effect = self._interval(effects, drawn_effects)
        share, with_it, without_it = whole.mention_means()
        drawn_share, drawn_with, drawn_without = drawn.mention_means()
        mean, drawn_mean, points = whole.means[..., :1], drawn.means[..., :1], self.scale[0]
        adjusted = self._interval(effects * share, drawn_effects * drawn_share)
        left_out = self._interval((mean - without_it) * points, (drawn_mean - drawn_without) * points)
        outcome_with = self._interval(with_it * points + self.origin[0], drawn_with * points + self.origin[0])
        baseline = noise.baseline(drawn.correlations, np.maximum(drawn.n, 3))
        ranks = _ranks(weights[None])[0]
        drawn_ranks = _ranks(drawn_weights)
        r2 = weights.sum()
        found = {}
        for i, place in enumerate(kept):
            is_mention = question.is_mention[place]
            determined = not np.isfinite(vif[i])
            low, high = np.quantile(drawn_ranks[:, i], [0.025, 0.975])
            above = bool(baseline.is_above[i]) and self.groups > 1 and not self.has_too_many
            warnings = [
                ("not_separable", determined),
                ("collinear", not determined and vif[i] > COLLINEAR),
                ("simpson", bool(self.turns.is_turned[i])),
                ("impacts_disagree", is_mention and not determined and _disagree(adjusted[i], left_out[i])),
                ("few_groups", self.groups < FEW_GROUPS),
            ]
            verdict = "driver" if above else "not_above_noise"
            few = self.n < question.floor_rows or (is_mention and mentions[place] < question.floor_mentions)
            found[int(place)] = Driver(
                name=question.names[place],
                mentions=mentions[place],
                weight=weight[i],
                share=float(weights[i] / r2) if r2 > 0 else None,
                lmg=lmg[i],
                coefficient=NONE if determined else coefficient[i],
                correlation=correlation[i],
                vif=None if determined else float(vif[i]),
                rank=int(ranks[i]),
                rank_low=int(low),
                rank_high=int(high),
                rank_stability=float((drawn_ranks[:, i] == ranks[i]).mean()),
                top_3=float((drawn_ranks[:, i] <= 3).mean()),
                noise_weight=baseline.weight,
                is_above_noise=above,
                effect=NONE if determined else effect[i],
                adjusted_impact=adjusted[i] if is_mention and not determined else NONE,
                leave_out_impact=left_out[i] if is_mention else NONE,
                outcome_with=outcome_with[i] if is_mention else NONE,
                turned_strata=int(self.turns.turned[i]),
                judged_strata=int(self.turns.judged[i]),
                status="below_floor" if few else "too_many_predictors" if self.has_too_many else verdict,
                warnings=tuple(name for name, holds in warnings if holds),
            )
        return found


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _ranks(weights: Floats) -> npt.NDArray[np.int64]:
    return np.argsort(np.argsort(-weights, axis=-1, kind="stable"), axis=-1, kind="stable") + 1


def _disagree(one: Interval, other: Interval) -> bool:
    """Whether two impacts have different signs, and chance is no explanation of one of them at least."""
    if one.value is None or other.value is None or one.value * other.value >= 0:
        return False
    return one.is_clear_of_zero or other.is_clear_of_zero
