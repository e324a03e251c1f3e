with

counted as (

    select * from {{ ref('win_counts') }}

),

-- The rest are all other deals of the same period and segment.
with_rest as (

    select
        *,
        sum(deal_count) over scope - deal_count as rest_count,
        sum(won_count) over scope - won_count as rest_won_count
    from counted
    window scope as (partition by source, window_days, within_segment, grouped_by)

),

with_intervals as (

    select
        *,
        cast(won_count as double) / deal_count as win_rate,
        {{ wilson_bound('won_count', 'deal_count', '-') }} as win_rate_low,
        {{ wilson_bound('won_count', 'deal_count', '+') }} as win_rate_high,
        cast(rest_won_count as double) / nullif(rest_count, 0) as rest_rate,
        {{ wilson_bound('rest_won_count', 'rest_count', '-') }} as rest_rate_low,
        {{ wilson_bound('rest_won_count', 'rest_count', '+') }} as rest_rate_high
    from with_rest

),

with_difference as (

    select
        *,
        win_rate - rest_rate as difference,
        {{ difference_bound('win', 'rest', '-') }} as difference_low,
        {{ difference_bound('win', 'rest', '+') }} as difference_high
    from with_intervals

)

select
    *,
    deal_count < 30 as is_few,
    coalesce(difference_low > 0 or difference_high < 0, false) as is_apart
from with_difference
