with

supplier_performance as (

    select * from {{ ref('supplier_performance') }}

)

select
    source,
    supplier_id,
    supplier_name,
    category,
    status,
    rating,
    delivered_count,
    on_time_count,
    open_count,
    overdue_count,
    on_time_rate,
    on_time_rate_low,
    on_time_rate_high,
    median_days_past_promise,
    rating_place,
    on_time_place
from supplier_performance
