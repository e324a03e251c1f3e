"""Runs of scenarios: what would happen if."""

from data_contracts.contract import Contract, UtcTime, column, contract


@contract("platform", "simulation_runs", key=["id"], freshness_hours=None, owner="platform-engineering")
class SimulationRuns(Contract):
    """One run of a scenario: how long it took and how it came out."""

    id: str = column("Identifier of the run.")
    scenario_name: str = column("Scenario that was run.")
    run_time_ms: float = column("How long it took, in milliseconds.", ge=0, unit="ms", read_as="milliseconds")
    outcome: str = column("How it came out, in a word, such as Stable.")
    confidence: float = column("How sure the simulation is of it, from 0 to 1.", ge=0, le=1)
    ran_at: UtcTime = column("When it ran.", nullable=True)
