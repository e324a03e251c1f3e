"""What is planted in A/B tests."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("ab_real_lift", "conversion rate", 0.045, "points",
                  "Button colour: blue (B) is declared the winner and does convert more."),
    PlantedEffect("ab_no_lift", "conversion rate", 0.0, "points",
                  "Feed layout: the grid (B) is declared the winner, though both convert as often."),
    PlantedEffect("ab_wrong_winner", "conversion rate", -0.045, "points",
                  "Help widget: the lower place (B) is declared the winner and converts less."),
    PlantedEffect("ab_overlooked_lift", "conversion rate", 0.05, "points",
                  "Trial reminder: the message in the product (B) converts more and nobody says so."),
    PlantedEffect("ab_split_off", "users", -0.06, "points",
                  "Checkout steps: so much smaller than planned is the share of the users that get variant A."),
    PlantedEffect("ab_seen_both", "users", 0.015, "share", "Users of a test who are shown both variants."),
    PlantedEffect("ab_converted_before", "users", 0.01, "share",
                  "Users of a test who convert before they are shown anything, and not again."),
)  # fmt: skip
