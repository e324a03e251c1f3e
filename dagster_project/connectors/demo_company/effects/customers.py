"""What is planted in customers who leave."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("leaving_at_50", "customers who leave", 0.04, "share a month",
                  "Customers with a health score of 50."),
    PlantedEffect("leaving_by_health", "customers who leave", 1.9, "factor",
                  "For every ten points of health less."),
)  # fmt: skip
