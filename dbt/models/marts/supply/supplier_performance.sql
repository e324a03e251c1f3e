with

orders as (

    select * from {{ ref('supply_orders') }}

),

suppliers as (

    select * from {{ ref('stg_platform__suppliers') }}

),

counted as (

    select
        source,
        supplier_id,
        count(case when is_judged then 1 end) as delivered_count,
        count(case when is_judged and not is_late then 1 end) as on_time_count,
        count(case when is_open then 1 end) as open_count,
        count(case when is_overdue then 1 end) as overdue_count,
        percentile_cont(0.5) within group (order by case when is_judged then days_past_promise end)
            as median_days_past_promise
    from orders
    group by source, supplier_id

),

rated as (

    select
        suppliers.source,
        suppliers.supplier_id,
        suppliers.supplier_name,
        suppliers.category,
        suppliers.status,
        suppliers.rating,
        coalesce(counted.delivered_count, 0) as delivered_count,
        coalesce(counted.on_time_count, 0) as on_time_count,
        coalesce(counted.open_count, 0) as open_count,
        coalesce(counted.overdue_count, 0) as overdue_count,
        counted.median_days_past_promise,
        cast(counted.on_time_count as double) / nullif(counted.delivered_count, 0) as on_time_rate,
        {{ wilson_bound('counted.on_time_count', 'counted.delivered_count', '-') }} as on_time_rate_low,
        {{ wilson_bound('counted.on_time_count', 'counted.delivered_count', '+') }} as on_time_rate_high
    from suppliers
    left join counted on suppliers.source = counted.source and suppliers.supplier_id = counted.supplier_id

)

-- Places from the best on: by what the platform says, and by how the supplier keeps its promises; those that have not
-- delivered yet have none.
select
    *,
    case
        when delivered_count > 0
            then rank() over (partition by source, delivered_count > 0 order by rating desc)
    end as rating_place,
    case
        when delivered_count > 0
            then rank() over (partition by source, delivered_count > 0 order by on_time_rate desc)
    end as on_time_place
from rated
