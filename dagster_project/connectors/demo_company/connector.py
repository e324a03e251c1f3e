"""The connector: one batch per simulated table, each the whole truth of its source."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import polars as pl

from dagster_project.connectors.connector import SourceFacts
from dagster_project.connectors.demo_company.history import next_midnight
from dagster_project.connectors.demo_company.simulation import SIMULATED, simulate, table_folder
from dagster_project.ingestion.batches import Batch, Chunk
from dagster_project.resources.configuration import SourceSettings
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from data_contracts import Contract
from data_contracts.vocabulary import EVENT_KINDS

logger = logging.getLogger(__name__)

DEFAULT_CASES, FEWEST_CASES, MOST_CASES = 10_000, 1_000, 1_000_000
DEFAULT_SEED = 7


class DemoCompany:
    """One configured demo company: its size, its seed, and the end of its history."""

    def __init__(self, name: str, cases: int, seed: int, until: datetime, landing: Path) -> None:
        self.name = name
        self.cases = cases
        self.seed = seed
        self.until = until
        self._landing = landing

    @classmethod
    def configured(cls, source: SourceSettings, environment: Environment, as_of: datetime) -> DemoCompany:
        """From a section of loompin.toml. Raises UserError where it asks for what cannot be simulated."""
        where = f"{environment.config}, [sources.{source.name}]"
        cases = source.settings.get("cases", DEFAULT_CASES)
        seed = source.settings.get("seed", DEFAULT_SEED)
        if not _is_whole(cases) or not FEWEST_CASES <= cases <= MOST_CASES:
            raise UserError(
                f"{where}: cases is {cases!r}; a demo company has {FEWEST_CASES:,} to {MOST_CASES:,} of them.",
                "Give a whole number in that range.",
            )
        if not _is_whole(seed) or seed < 0:
            raise UserError(f"{where}: seed is {seed!r}.", "Give a whole number from 0 on.")
        # By source, so that two demo companies in one file do not throw each other's simulation away.
        landing = Home(environment.home).landing / source.name
        return cls(source.name, cases, seed, next_midnight(as_of), landing)

    @property
    def fingerprint(self) -> str:
        """What the rows depend on: the simulation's own code, seed, size, end."""
        return f"{generator_version()}-seed-{self.seed}-cases-{self.cases}-until-{self.until:%Y-%m-%d}"

    @property
    def folder(self) -> Path:
        """Where this simulation lies once it has been made."""
        return self._landing / self.fingerprint

    def facts(self) -> SourceFacts:
        return SourceFacts(
            name=self.name,
            type="demo_company",
            carries=tuple(kind for kind in EVENT_KINDS if kind != "state_repeated"),
            as_of_last_event=False,
            description=f"Simulated support desk of an invented company: {self.cases:,} cases, seed {self.seed}.",
            tables=tuple(sorted(contract.full_name() for contract in SIMULATED)),
        )

    def batches(self, contract: type[Contract]) -> Iterator[Batch]:
        if contract in SIMULATED:
            yield Batch(
                source=self.name,
                contract=contract,
                origin=f"demo company of {self.cases:,} cases, seed {self.seed}, until {self.until:%Y-%m-%d}",
                fingerprint=self.fingerprint,
                chunks=lambda: self._chunks(contract),
                replaces_source=True,
            )

    def _chunks(self, contract: type[Contract]) -> Iterator[Chunk]:
        self._simulate_once()
        first_row = 1
        for part in sorted(table_folder(self.folder, contract).glob("part-*.parquet")):
            frame = pl.read_parquet(part)
            yield Chunk(frame, first_row)
            first_row += frame.height

    def _simulate_once(self) -> None:
        """Simulate where that has not been done, and remove what earlier runs left: it will not be read again."""
        if self.folder.exists():
            return
        logger.info("simulating a company of %s cases until %s", f"{self.cases:,}", f"{self.until:%Y-%m-%d}")
        self._landing.mkdir(parents=True, exist_ok=True)
        simulate(self.cases, self.seed, self.until, self.folder)
        for other in self._landing.iterdir():
            if other != self.folder:
                shutil.rmtree(other)


@cache
def generator_version() -> str:
    """A short hash of this package's code: a simulation that was changed is another one, nobody need count."""
    code = b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.rglob("*.py")))
    return hashlib.sha256(code).hexdigest()[:12]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
