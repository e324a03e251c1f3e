"""One rule, understood: what it looks at, whom it is for, and which values keep it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from data_contracts import Contract
from data_contracts.contract import arriving_names


@dataclass(frozen=True)
class RuleRow:
    """A row of platform.validation_rules as it came."""

    entity_type: str
    field_name: str
    rule_type: str
    params: str | None
    tenant_id: str | None
    is_active: bool = True


@dataclass(frozen=True)
class Rule:
    """A row that makes sense for a table.

    breaks: an expression on the column that is true where a value breaks the rule; None for `unique`, which looks at
        more than one row.
    is_unique_within_tenant: of `unique`: whether other tenants may hold the same value.
    expected: what the rule demands, in words; with the tenant, so that reasons name the rule.
    """

    row: RuleRow
    contract: type[Contract]
    expected: str
    breaks: Callable[[pl.Expr], pl.Expr] | None
    is_unique_within_tenant: bool = True

    @property
    def arriving_names(self) -> tuple[str, ...]:
        """The names under which its column may come."""
        return arriving_names(self.contract)[self.row.field_name]


@dataclass(frozen=True)
class Unusable:
    """A row that cannot be used, and why, for a person."""

    row: RuleRow
    reason: str
