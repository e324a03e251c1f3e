"""What is planted in what the platform measures of itself: databases, chats, page loads, reports on agents."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    # Databases
    PlantedEffect("database_slow_hour", "latency", 4.0, "factor",
                  "Queries of orders-primary from 02:00 to 03:00, while its nightly export runs."),
    PlantedEffect("database_failing_queries", "error rate", 8.0, "factor",
                  "Queries of search-index that fail, since a change so many days before the end.",
                  starts_days_before=14),
    PlantedEffect("heatmap_miscounted", "reported volume", 0.01, "share",
                  "Share of the heatmap's rows on slow sorts of query whose volume is one or two off."),
    # Chats
    PlantedEffect("bot_retrained", "deflection", 0.11, "share",
                  "Chats that the bot ends by itself, added to their share since so many days before the end.",
                  starts_days_before=45),
    PlantedEffect("handoffs_forgotten", "reported deflection", 7.0, "days",
                  "Days on which the reported rate left handoffs out of what it is a share of.",
                  starts_days_before=30, lasts_days=7),
    PlantedEffect("chat_hours_lost", "hourly volume", 3.0, "hours",
                  "Hours, from 09:00 on, that the hourly counts of one day lack.", starts_days_before=18, lasts_days=1),
    # Page loads
    PlantedEffect("slow_page_in_browser", "load time", 2.6, "factor", "The page /analytics in Safari."),
    PlantedEffect("browser_misread", "reported browser", 1.0, "share",
                  "Page loads in Edge that were reported as Chrome, for some days.",
                  starts_days_before=20, lasts_days=6),
    # Reports on agents and on the desk
    PlantedEffect("agent_volume_overstated", "reported volume", 1.35, "factor",
                  "Cases of the agent with most of them, as reported for the last months.", starts_days_before=190),
    PlantedEffect("agent_reports_off", "reported figures", 0.03, "share",
                  "Share of the other agents' monthly rows whose handling time is a minute too long."),
    PlantedEffect("desk_csat_flattered", "reported csat", 0.3, "points",
                  "Satisfaction of the desk as reported, above the computed mean, for the months of this time.",
                  starts_days_before=100, lasts_days=62),
)  # fmt: skip
