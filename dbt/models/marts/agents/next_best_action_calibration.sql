with

suggestions as (

    select * from {{ ref('next_best_actions') }}

),

-- Tenths of equal size, from the least sure to the surest; where there are fewer than ten, each is its own.
tenths as (

    select
        *,
        ntile(10) over (
            partition by source
            order by confidence, suggested_at, entity_id, suggestion
        ) as confidence_decile
    from suggestions
    where is_decided

),

counted as (

    select
        source,
        confidence_decile,
        count(*) as decided_count,
        count(case when is_accepted then 1 end) as accepted_count,
        min(confidence) as lowest_confidence,
        max(confidence) as highest_confidence,
        avg(confidence) as mean_confidence
    from tenths
    group by source, confidence_decile

)

select
    source,
    cast(confidence_decile as bigint) as confidence_decile,
    decided_count,
    accepted_count,
    lowest_confidence,
    highest_confidence,
    mean_confidence,
    cast(accepted_count as double) / decided_count as acceptance_rate,
    {{ wilson_bound('accepted_count', 'decided_count', '-') }} as acceptance_rate_low,
    {{ wilson_bound('accepted_count', 'decided_count', '+') }} as acceptance_rate_high
from counted
