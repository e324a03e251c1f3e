"""The model of a table: how likely two records of a partition are one person, and what each level of agreement weighs.

u of each level is counted over all pairs of a sample of records; m is learned by expectation maximisation (Splink;
Fellegi and Sunter 1969, Winkler 1988), in sessions that each block on one thing and learn the others. What was learned
from few pairs is drawn towards the defaults of comparisons.py, which count as much as DEFAULT_WEIGHT pairs. Nothing is
drawn by lot: the sample is the records whose hash comes first, so that the same records give the same model.
"""

from __future__ import annotations

import copy
import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dagster_project.identity.backend import Backend
from dagster_project.identity.blocking import count_pairs, key_columns, same_party
from dagster_project.identity.comparisons import Comparison
from dagster_project.identity.frequencies import register_frequencies

FEWEST_RECORDS = 200
"""Below this many records the defaults hold and nothing is learned."""
FEWEST_PAIRS = 50
"""A session of learning needs so many pairs."""
MOST_PAIRS = 2_000_000
"""A session with more pairs would take long; its block is left out."""
SESSIONS = 3
SAMPLE = 600
"""Records whose pairs (some 180,000) are counted for u; to each level's count one pair is added (Laplace)."""
LEVELS = 4
"""How many levels a comparison has, roughly: what the added pairs come to."""
DEFAULT_WEIGHT = 20
RECALL_OF_SURE_KEYS = 0.8
"""Share of true pairs that agree in e-mail, phone, identifier, or name and one thing more; our own judgement."""

SHARED_BY_PARTIES = ("company", "city", "region", "country")
SURE = ("email", "phone", "identifier")
BESIDES_NAME = ("birth_date", "postcode", "city", "company", "street_1", "text_1")


@dataclass(frozen=True)
class Model:
    """Splink's settings, and how they came about. method: 'trained' or 'default'; prior: chance of a random pair."""

    settings: dict[str, Any]
    method: str
    prior: float
    training_pairs: int


def make_model(table: pl.DataFrame, comparisons: Sequence[Comparison], backend: Backend) -> Model:
    """The model for a table with keys (blocking.add_keys) that has a `unique_id`."""
    prior = prior_of(table)
    settings = {
        "link_type": "dedupe_only", "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": prior,
        "comparisons": [comparison.settings() for comparison in comparisons],
        "blocking_rules_to_generate_predictions": [same_party(f"l.{key} = r.{key}") for key in key_columns(table)],
        "retain_intermediate_calculation_columns": True, "retain_matching_columns": True,
    }  # fmt: skip
    if table.height < FEWEST_RECORDS:
        _hold_to_parties(settings, table)
        return Model(settings, "default", prior, 0)
    return _trained(settings, table, comparisons, backend, prior)


def prior_of(table: pl.DataFrame) -> float:
    """Chance that two records of the same partition are one person: pairs that share a sure key, over all pairs.

    The pairs are scaled up by RECALL_OF_SURE_KEYS; half a pair is added, so that no table says never.
    """
    present = set(table.columns)
    all_pairs = count_pairs(table)
    rules = [[key] for key in SURE if key in present]
    rules += [["full_name", key] for key in BESIDES_NAME if {"full_name", key} <= present]
    # A pair that shares two keys is one pair: the largest count of a single key is what is surely there.
    sure = max((count_pairs(table, rule) for rule in rules), default=0)
    if not rules and "full_name" in present:
        sure = count_pairs(table, ["full_name"])
    return min(0.5, (sure / RECALL_OF_SURE_KEYS + 0.5) / max(all_pairs, 1))


