{#- Points by which a score has to move within a month to be called up or down. -#}
{%- set steady_within = 2 -%}
{#- Points by which a reported score may be off: it is a whole number, made from the platform's own figures. -#}
{%- set tolerance = 5 -%}

with

config as (

    select * from {{ ref('stg_platform__executive_config') }}

),

inputs as (

    select * from {{ ref('executive_score_inputs') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

weighed as (

    select
        source,
        category,
        score_date,
        count(points) as input_count,
        sum(weight * points) / nullif(sum(case when points is not null then weight end), 0) as computed_score
    from inputs
    group by source, category, score_date

),

joined as (

    select
        config.source,
        config.category,
        config.title,
        coalesce(config.as_of_date, cast(sources.as_of as date)) as score_date,
        config.reported_score,
        config.reported_trend,
        config.narrative,
        coalesce(weighed.input_count, 0) as input_count,
        weighed.computed_score
    from config
    inner join sources on config.source = sources.source
    left join weighed
        on
            config.source = weighed.source
            and config.category = weighed.category
            and coalesce(config.as_of_date, cast(sources.as_of as date)) = weighed.score_date

),

moved as (

    select
        *,
        reported_score - lag(reported_score) over by_day as reported_change,
        round(computed_score) - lag(round(computed_score)) over by_day as computed_change,
        row_number() over (partition by source, category order by score_date desc) = 1 as is_latest
    from joined
    window by_day as (partition by source, category order by score_date)

),

-- A trend is told of whole points. Where no score can be computed, it is that of the reported ones.
trended as (

    select
        *,
        reported_score - computed_score as difference,
        case
            when coalesce(computed_change, reported_change) > {{ steady_within }} then 'up'
            when coalesce(computed_change, reported_change) < -{{ steady_within }} then 'down'
            when coalesce(computed_change, reported_change) is not null then 'stable'
        end as computed_trend
    from moved

)

select
    *,
    {{ tolerance }} as tolerance,
    case
        when computed_score is null then 'not computable'
        when abs(difference) <= {{ tolerance }} then 'agrees'
        else 'differs'
    end as score_verdict,
    case
        when computed_trend is null then 'not computable'
        when reported_trend = computed_trend then 'agrees'
        else 'differs'
    end as trend_verdict
from trended
