"""Who holds which value, for rules that want a value to be there once within a tenant (or at all).

The first row to come keeps the value, and a later one with another key is refused: a source's order is the only thing
that is the same from run to run. A row that changes its own value gives the old one free. Rows of a table without a
key are other rows each time, so that they only ever clash within one batch.
"""

from __future__ import annotations

import polars as pl

from dagster_project.ingestion.row_hash import ROW_HASH
from dagster_project.ingestion.validation_rules.rule import Rule

_HELD = {"holder": pl.String, "tenant": pl.String, "value": pl.String}


class HeldValues:
    """The values of one rule's column that are taken, and by which row."""

    def __init__(self, rule: Rule, held_before: pl.DataFrame | None) -> None:
        self._rule = rule
        self._rows_seen = 0
        empty = pl.DataFrame(schema=_HELD)
        self._held = empty if held_before is None else self._claims(held_before).drop("row").drop_nulls("value")

    def take_in(self, frame: pl.DataFrame, is_good: pl.Series) -> pl.Series:
        """True for each row whose value another row holds; the values of the other good rows are held from now on."""
        claims = self._claims(frame).filter(pl.col("row").is_in(is_good.arg_true().cast(pl.UInt32).implode()))
        # What these rows held before is free again where they hold something else now.
        kept = claims.select("holder", "tenant", "value")
        moved = kept.join(self._held, on=list(_HELD), how="anti", nulls_equal=True)
        self._held = self._held.join(moved, on="holder", how="anti")
        claims = claims.drop_nulls("value")
        first = claims.unique(["tenant", "value"], keep="first", maintain_order=True).select(
            "tenant", "value", first_holder="holder"
        )
        judged = claims.join(self._held, on=["tenant", "value"], how="left", nulls_equal=True).join(
            first, on=["tenant", "value"], how="left", nulls_equal=True
        )
        is_repeated = pl.coalesce("holder_right", "first_holder") != pl.col("holder")
        repeated = judged.filter(is_repeated)["row"]
        self._held = pl.concat([self._held, judged.filter(~is_repeated).select(list(_HELD))]).unique("holder")
        self._rows_seen += frame.height
        return pl.int_range(frame.height, eager=True, dtype=pl.UInt32).is_in(repeated.implode())

    def _claims(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Row, holder (its key as text), tenant (null where the rule is not by tenant) and value, of rows it is for."""
        rule, key = self._rule, self._rule.contract.facts().key
        keyed = [name for name in key if name in frame.columns]
        holder = (
            pl.concat_str([pl.col(name).cast(pl.String) for name in keyed], separator=" / ")
            if keyed
            else pl.int_range(pl.len()).add(self._rows_seen).cast(pl.String)
        )
        has_tenant = "tenant_id" in frame.columns
        tenant = pl.col("tenant_id") if rule.is_unique_within_tenant and has_tenant else pl.lit(None, dtype=pl.String)
        claims = frame.with_row_index("row").select(
            pl.col("row").cast(pl.UInt32),
            holder=holder,
            tenant=tenant,
            value=pl.col(rule.row.field_name).cast(pl.String),
        )
        if rule.row.tenant_id is None or not has_tenant:
            return claims
        is_theirs = (frame["tenant_id"] == rule.row.tenant_id).fill_null(False)
        return claims.filter(is_theirs)


def columns_to_hold(rules: tuple[Rule, ...]) -> list[str]:
    """Columns that have to be read of rows that stay, so that new rows can be held against them; none without a key."""
    unique = [rule for rule in rules if rule.breaks is None]
    if not unique or not unique[0].contract.facts().key:
        return []
    contract = unique[0].contract
    wanted = [*contract.facts().key, *(rule.row.field_name for rule in unique)]
    wanted += ["tenant_id"] * ("tenant_id" in contract.fields())
    return [name for name in dict.fromkeys(wanted) if name != ROW_HASH]
