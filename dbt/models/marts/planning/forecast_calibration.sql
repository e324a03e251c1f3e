with

forecasts as (

    select * from {{ ref('project_forecasts') }}

),

known as (

    select
        source,
        confidence_band,
        confidence,
        is_in_range
    from forecasts
    where is_known
    union all
    select
        source,
        'all' as confidence_band,
        confidence,
        is_in_range
    from forecasts
    where is_known

),

counted as (

    select
        source,
        confidence_band,
        count(*) as forecast_count,
        count(case when is_in_range then 1 end) as in_range_count,
        avg(confidence) as stated_rate
    from known
    group by source, confidence_band

),

measured as (

    select
        *,
        cast(in_range_count as double) / forecast_count as in_range_rate,
        {{ wilson_bound('in_range_count', 'forecast_count', '-') }} as in_range_rate_low,
        {{ wilson_bound('in_range_count', 'forecast_count', '+') }} as in_range_rate_high
    from counted

)

select
    *,
    case
        when in_range_rate_high < stated_rate then 'over-confident'
        when in_range_rate_low > stated_rate then 'too cautious'
        else 'no difference shown'
    end as verdict
from measured
