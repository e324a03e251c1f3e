"""What is planted in projects, their forecasts and the roadmap."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("forecast_overconfidence", "forecasts", 0.25, "points",
                  "Ranges of forecasts hold so much more rarely than their confidence says."),
    PlantedEffect("project_overrun", "time to finish a project", 1.12, "factor",
                  "Half of the projects take longer than so many times what was planned."),
    PlantedEffect("stuck_projects", "projects", 7, "projects",
                  "Projects whose day was in the last months and that are not done."),
    PlantedEffect("late_projects_called_on_track", "projects", 3, "projects",
                  "Projects past their day that are reported as on track all the same."),
    PlantedEffect("critical_items_slip", "time to finish a roadmap item", 2.0, "months",
                  "Items of the roadmap of priority Critical slip by so much more than others, on average."),
    PlantedEffect("roadmap_forgotten", "items", 0.06, "share",
                  "Items of the roadmap whose month is over and that are not done."),
)  # fmt: skip
