"""What the page on supply reads besides metrics: lists, one select each."""

from __future__ import annotations

SUPPLIERS = """
    select supplier_name, category, status, rating, rating_place, on_time_place, rating_place - on_time_place as
        places_apart, on_time_rate, on_time_rate_low, on_time_rate_high, delivered_count, open_count, overdue_count,
        median_days_past_promise
    from reporting.supplier_performance
    order by on_time_rate nulls last, supplier_name
"""

NODES = """
    select location, node_type, supplier_name, capacity_rate, is_nearly_full, on_time_rate, on_time_rate_low,
        on_time_rate_high, delivered_count, open_count, overdue_count
    from reporting.supply_node_performance
    order by capacity_rate desc, location
"""

OVERDUE = """
    select order_id, supplier_name, location, sku, quantity, status, ordered_on, promised_on, days_past_promise
    from reporting.supply_orders
    where is_overdue
    order by days_past_promise desc, quantity desc
"""
