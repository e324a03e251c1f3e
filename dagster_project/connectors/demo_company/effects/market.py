"""What is planted in app stores and among competitors."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("crashing_release", "crashes", 7.0, "factor", "Sessions of one version on Android that crash."),
    PlantedEffect("crashing_release_rating", "rating", -0.9, "points", "Ratings of that version."),
    PlantedEffect("store_rating_flattered", "reported rating", 0.4, "points",
                  "What GalaxyStore reports above the mean of its ratings."),
    PlantedEffect("store_crashes_hidden", "reported crash-free rate", 0.02, "share",
                  "What AppGallery reports above the share of sessions that did not crash."),
    PlantedEffect("competitor_outage", "sentiment", -0.55, "points",
                  "Posts about Caseloop in the week of an outage, which are also three times as many.",
                  starts_days_before=37, lasts_days=7),
    PlantedEffect("competitor_price_moves", "web changes", 6.0, "changes",
                  "Changes of prices with high significance that Brightdesk made in the last weeks.",
                  starts_days_before=30),
    PlantedEffect("competitor_delta_wrong", "reported delta", 0.03, "share",
                  "Share of competitors' figures whose reported change has the wrong sign."),
)  # fmt: skip
