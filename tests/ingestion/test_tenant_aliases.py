"""Other names of tenants: resolved where a column points at a tenant, left alone everywhere else."""

from __future__ import annotations

import polars as pl
import pytest

from dagster_project.ingestion.tenant_aliases import tenant_aliases, tenant_columns, with_tenants_resolved
from dagster_project.resources.errors import UserError
from data_contracts import find_contract

ALIASES = {"acme_1": "550e8400", "global": None}
USERS = find_contract("platform", "users")
TENANTS = find_contract("platform", "tenants")

CASES = [("acme_1", "550e8400"), ("global", None), ("lex_corp", "lex_corp"), ("550e8400", "550e8400"), (None, None)]


@pytest.mark.parametrize(("given", "tenant"), CASES)
def test_a_name_becomes_the_tenant_it_means(given, tenant):
    schema = {"tenant_id": pl.String, "name": pl.String}
    frame = pl.DataFrame({"tenant_id": [given, "x"], "name": ["acme_1", "global"]}, schema=schema)
    resolved = with_tenants_resolved(USERS, frame, ALIASES)
    assert resolved["tenant_id"].to_list() == [tenant, "x"]
    assert resolved["name"].to_list() == ["acme_1", "global"]


def test_the_tenants_themselves_have_no_other_name():
    assert tenant_columns(TENANTS) == []


def test_global_is_no_tenant_and_every_other_name_is_one():
    aliases = tenant_aliases()
    assert aliases["global"] is None
    assert all(len(tenant) == 36 for alias, tenant in aliases.items() if alias != "global")


def test_an_alias_given_twice_is_refused(tmp_path):
    file = tmp_path / "tenant_aliases.csv"
    file.write_text("alias,tenant_id\na,1\na,2\n")
    with pytest.raises(UserError, match="the alias 'a' is there twice"):
        tenant_aliases(file)
