with

items as (

    select * from {{ ref('roadmap_items') }}

),

counted as (

    select
        source,
        priority,
        count(*) as item_count,
        count(case when is_done then 1 end) as done_count,
        count(case when is_open then 1 end) as open_count,
        count(case when is_overdue then 1 end) as overdue_count,
        count(case when is_slipped then 1 end) as slipped_count,
        avg(slip_month_count) as mean_slip_months,
        max(slip_month_count) as longest_slip_months,
        count(case when is_done_and_dated then 1 end) as dated_count,
        count(case when is_kept then 1 end) as kept_count
    from items
    where status <> 'Cancelled'
    group by source, priority

)

select
    *,
    case priority when 'Critical' then 1 when 'High' then 2 when 'Medium' then 3 else 4 end as priority_place,
    cast(slipped_count as double) / item_count as slipped_rate,
    {{ wilson_bound('slipped_count', 'item_count', '-') }} as slipped_rate_low,
    {{ wilson_bound('slipped_count', 'item_count', '+') }} as slipped_rate_high,
    cast(kept_count as double) / nullif(dated_count, 0) as kept_rate,
    {{ wilson_bound('kept_count', 'dated_count', '-') }} as kept_rate_low,
    {{ wilson_bound('kept_count', 'dated_count', '+') }} as kept_rate_high
from counted
