"""What is planted in the catalogue of products and in its prices."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("goggles_v2_issues", "issues", 3.5, "factor",
                  "Cases about View Goggles, against those about other products, since its version v2.0 came out.",
                  starts_days_before=120),
    PlantedEffect("issue_counts_off", "reported issues", 0.08, "share",
                  "Share of the monthly judgements of products whose count of issues is one to four too low or high."),
    PlantedEffect("flattered_product", "reported sentiment", 0.45, "points",
                  "Added to the reported sentiment of Smart Lock, always."),
    PlantedEffect("employee_book_for_all", "prices", 0.0, "amount",
                  "Price in a book meant for employees, whose group was emptied: it goes before all others for "
                  "everyone.", starts_days_before=20),
    PlantedEffect("sold_out_on_order", "stock", 2.0, "variants", "Variants out of stock with orders under way."),
    PlantedEffect("sold_out_forgotten", "stock", 1.0, "variants", "Variants out of stock with nothing ordered."),
    PlantedEffect("price_ties", "prices", 2.0, "variants",
                  "Variants that two books of the same priority price differently, for some days.",
                  starts_days_before=30),
    PlantedEffect("price_gap", "prices", 14.0, "days", "Days for which no book had a price of Smart Lock in pounds.",
                  starts_days_before=60, lasts_days=14),
    PlantedEffect("price_overlap", "prices", 10.0, "days",
                  "Days for which two dated prices of Ultra Book Pro in pounds both hold.",
                  starts_days_before=100, lasts_days=10),
    PlantedEffect("connections_to_nowhere", "connections", 2.0, "connections",
                  "Connections to a product that is not in the catalogue."),
)  # fmt: skip
