"""Which contracts there are. A new subject module is found by being in a source's package."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import data_contracts.event_log
import data_contracts.platform
import data_contracts.support
import data_contracts.zendesk_fivetran
from data_contracts.contract import Contract

SOURCES = (data_contracts.platform, data_contracts.support, data_contracts.event_log, data_contracts.zendesk_fivetran)


@cache
def all_contracts() -> tuple[type[Contract], ...]:
    """Every contract, ordered by source and table."""
    found: dict[tuple[str, str], type[Contract]] = {}
    for package in SOURCES:
        for module_info in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{module_info.name}")
            for value in vars(module).values():
                if isinstance(value, type) and issubclass(value, Contract) and "_facts" in vars(value):
                    found[(value.facts().source, value.facts().table)] = value
    return tuple(found[name] for name in sorted(found))


def find_contract(source: str, table: str) -> type[Contract]:
    """The contract of one table. Raises KeyError, naming what there is, when there is none."""
    for candidate in all_contracts():
        if (candidate.facts().source, candidate.facts().table) == (source, table):
            return candidate
    known = ", ".join(c.facts().table for c in all_contracts() if c.facts().source == source)
    raise KeyError(f"no contract {source}.{table}; {source} has: {known or 'nothing'}")


def subject_of(contract: type[Contract]) -> str:
    """What the table is about: the name of the module that declares it, such as billing."""
    return contract.__module__.rpartition(".")[2]
