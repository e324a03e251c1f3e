"""What a subject of the platform is: some tables that are simulated together, once all cases are there."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import polars as pl

from dagster_project.connectors.demo_company import platform
from dagster_project.connectors.demo_company.draws import Random
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.world import World
from data_contracts import Contract


@dataclass(frozen=True)
class Scene:
    """What a subject can look at: the world, random draws of its own, and the tables that were simulated before it.

    rng: a stream that belongs to the subject, so that no other subject's change moves its rows.
    """

    world: World
    rng: Random
    folder: Path

    def table(self, contract: type[Contract]) -> pl.LazyFrame:
        """The rows of a table of cases, or of a subject named in `after`; lazy, since there may be millions."""
        return pl.scan_parquet(sorted((self.folder / contract.facts().table).glob("part-*.parquet")))


@dataclass(frozen=True)
class Subject:
    """Some tables and how they come about.

    contracts: every table that it makes; each has at least one row.
    create: yields tables, in as many parts as memory asks for; a contract may come several times.
    after: names of subjects whose tables it reads.
    """

    name: str
    contracts: tuple[type[Contract], ...]
    create: Callable[[Scene], Iterator[Tables]]
    after: tuple[str, ...] = ()


@cache
def all_subjects() -> tuple[Subject, ...]:
    """Every subject, each behind those that it reads."""
    found = {
        subject.name: subject
        for module in pkgutil.iter_modules(platform.__path__)
        for subject in (importlib.import_module(f"{platform.__name__}.{module.name}").SUBJECT,)
    }
    # Sorted by name first, so that the order does not depend on how files are listed.
    graph = {name: found[name].after for name in sorted(found)}
    return tuple(found[name] for name in TopologicalSorter(graph).static_order())
