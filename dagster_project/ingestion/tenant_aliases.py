"""Other names of tenants: a slug such as `acme_1` becomes the tenant's id, and `global` becomes no tenant.

The names are rows of the seed `tenant_aliases` (alias, tenant_id; an empty tenant_id is "no tenant").

They are resolved at the door, in every column whose contract says that it points at platform.tenants.id, and not in
staging. A tenant's id is part of keys (two names of one tenant would otherwise be two rows of one day's usage), of what
validation rules are looked up by and of what is unique within a tenant; all of these are decided before staging. And it
is one place instead of a macro that each of some hundred models has to remember. The price is that a change of the seed
changes rows that have landed: the names are therefore part of a contract's version, so that files are read again and
databases are read whole under the new ones.

A name that is in neither the seed nor the tenants is left as it is. It points nowhere, which dbt counts and tells as a
warning, since the tenant may still arrive.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polars as pl

from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import DBT_PROJECT
from data_contracts import Contract

SEED = DBT_PROJECT / "seeds" / "tenant_aliases.csv"
TENANT = "platform.tenants.id"


@cache
def tenant_aliases(file: Path = SEED) -> Mapping[str, str | None]:
    """Alias → id of the tenant, None for no tenant. Raises UserError where one alias is given twice."""
    aliases: dict[str, str | None] = {}
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["alias"] in aliases:
                raise UserError(f"{file}: the alias {row['alias']!r} is there twice.", "Take one of the rows away.")
            aliases[row["alias"]] = row["tenant_id"] or None
    return aliases


def tenant_columns(contract: type[Contract]) -> list[str]:
    """The columns of a contract that hold tenants."""
    return [name for name, field in contract.fields().items() if field.metadata["references"] == TENANT]


def with_tenants_resolved(
    contract: type[Contract], frame: pl.DataFrame, aliases: Mapping[str, str | None] | None = None
) -> pl.DataFrame:
    """The rows with the ids of tenants in place of their other names."""
    aliases = tenant_aliases() if aliases is None else aliases
    named = [name for name in tenant_columns(contract) if frame[name].is_in(list(aliases)).any()]
    if not named:
        return frame
    return frame.with_columns(pl.col(name).replace(list(aliases), list(aliases.values())) for name in named)


def aliases_version(contract: type[Contract]) -> str:
    """What the names add to a contract's version; nothing where it holds no tenants."""
    if not tenant_columns(contract):
        return ""
    return hashlib.sha256(repr(sorted(tenant_aliases().items())).encode()).hexdigest()
