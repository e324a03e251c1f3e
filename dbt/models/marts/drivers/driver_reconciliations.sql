with

reported as (

    select * from {{ ref('reported_drivers') }}

),

computed as (

    select * from {{ ref('experience_drivers') }}
    where scope = 'all' and outcome = 'product_csat'

),

-- The platform does not say what its impact is measured in, so that only directions can be held against each other: of
-- an effect whose interval holds zero there is none.
joined as (

    select
        reported.source,
        reported.driver_id,
        sign(reported.reported_impact_score) as reported_direction,
        case
            when computed.effect_low > 0 then 1
            when computed.effect_high < 0 then -1
        end as computed_direction
    from reported
    left join computed on reported.source = computed.source and reported.topic_id = computed.topic_id

)

select
    source,
    cast(null as {{ dbt.type_string() }}) as tenant_id,
    'experience_drivers.impact_score (direction)' as measure,
    driver_id as entity_id,
    cast(null as date) as period_date,
    cast(reported_direction as double) as reported_value,
    cast(computed_direction as double) as computed_value,
    cast(0 as double) as tolerance
from joined
