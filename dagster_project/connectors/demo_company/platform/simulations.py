"""Runs of scenarios. Most come out as they usually do; one scenario comes out one way or the other, sure of itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import between, choose, spread
from dagster_project.connectors.demo_company.history import DAY
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.simulations import SimulationRuns

UNSURE = "Regional outage"
# scenario, median time in milliseconds, usual outcome, the other one, its share, confidence, runs as a weight
SCENARIOS = (
    ("Black Friday load", 45_000, "Stable", "Degraded", 0.04, 0.97, 1.4),
    ("Loss of a database", 12_000, "Recovered", "Degraded", 0.08, 0.87, 1.2),
    ("Churn in all regions", 8_500, "High risk", "Stable", 0.12, 0.71, 0.8),
    ("Adoption of a new feature", 3_200, "Success", "Slow start", 0.07, 0.91, 0.9),
    (UNSURE, 1_500, "Recovered", "Panic", None, 0.95, 1.1),
    ("Price rise of five per cent", 6_100, "Stable", "High risk", 0.05, 0.83, 0.5),
    ("Ticket volume doubles", 21_000, "Degraded", "Stable", 0.06, 0.9, 0.7),
)
RUNS = 420


def create(scene: Scene) -> Iterator[Tables]:
    """The runs, the oldest first."""
    rng, history = scene.rng, scene.world.history
    names, medians, usual, other, _, confidence, weights = zip(*SCENARIOS, strict=True)
    scenario = choose(rng, RUNS, weights)
    ran = np.sort(between(rng, RUNS, history.start, history.until - DAY).astype(np.int64))
    share = np.array([planted("simulation_flips").size if entry[4] is None else entry[4] for entry in SCENARIOS])
    flips = np.zeros(RUNS, dtype=bool)
    for place, part in enumerate(share):
        of_scenario = np.flatnonzero(scenario == place)
        flips[rng.permutation(of_scenario)[: round(of_scenario.size * part)]] = True
    yield {
        SimulationRuns: rows.frame(
            SimulationRuns,
            {
                "id": rows.numbered("SIM-", np.arange(1, RUNS + 1), 5),
                "scenario_name": rows.texts(names).gather(scenario),
                "run_time_ms": np.round(spread(rng, RUNS, np.array(medians, dtype=np.float64)[scenario], 0.25)),
                "outcome": pl.Series(np.where(flips, np.array(other)[scenario], np.array(usual)[scenario])),
                "confidence": np.round(
                    np.clip(np.array(confidence)[scenario] + 0.02 * rng.standard_normal(RUNS), 0.05, 0.99), 2
                ),
                "ran_at": rows.instants(ran),
            },
        )
    }


SUBJECT = Subject("simulations", (SimulationRuns,), create)
