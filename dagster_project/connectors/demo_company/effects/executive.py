"""What is planted in the scores of the executive view."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("revenue_score_flattered", "reported score", 18.0, "points",
                  "The score of Revenue is reported so much higher than its figures say.", starts_days_before=130),
    PlantedEffect("support_called_up", "reported trend", 1.0, "share",
                  "The trend of Support is reported as up in every month, whatever it does.", starts_days_before=290),
)  # fmt: skip
