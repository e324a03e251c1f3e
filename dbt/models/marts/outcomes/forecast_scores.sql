with

outcomes as (

    select * from {{ ref('forecast_outcomes') }}
    where is_scored

),

counted as (

    select
        source,
        count(*) as scored_count,
        count(case when is_in_range then 1 end) as in_range_count,
        -- A mean of a few ratios says nothing: one fix that was twice too small cancels one that did nothing.
        case when count(*) >= 5 then avg(relative_miss) end as bias
    from outcomes
    group by source

)

select
    source,
    scored_count,
    in_range_count,
    cast(in_range_count as double) / scored_count as coverage_rate,
    {{ wilson_bound('in_range_count', 'scored_count', '-') }} as coverage_rate_low,
    {{ wilson_bound('in_range_count', 'scored_count', '+') }} as coverage_rate_high,
    bias
from counted
