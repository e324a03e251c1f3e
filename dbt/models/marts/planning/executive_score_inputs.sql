with

config as (

    select * from {{ ref('stg_platform__executive_config') }}

),

definitions as (

    select * from {{ ref('executive_score_definitions') }}

),

facts as (

    select * from {{ ref('executive_score_facts') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A score without a day is one of now.
scored as (

    select distinct
        config.source,
        config.category,
        coalesce(config.as_of_date, cast(sources.as_of as date)) as score_date
    from config
    inner join sources on config.source = sources.source

),

summed as (

    select
        scored.source,
        scored.category,
        scored.score_date,
        definitions.input,
        definitions.label,
        definitions.worst_value,
        definitions.best_value,
        definitions.weight,
        definitions.meaning,
        coalesce(sum(facts.fact_count), 0) as fact_count,
        coalesce(sum(facts.good_count), 0) as good_count
    from scored
    inner join definitions on scored.category = definitions.category
    left join facts
        on
            scored.source = facts.source
            and definitions.input = facts.input
            and scored.score_date >= facts.fact_date
            and {{ dbt.dateadd('day', '-definitions.window_days', 'scored.score_date') }} < facts.fact_date
    group by
        scored.source, scored.category, scored.score_date, definitions.input, definitions.label,
        definitions.worst_value, definitions.best_value, definitions.weight, definitions.meaning

),

measured as (

    select
        *,
        cast(good_count as double) / nullif(fact_count, 0) as value_rate,
        {{ wilson_bound('good_count', 'fact_count', '-') }} as value_rate_low,
        {{ wilson_bound('good_count', 'fact_count', '+') }} as value_rate_high
    from summed

)

-- From 0 at the worst value to 100 at the best one, in proportion; no less and no more. Null without rows: greatest and
-- least pass over nulls, and would make 100 of them.
select
    *,
    case
        when value_rate is not null
            then 100 * greatest(0, least(1, (value_rate - worst_value) / (best_value - worst_value)))
    end as points,
    score_date = max(score_date) over (partition by source, category) as is_latest
from measured
