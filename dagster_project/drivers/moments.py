"""Additive moments: all that driver analysis needs of rows, in numbers that add up over any partition of them.

Variables are the outcome (first) and the predictors. The moments of rows are one flat vector: their number n, the sum
of each variable, and the sum of each product of two variables (upper triangle, by rows). `moment_list` writes the last
two as SQL; the macro driver_moments of the dbt project writes the same list in the same order.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def length(variables: int) -> int:
    """How many numbers the moments of so many variables are, n included."""
    return 1 + variables + variables * (variables + 1) // 2


def variables_of(size: int) -> int:
    """How many variables have moments of so many numbers (n included). Raises ValueError where none have."""
    count = round((-3 + np.sqrt(9 + 8 * (size - 1))) / 2)
    if length(count) != size:
        raise ValueError(f"no number of variables has {size} moments")
    return count


def moment_list(columns: Sequence[str]) -> str:
    """The sums and sums of products of columns (SQL expressions), as a list in SQL, without n."""
    sums = [f"sum({column})" for column in columns]
    sums += [f"sum({first} * {second})" for place, first in enumerate(columns) for second in columns[place:]]
    return f"[{', '.join(sums)}]"


def moments_of_rows(values: Floats, group: npt.NDArray[np.int64], groups: int) -> Floats:
    """The moments of each group of rows (shape: groups × numbers).

    values: rows × variables, the outcome first. group: the place of each row's group.
    """
    first, second = np.triu_indices(values.shape[1])
    if groups * 8 < len(values):
        order = np.argsort(group, kind="stable")
        ends = np.cumsum(np.bincount(group, minlength=groups))
        parts = np.split(values[order], ends[:-1])
        return np.stack([np.concatenate([[len(p)], p.sum(axis=0), (p.T @ p)[first, second]]) for p in parts])
    columns = [
        np.ones(len(values)),
        *values.T,
        *(values[:, i] * values[:, j] for i, j in zip(first, second, strict=True)),
    ]
    return np.stack([np.bincount(group, weights=column, minlength=groups) for column in columns], axis=1)


def split(moments: Floats) -> tuple[Floats, Floats, Floats]:
    """n (…), sums (… × variables) and the symmetric matrices of sums of products (… × variables × variables)."""
    count = variables_of(moments.shape[-1])
    first, second = np.triu_indices(count)
    products = np.empty((*moments.shape[:-1], count, count))
    products[..., first, second] = products[..., second, first] = moments[..., 1 + count :]
    return moments[..., 0], moments[..., 1 : 1 + count], products


def chosen(moments: Floats, variables: npt.NDArray[np.int64]) -> Floats:
    """The moments of some of the variables alone, by place in ascending order; the outcome is 0."""
    count = variables_of(moments.shape[-1])
    first, second = np.triu_indices(count)
    pairs = np.isin(first, variables) & np.isin(second, variables)
    return moments[..., np.concatenate([[0], 1 + variables, 1 + count + np.flatnonzero(pairs)])]


def centred(moments: Floats) -> tuple[Floats, Floats, Floats]:
    """n, means, and centred sums of products of each vector of moments; no rows have means and products of 0."""
    n, sums, products = split(moments)
    means = sums / np.maximum(n, 1e-300)[..., None]
    return n, means, products - sums[..., :, None] * means[..., None, :]


def within(moments: Floats) -> Floats:
    """Sums of products centred within each stratum and added up over them (axis 0): what is left when differences
    between strata are taken out, as by a dummy variable for each (analysis of covariance)."""
    count = variables_of(moments.shape[-1])
    first, second = np.triu_indices(count)
    left = np.zeros((*moments.shape[1:-1], len(first)))
    # One after the other, and as triangles: of many draws, what is touched at a time stays in the processor's cache.
    for stratum in moments:
        sums = stratum[..., 1 : 1 + count]
        means = sums / np.maximum(stratum[..., :1], 1e-300)
        left += stratum[..., 1 + count :] - sums[..., first] * means[..., second]
    products = np.empty((*left.shape[:-1], count, count))
    products[..., first, second] = products[..., second, first] = left
    return products


def correlations(products: Floats) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Correlation matrices of centred sums of products, and which variables vary. One that does not vary (relative to
    rounding) is correlated with nothing."""
    scale = np.sqrt(np.maximum(np.diagonal(products, axis1=-2, axis2=-1), 0))
    varies = scale > 1e-9
    inverse = np.where(varies, 1 / np.where(varies, scale, 1), 0)
    result = products * inverse[..., :, None] * inverse[..., None, :]
    place = np.arange(products.shape[-1])
    result[..., place, place] = 1
    return np.clip(result, -1, 1), varies
