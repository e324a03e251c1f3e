"""From a row of platform.validation_rules to a rule for each table it is about, or to the reason why it is none.

A rule never stops a load: whatever is wrong with it (a pattern that does not compile, a field that no table has, a
range without bounds) becomes a sentence that the page Data health shows beside the rule.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.ingestion.validation_rules.rule import Rule, RuleRow, Unusable
from dagster_project.resources.as_of import read_instant
from dagster_project.resources.paths import DBT_PROJECT
from data_contracts import Contract, all_contracts
from data_contracts.column_types import in_words
from data_contracts.platform.validation import ValidationRules

ENTITIES = DBT_PROJECT / "seeds" / "validated_entities.csv"
RULED_SOURCES = ("platform", "support")
"""Sources of contracts whose tables rules can be about."""


class _Meaningless(Exception):
    """Why a rule cannot be used."""


@cache
def tables_of_entities(file: Path = ENTITIES) -> dict[str, tuple[type[Contract], ...]]:
    """Entity type → the contracts it stands for; a table's own name stands for that table."""
    contracts = {
        c.full_name(): c for c in all_contracts() if c.facts().source in RULED_SOURCES and c is not ValidationRules
    }
    named: dict[str, list[type[Contract]]] = {}
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["table_name"] in contracts:
                named.setdefault(row["entity_type"], []).append(contracts[row["table_name"]])
    for full_name, contract in contracts.items():
        named.setdefault(full_name, [contract])
        named.setdefault(contract.facts().table, [contract])
    return {name: tuple(found) for name, found in named.items()}


def parse_rule(row: RuleRow) -> list[Rule] | Unusable:
    """The rule for every table of its entity that has the field, or why it cannot be used."""
    try:
        return [_parse_for(row, contract) for contract in _tables(row)]
    except _Meaningless as reason:
        return Unusable(row, str(reason))


def _tables(row: RuleRow) -> list[type[Contract]]:
    tables = tables_of_entities().get(row.entity_type.strip().lower(), ())
    if not tables:
        raise _Meaningless(f"no table is known for the entity {row.entity_type!r}")
    having = [contract for contract in tables if row.field_name in contract.fields()]
    if not having:
        names = ", ".join(contract.full_name() for contract in tables)
        raise _Meaningless(f"{names} has no column {row.field_name!r}")
    if row.tenant_id and not any("tenant_id" in contract.fields() for contract in having):
        raise _Meaningless(f"{having[0].full_name()} has no tenants, so that a rule of one tenant has no rows there")
    return having


def _parse_for(row: RuleRow, contract: type[Contract]) -> Rule:
    kind = row.rule_type.strip().lower()
    if kind not in _KINDS:
        raise _Meaningless(f"the rule {row.rule_type!r} is not known; known are {', '.join(_KINDS)}")
    params = _params(row)
    dtype = contract.dtypes()[row.field_name]
    whose = f"rule of tenant {row.tenant_id}" if row.tenant_id else "rule of all tenants"
    if kind == "unique":
        scope = params.get("scope", "tenant")
        if scope not in ("tenant", "global"):
            raise _Meaningless(f"the scope {scope!r} is not known; known are tenant and global")
        within = scope == "tenant" and "tenant_id" in contract.fields()
        expected = "a value that no other row of the tenant has" if within else "a value that no other row has"
        return Rule(row, contract, f"{expected} ({whose})", None, within)
    expected, breaks = _KINDS[kind](params, dtype)
    return Rule(row, contract, f"{expected} ({whose})", breaks)


def _params(row: RuleRow) -> dict[str, Any]:
    text = (row.params or "").strip()
    if row.rule_type.strip().lower() == "regex" and not text.startswith("{"):
        return {"pattern": text}
    if not text:
        return {}
    try:
        params = json.loads(text)
    except ValueError:
        raise _Meaningless(f"its params are no JSON: {text!r}") from None
    if not isinstance(params, dict):
        raise _Meaningless(f"its params are no JSON object: {text!r}")
    return params


Demand = tuple[str, Callable[[pl.Expr], pl.Expr]]


def _regex(params: dict[str, Any], dtype: pl.DataType) -> Demand:
    pattern = params.get("pattern")
    if not isinstance(pattern, str) or not pattern:
        raise _Meaningless("it gives no pattern")
    if isinstance(dtype, pl.List | pl.Struct):
        raise _Meaningless(f"a pattern needs text, and the column holds {in_words(dtype)}")
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError:
        raise _Meaningless(
            f"the pattern {pattern!r} does not compile (patterns are those of Rust's regex: without look-around and "
            "back references)"
        ) from None
    return f"text of the form {pattern}", lambda column: ~column.cast(pl.String).str.contains(pattern)


def _not_null(params: dict[str, Any], dtype: pl.DataType) -> Demand:
    return "a value", lambda column: column.is_null()


def _positive(params: dict[str, Any], dtype: pl.DataType) -> Demand:
    _demand_number(dtype)
    return "more than 0", lambda column: column <= 0


def _range(params: dict[str, Any], dtype: pl.DataType) -> Demand:
    low, high = (_bound(params.get(name), name, dtype) for name in ("min", "max"))
    if low is None and high is None:
        raise _Meaningless("a range needs min, max or both")
    if low is not None and high is not None and low > high:
        raise _Meaningless(f"its min {params['min']} is above its max {params['max']}, so that no value could keep it")
    bounds = (("at least", low, params.get("min")), ("at most", high, params.get("max")))
    told = [f"{words} {given}" for words, bound, given in bounds if bound is not None]

    def breaks(column: pl.Expr) -> pl.Expr:
        below = column < low if low is not None else pl.lit(False)
        above = column > high if high is not None else pl.lit(False)
        return below | above

    return " and ".join(told), breaks


def _bound(value: Any, name: str, dtype: pl.DataType) -> Any:
    """A bound in the column's own kind: a number, or a date or time as ISO text."""
    if value is None:
        return None
    if dtype == pl.Date or isinstance(dtype, pl.Datetime):
        try:
            moment = read_instant(value)
        except (TypeError, ValueError):
            raise _Meaningless(f"its {name} {value!r} is no ISO time, and the column holds {in_words(dtype)}") from None
        return moment.date() if dtype == pl.Date else moment
    _demand_number(dtype)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Meaningless(f"its {name} {value!r} is no number")
    return value


def _demand_number(dtype: pl.DataType) -> None:
    if not dtype.is_numeric():
        raise _Meaningless(f"it needs a column of numbers, and this one holds {in_words(dtype)}")


_KINDS: dict[str, Callable[[dict[str, Any], pl.DataType], Demand]] = {
    "regex": _regex,
    "not_null": _not_null,
    "range": _range,
    "unique": _not_null,
    "positive": _positive,
}
"""By the name in rule_type. `unique` looks at several rows and is built beside them."""
