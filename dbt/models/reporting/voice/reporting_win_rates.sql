with

win_rates as (

    select * from {{ ref('win_rates') }}

)

select
    source,
    window_days,
    within_segment,
    grouped_by,
    group_name,
    cast(deal_count as bigint) as deal_count,
    cast(won_count as bigint) as won_count,
    is_few,
    win_rate,
    win_rate_low,
    win_rate_high,
    cast(rest_count as bigint) as rest_count,
    rest_rate,
    difference,
    difference_low,
    difference_high,
    is_apart,
    cast(won_amount_usd as decimal(18, 2)) as won_amount_usd,
    cast(lost_amount_usd as decimal(18, 2)) as lost_amount_usd
from win_rates