def _trained(
    settings: dict[str, Any], table: pl.DataFrame, comparisons: Sequence[Comparison], backend: Backend, prior: float
) -> Model:
    from splink import Linker
    from splink.internals.exceptions import EMTrainingException

    quiet = {"log_level": logging.CRITICAL, "validate_settings": False}
    sample = _sample(table)
    counting = Linker(backend.api.register(sample.to_arrow()), copy.deepcopy(settings), **quiet)
    counting.training.estimate_u_using_random_sampling(max_pairs=1e9, min_count_per_level=None, num_chunks=1)
    counted = counting.misc.save_model_to_json()
    pairs_of_sample = sample.height * (sample.height - 1) / 2
    for comparison, learned in zip(settings["comparisons"], counted["comparisons"], strict=True):
        for level, share in _shares(comparison, learned, "u_probability"):
            level["u_probability"] = (share * pairs_of_sample + 1) / (pairs_of_sample + LEVELS)
    _hold_to_parties(settings, table)
    linker = Linker(backend.api.register(table.to_arrow()), copy.deepcopy(settings), **quiet)
    register_frequencies(linker, table, comparisons, backend, is_learned=True)
    pairs = 0
    learned_pairs = [0] * len(comparisons)
    for column in _training_columns(table):
        size = count_pairs(table, [column])
        if not FEWEST_PAIRS <= size <= MOST_PAIRS:
            continue
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(same_party(f"l.{column} = r.{column}"))
        except EMTrainingException:
            continue
        pairs += size
        for place, comparison in enumerate(comparisons):
            if f"{column}_l" not in comparison.unknown and comparison.field != _field_of(column):
                learned_pairs[place] += size
    if not pairs:
        return Model(settings, "default", prior, 0)
    trained = linker.misc.save_model_to_json()
    for place, learned in enumerate(trained["comparisons"]):
        if learned_pairs[place]:
            # Most pairs of a block are no matches; only those that are have told anything of m.
            weight = learned_pairs[place] / 2
            for level, share in _shares(settings["comparisons"][place], learned, "m_probability"):
                drawn = share * weight + level["m_probability"] * DEFAULT_WEIGHT
                level["m_probability"] = drawn / (weight + DEFAULT_WEIGHT)
    return Model(settings, "trained", prior, pairs)


def _sample(table: pl.DataFrame) -> pl.DataFrame:
    names = table.select("source", "source_id").iter_rows()
    order = [hashlib.sha256(f"{source}\x1f{source_id}".encode()).hexdigest() for source, source_id in names]
    return table.with_columns(pl.Series("order", order)).sort("order").drop("order").head(SAMPLE)


def _hold_to_parties(settings: dict[str, Any], table: pl.DataFrame) -> None:
    """Where pairs are held to parties, what the records of a party share anyway must not speak for a pair.

    u of an equal value is then counted exactly, over all pairs that may be linked, and frequency within the whole table
    says nothing more.
    """
    if table["partition"].drop_nulls().n_unique() < 2:
        return
    for comparison in settings["comparisons"]:
        field = comparison["output_column_name"]
        if field not in SHARED_BY_PARTIES:
            continue
        known = count_pairs(table.drop_nulls(field))
        u = (count_pairs(table, [field]) + 1) / (known + LEVELS)
        _, equal, *between, different = comparison["comparison_levels"]
        equal.pop("tf_adjustment_column", None)
        equal.pop("tf_adjustment_weight", None)
        equal["u_probability"] = u
        different["u_probability"] = max(1 - u - sum(level["u_probability"] for level in between), 1e-3)


def _training_columns(table: pl.DataFrame) -> list[str]:
    wanted = ("email", "phone", "identifier", "full_name", "birth_date", "street_1", "postcode", "company", "city")
    return [column for column in wanted if column in table.columns][:SESSIONS]


def _field_of(column: str) -> str:
    return {"full_name": "name"}.get(column, column)


def _shares(comparison: dict[str, Any], learned: dict[str, Any], which: str) -> Iterator[tuple[dict[str, Any], float]]:
    """Each level of ours with what Splink has learned of it; a level never seen has 0. None where all are."""
    levels, found = (
        [level for level in side["comparison_levels"] if not level.get("is_null_level")]
        for side in (comparison, learned)
    )
    told = [float(level.get(which) or 0.0) if not isinstance(level.get(which), str) else 0.0 for level in found]
    if sum(told):
        yield from zip(levels, (share / sum(told) for share in told), strict=True)
