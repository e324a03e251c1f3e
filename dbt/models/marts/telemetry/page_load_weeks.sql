with

loads as (

    select * from {{ ref('int_page_loads') }}

)

select
    source,
    page,
    cast({{ dbt.date_trunc('week', 'occurred_at') }} as date) as load_week,
    count(*) as load_count,
    count(distinct occurred_on) as day_count,
    percentile_cont(0.5) within group (order by load_time_ms) as median_ms,
    percentile_cont(0.95) within group (order by load_time_ms) as p95_ms
from loads
where occurred_at is not null
group by source, page, cast({{ dbt.date_trunc('week', 'occurred_at') }} as date)
