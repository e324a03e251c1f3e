with

deals as (

    select * from {{ ref('deals') }}

),

grouped as (

    select
        source,
        'competitor' as grouped_by,
        coalesce(competitor, 'nobody else') as group_name,
        is_won,
        amount_usd
    from deals

    union all

    select
        source,
        'reason' as grouped_by,
        reason_category as group_name,
        is_won,
        amount_usd
    from deals

    union all

    select
        source,
        'segment' as grouped_by,
        coalesce(segment, 'not known') as group_name,
        is_won,
        amount_usd
    from deals

),

counted as (

    select
        source,
        grouped_by,
        group_name,
        count(*) as deal_count,
        count(case when is_won then 1 end) as won_count,
        sum(case when not is_won then amount_usd end) as lost_amount_usd
    from grouped
    group by source, grouped_by, group_name

)

select
    *,
    cast(won_count as double) / deal_count as win_rate,
    {{ wilson_bound('won_count', 'deal_count', '-') }} as win_rate_low,
    {{ wilson_bound('won_count', 'deal_count', '+') }} as win_rate_high
from counted
