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
        count(case when is_delivered then 1 end) as delivered_count,
        count(case when is_delivered and not is_late then 1 end) as on_time_count,
        count(case when is_open then 1 end) as open_count,
        count(case when is_overdue then 1 end) as overdue_count,
        percentile_cont(0.5) within group (order by case when is_delivered then days_past_promise end)
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
        counted.delivered_count,
        counted.on_time_count,
        counted.open_count,
        counted.overdue_count,
        counted.median_days_past_promise,
        cast(counted.on_time_count as double) / nullif(counted.delivered_count, 0) as on_time_rate,
        {{ wilson_bound('counted.on_time_count', 'counted.delivered_count', '-') }} as on_time_rate_low,
        {{ wilson_bound('counted.on_time_count', 'counted.delivered_count', '+') }} as on_time_rate_high
    from suppliers
    inner join counted on suppliers.source = counted.source and suppliers.supplier_id = counted.supplier_id

)

-- Places from the best on: by what the platform says, and by how the supplier keeps its promises.
select
    *,
    rank() over (partition by source order by rating desc) as rating_place,
    rank() over (partition by source order by on_time_rate desc) as on_time_place
from rated
where delivered_count > 0
