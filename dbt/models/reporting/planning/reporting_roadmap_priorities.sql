with

roadmap_priorities as (

    select * from {{ ref('roadmap_priorities') }}

)

select
    source,
    priority,
    cast(priority_place as bigint) as priority_place,
    item_count,
    done_count,
    open_count,
    overdue_count,
    slipped_count,
    cast(mean_slip_months as double) as mean_slip_months,
    cast(longest_slip_months as bigint) as longest_slip_months,
    slipped_rate,
    slipped_rate_low,
    slipped_rate_high,
    dated_count,
    kept_count,
    kept_rate,
    kept_rate_low,
    kept_rate_high
from roadmap_priorities
