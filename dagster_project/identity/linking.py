"""The whole way from records to people, for any table: what `loompin identities` and the warehouse both call.

`link_records` takes records of any sources and gives back the records with their people, and the pairs behind that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from dagster_project.identity.backend import open_backend
from dagster_project.identity.blocking import NOT_CROWDED, Crowded, add_keys, first_two_alike, key_columns
from dagster_project.identity.clusters import as_frame, group_records
from dagster_project.identity.comparisons import comparisons_for
from dagster_project.identity.corrections import Correction, in_force
from dagster_project.identity.households import has_families
from dagster_project.identity.model import Model, make_model
from dagster_project.identity.normalising import normalise
from dagster_project.identity.pairs import PAIRS, score_pairs
from dagster_project.resources.errors import UserError


@dataclass(frozen=True)
class Thresholds:
    """From `link` on two records are linked; from `review` up to there a person is asked."""

    link: float = 0.95
    review: float = 0.5

    def __post_init__(self) -> None:
        if not 0 < self.review <= self.link <= 1:
            raise UserError(
                f"The thresholds are link {self.link} and review {self.review}.",
                "Both lie between 0 and 1, and review is not above link.",
            )


@dataclass(frozen=True)
class Linked:
    """Records linked.

    members: one row per record, sorted by source and source_id.
    pairs: left_source, left_source_id, right_source, right_source_id, probability, bits, decision, explanation.
        decision is linked, review, or by hand same or different; a pair by hand that the model does not score has no
        probability.
        Of records that are equal in all that is compared, each but the first is paired with the first.
    method: 'trained' where the model learned from these records, 'default' where there were too few.
    crowded: keys that more than blocking.LARGEST_BLOCK different records share, and the records that have no other.
    """

    members: pl.DataFrame
    pairs: pl.DataFrame
    method: str
    training_pairs: int
    prior: float
    crowded: Crowded = NOT_CROWDED


def link_records(
    records: pl.DataFrame,
    roles: Mapping[str, str],
    thresholds: Thresholds = Thresholds(),
    corrections: Sequence[Correction] = (),
    source_order: Sequence[str] = (),
    memory_limit: str | None = None,
    threads: int | None = None,
) -> Linked:
    """Link the records of a table that has `source`, `source_id`, and the columns of `roles` (roles.choose_columns).

    A column `partition`, where there is one, says whose a record is: those of two parties are never linked, and one
    without a party may be linked with any.
    source_order: sources that anchor a group before others. Raises UserError where an id stands twice in a source.
    """
    doubled = records.group_by("source", "source_id").len().filter(pl.col("len") > 1).sort("source", "source_id")
    if not doubled.is_empty():
        source, source_id, times = doubled.row(0)
        raise UserError(
            f"The id {source_id!r} stands {times} times in {source}; {doubled.height} ids are not unique.",
            "Each record needs an id of its own: name another column, or leave the ids away to number the rows.",
        )
    missing = records.filter(pl.any_horizontal(pl.col("source", "source_id").is_null())).height
    if missing:
        raise UserError(f"{missing} of {records.height} records have no id.", "Name another column, or fill them.")
    table = first_two_alike(normalise(records, roles).with_row_index("unique_id"))
    keyed, crowded = _keyed(table)
    scored, model = _score(keyed, thresholds.review, memory_limit, threads)
    pairs = _with_all_alike(scored, table)
    names = list(table.select("source", "source_id").iter_rows())
    places = {name: place for place, name in enumerate(names)}
    verdicts = {
        (places[left], places[right]): correction.verdict
        for (left, right), correction in in_force(corrections).items()
        if left in places and right in places
    }
    decided = _decide(pairs, verdicts, thresholds)
    order = {source: place for place, source in enumerate(source_order)}
    members = group_records(
        names,
        decided.filter(pl.col("decision") == "linked").select("left", "right", "probability").iter_rows(),
        [pair for pair, verdict in verdicts.items() if verdict == "same"],
        [pair for pair, verdict in verdicts.items() if verdict == "different"],
        [order.get(source, len(order)) for source, _ in names],
        table["partition"].to_list(),
    )
    return Linked(
        as_frame(table, members), _named(decided, table), model.method if model else "default",
        model.training_pairs if model else 0, model.prior if model else 0.0, crowded,
    )  # fmt: skip


def crowded_of(records: pl.DataFrame, roles: Mapping[str, str]) -> Crowded:
    """What Linked.crowded tells, without linking."""
    return _keyed(first_two_alike(normalise(records, roles).with_row_index("unique_id")))[1]


def _keyed(table: pl.DataFrame) -> tuple[pl.DataFrame, Crowded]:
    return add_keys(table.filter(pl.col("place_alike") < 2).drop("first_alike", "place_alike"))


def _score(
    table: pl.DataFrame, least: float, memory_limit: str | None, threads: int | None
) -> tuple[pl.DataFrame, Model | None]:
    # Where no two records share a key there is nothing to score, and no engine need start.
    if not key_columns(table):
        return pl.DataFrame(schema=PAIRS), None
    with open_backend(memory_limit, threads) as backend:
        comparisons = comparisons_for(table.columns, backend, has_families(table))
        model = make_model(table, comparisons, backend)
        return score_pairs(table, comparisons, model, least, backend), model


def _with_all_alike(pairs: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Beside each pair of two records that are equal in everything, the pairs of the first with the others like it."""
    of_first, second = pl.col("first_alike").cast(pl.Int64), pl.col("unique_id").cast(pl.Int64)
    alike = table.select(first=of_first, other=second, place="place_alike")
    further = alike.filter(pl.col("place") > 1).select(left="first", right="other")
    if further.is_empty():
        return pairs
    seconds = alike.filter(pl.col("place") == 1).select(left="first", right="other")
    said = pairs.join(seconds, on=["left", "right"], how="semi").drop("right")
    return pl.concat([pairs, further.join(said, on="left").select(pairs.columns)]).sort("left", "right")


def _decide(pairs: pl.DataFrame, verdicts: Mapping[tuple[int, int], str], thresholds: Thresholds) -> pl.DataFrame:
    by_hand = pl.DataFrame(
        [(*pair, verdict) for pair, verdict in verdicts.items()],
        schema={"left": pl.Int64, "right": pl.Int64, "verdict": pl.String},
        orient="row",
    )
    said = pl.when(pl.col("probability") >= thresholds.link).then(pl.lit("linked")).otherwise(pl.lit("review"))
    return (
        pairs.join(by_hand, on=["left", "right"], how="full", coalesce=True)
        .with_columns(
            decision=pl.coalesce("verdict", said),
            explanation=pl.col("explanation").fill_null("decided by hand; the model finds no likeness"),
        )
        .drop("verdict")
        .sort("left", "right")
    )


def _named(pairs: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    sides = pairs
    for side in ("left", "right"):
        names = table.select(
            pl.col("unique_id").cast(pl.Int64).alias(side),
            pl.col("source").alias(f"{side}_source"),
            pl.col("source_id").alias(f"{side}_source_id"),
        )
        sides = sides.join(names, on=side, how="left", maintain_order="left")
    return sides.select(
        "left_source", "left_source_id", "right_source", "right_source_id", "probability", "bits", "decision",
        "explanation",
    )  # fmt: skip
