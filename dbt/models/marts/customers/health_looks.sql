with

attributes as (

    select * from {{ ref('int_twin_attributes') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

scores as (

    select
        source,
        entity_id as customer_id,
        value as health_score,
        cast(recorded_at as date) as looked_on,
        row_number() over (
            partition by source, entity_id, extract(year from recorded_at), extract(month from recorded_at)
            order by recorded_at, record_id
        ) as place_in_month
    from attributes
    where twin_kind = 'customer' and attribute = 'health' and value is not null and recorded_at is not null

),

-- The first score of each month, of customers who are there still; and, of those, the score of today.
looks as (

    select
        scores.source,
        scores.customer_id,
        scores.health_score,
        scores.looked_on,
        false as is_today
    from scores
    where scores.place_in_month = 1

    union all

    select
        customers.source,
        customers.customer_id,
        cast(customers.health_score as double) as health_score,
        cast(sources.as_of as date) as looked_on,
        true as is_today
    from customers
    inner join sources on customers.source = sources.source
    where customers.health_score is not null and (customers.created_at is null or customers.created_at <= sources.as_of)

),

dated as (

    select
        looks.source,
        looks.customer_id,
        customers.tenant_id,
        looks.health_score,
        looks.looked_on,
        looks.is_today,
        cast({{ dbt.dateadd('day', health_setting('horizon_days'), 'looks.looked_on') }} as date) as judged_on,
        case when customers.churned_on <= cast(sources.as_of as date) then customers.churned_on end as churned_on,
        cast(sources.as_of as date) as as_of_on,
        cast({{ dbt.dateadd(
            'day',
            -health_setting('horizon_days') - health_setting('held_out_days'),
            'cast(sources.as_of as date)'
        ) }} as date) as held_out_from
    from looks
    inner join customers on looks.source = customers.source and looks.customer_id = customers.customer_id
    inner join sources on looks.source = sources.source

)

-- Whoever leaves is known at once, and whoever stays only when the days are over: neither is told before that.
select
    dated.*,
    case
        {%- for name, below in health_bands() %}
            {{ "when dated.health_score < " ~ below ~ " then" if below else "else" }} '{{ name }}'
        {%- endfor %}
    end as health_band,
    case
        when dated.is_today or dated.judged_on > dated.as_of_on then null
        when dated.churned_on <= dated.judged_on then 'left'
        else 'stayed'
    end as outcome,
    not dated.is_today and dated.looked_on >= dated.held_out_from and dated.judged_on <= dated.as_of_on as is_held_out,
    not dated.is_today and dated.judged_on < dated.held_out_from as is_known_before_hold_out
from dated
where dated.churned_on is null or dated.churned_on > dated.looked_on
