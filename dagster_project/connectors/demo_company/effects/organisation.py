"""What is planted in the organisation."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("unit_cycle", "units", 3.0, "units", "Units of which each is below the next, in a ring."),
    PlantedEffect("orphaned_unit", "units", 1.0, "units", "Units whose parent is not there; one more hangs below."),
    PlantedEffect("wrong_levels", "units", 2.0, "units", "Units that the platform places on a level they are not on."),
    PlantedEffect("no_primary_unit", "people", 4.0, "users", "People of ours who may see a unit and belong to none."),
    PlantedEffect("no_unit_at_all", "people", 2.0, "users", "People of ours who are in no unit."),
    PlantedEffect("several_primary_units", "people", 3.0, "users", "People of ours who belong to two units."),
)  # fmt: skip
