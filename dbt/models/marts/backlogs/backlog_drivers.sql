{#- A weight that is older than this says nothing about the week. -#}
{%- set oldest_days = 56 -%}

with

items as (

    select * from {{ ref('backlog_item_weeks') }}
    where theme_kind = 'topic'

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

history as (

    select * from {{ ref('driver_history') }}

),

-- What is nearest to the desk goes first: satisfaction with a case, then the tone, then satisfaction with the product.
ranked as (

    select
        items.source,
        items.item_key,
        items.week_start,
        history.outcome,
        history.week_start as driver_week,
        history.n,
        history.weight,
        history.effect,
        history.effect_low,
        history.effect_high,
        row_number() over (
            partition by items.source, items.item_key, items.week_start
            order by
                case history.outcome when 'support_csat' then 1 when 'sentiment' then 2 else 3 end asc,
                history.week_start desc
        ) as place
    from items
    inner join platforms on items.source = platforms.source
    inner join history
        on
            platforms.platform_source = history.source
            and items.theme_id = history.topic_id
            and items.week_start >= history.week_start
            and history.week_start >= {{ dbt.dateadd('day', -oldest_days, 'items.week_start') }}
    where history.scope = 'all' and history.outcome in ('support_csat', 'sentiment', 'product_csat')

)

select
    source,
    item_key,
    week_start,
    outcome as driver_outcome,
    driver_week,
    n as driver_n,
    weight as driver_weight,
    effect as driver_effect,
    effect_low as driver_effect_low,
    effect_high as driver_effect_high
from ranked
where place = 1
