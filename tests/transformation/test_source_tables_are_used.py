"""Each source table, with the models and the pages that use it; a table that no page shows is not done.

Derived from dbt's manifest alone: from a source down to the reporting models that read it, and to the exposures (pages)
that name those. `python -m pytest -rP tests/transformation/test_source_tables_are_used.py` prints the list.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from dbt_builds import parsed_project

from data_contracts import all_contracts

UNUSED = {"zendesk_fivetran.sla_policy_metric_history"}
"""What Zendesk itself worked out of its clocks: landed for those who want to compare, and computed anew here."""


@dataclass(frozen=True)
class Use:
    """What stands downstream of a table: names of reporting models, and of pages that show them."""

    models: tuple[str, ...]
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def manifest() -> dict:
    return json.loads((parsed_project() / "manifest.json").read_text())


def uses(manifest: dict) -> dict[str, Use]:
    """Source table, as source.table → what uses it."""
    names = {**manifest["nodes"], **manifest["exposures"]}
    told = {}
    for source_id, source in manifest["sources"].items():
        below, waiting = set(), [source_id]
        while waiting:
            new = [child for child in manifest["child_map"].get(waiting.pop(), ()) if child not in below]
            below.update(new)
            waiting += new
        models = (names[i]["name"] for i in below if i.startswith("model.") and names[i]["schema"] == "reporting")
        pages = (names[i]["label"] for i in below if i.startswith("exposure."))
        told[f"{source['source_name']}.{source['name']}"] = Use(tuple(sorted(models)), tuple(sorted(pages)))
    return told


def test_every_source_table_is_in_a_published_model_and_on_a_page(manifest):
    used = uses(manifest)
    for table, use in used.items():
        print(f"{table:44} {', '.join(use.models) or '-'} | {', '.join(use.pages) or '-'}")
    unused = {table for table, use in used.items() if not use.models or not use.pages}
    assert unused == UNUSED


def test_the_list_holds_the_tables_of_all_contracts(manifest):
    contracts = {contract.full_name() for contract in all_contracts()}
    assert contracts - set(uses(manifest)) == set()


def test_a_table_that_is_only_staged_is_not_used():
    made_up = {
        "sources": {"source.a": {"source_name": "desk", "name": "notes"}},
        "nodes": {"model.stg": {"name": "stg_desk__notes", "schema": "staging"}},
        "exposures": {},
        "child_map": {"source.a": ["model.stg"]},
    }
    assert uses(made_up) == {"desk.notes": Use((), ())}
