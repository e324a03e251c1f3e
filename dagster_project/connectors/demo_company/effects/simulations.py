"""What is planted in simulation runs."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("simulation_flips", "runs", 0.45, "share",
                  "Runs of the scenario Regional outage that come out otherwise than most, at a confidence of 0.95."),
)  # fmt: skip
