"""What is planted in usage and invoices."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("usage_growth", "usage", 1.25, "factor",
                  "Usage per day at the end of the recorded days over that at their start."),
    PlantedEffect("output_price_cut", "unit cost", -0.2, "share",
                  "Change of the price of AI output, so many days before the end.", starts_days_before=45),
    PlantedEffect("old_price_billed", "reported cost", 3.0, "days",
                  "Days after the price cut on which the platform still reckoned with the old price.",
                  starts_days_before=45, lasts_days=3),
    PlantedEffect("cost_off", "reported cost", 0.004, "share",
                  "Share of the other usage rows whose reported cost is off by one to nine cents."),
    PlantedEffect("unpaid", "invoices", 0.04, "share",
                  "Share of the invoices of the last months that are not paid, beside those of overdue tenants.",
                  starts_days_before=150),
    PlantedEffect("heavy_user", "usage", 12.0, "factor",
                  "Usage of the smallest paying tenant: it costs more than it pays."),
)  # fmt: skip
