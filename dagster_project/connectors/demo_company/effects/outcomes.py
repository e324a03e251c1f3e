"""What is planted in outcomes of fixes that were forecast: accounts that got a fix first, and what came of it.

Accounts are in two groups each time, treated and not, of about equal size. Beside these, `exports_mended` is a fix for
everybody at once, which leaves nobody to compare with.
"""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("pages_fixed", "volume", -0.7, "share",
                  "Change of the number of cases about dashboards, alerts and the mobile app in treated accounts.",
                  starts_days_before=182),
    PlantedEffect("guide_rewritten", "volume", 0.0, "share",
                  "Change of the number of cases that ask for a guide, in treated accounts: none at all.",
                  starts_days_before=154),
    PlantedEffect("sign_in_drift", "volume", 1.0, "share",
                  "Share of the cases about signing in that moves, evenly over the time before the fix, from treated "
                  "accounts to the others: the two were never parallel, and the fix itself does nothing.",
                  starts_days_before=161),
)  # fmt: skip
