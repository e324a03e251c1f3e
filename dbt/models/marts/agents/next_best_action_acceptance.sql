with

suggestions as (

    select * from {{ ref('next_best_actions') }}

),

counted as (

    select
        source,
        suggestion,
        count(*) as suggested_count,
        count(case when is_decided then 1 end) as decided_count,
        count(case when is_accepted then 1 end) as accepted_count,
        count(case when decision = 'rejected' then 1 end) as rejected_count,
        count(case when decision = 'open' then 1 end) as open_count,
        avg(case when is_decided then confidence end) as mean_confidence,
        percentile_cont(0.5) within group (order by hours_to_decide) as median_hours_to_decide
    from suggestions
    group by source, suggestion

)

select
    *,
    cast(accepted_count as double) / nullif(decided_count, 0) as acceptance_rate,
    {{ wilson_bound('accepted_count', 'decided_count', '-') }} as acceptance_rate_low,
    {{ wilson_bound('accepted_count', 'decided_count', '+') }} as acceptance_rate_high
from counted
