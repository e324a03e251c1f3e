with

win_rates as (

    select * from {{ ref('win_rates') }}

)

select
    source,
    grouped_by,
    group_name,
    cast(deal_count as bigint) as deal_count,
    cast(won_count as bigint) as won_count,
    win_rate,
    win_rate_low,
    win_rate_high,
    cast(lost_amount_usd as decimal(18, 2)) as lost_amount_usd
from win_rates
