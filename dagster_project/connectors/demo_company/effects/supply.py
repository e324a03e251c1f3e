"""What is planted in supply."""

from dagster_project.connectors.demo_company.planted_effect import PlantedEffect

EFFECTS = (
    PlantedEffect("late_supplier", "time to arrive", 1.25, "factor",
                  "Orders from Corvane Circuits, whose rating is among the best all the same."),
    PlantedEffect("full_port", "time to arrive", 6.0, "days", "Orders that come through the fullest port."),
    PlantedEffect("on_time", "orders", 0.88, "share", "Orders of the other nodes that arrive by the promised day."),
    PlantedEffect("orders_of_nothing", "orders refused by a validation rule", 9, "orders",
                  "Orders of no pieces at all, which the rule that quantities be positive keeps out."),
)  # fmt: skip
