with

matches as (

    select * from {{ ref('segment_matches') }}

),

moments as (

    select * from {{ ref('segment_moments') }}

),

customers as (

    select * from {{ ref('customer_attributes') }}

),

ends_of_history as (

    select
        source,
        max(weeks_ago) as first_weeks_ago,
        max(moment_on) as as_of_on
    from moments
    group by source

),

-- Moments that follow each other without a gap have the same sum of both numbers.
numbered as (

    select
        source,
        segment_id,
        segment_name,
        customer_id,
        version,
        weeks_ago,
        weeks_ago + row_number() over (partition by source, segment_id, customer_id order by weeks_ago desc) as island
    from matches

),

spells as (

    select
        source,
        segment_id,
        customer_id,
        max(segment_name) as segment_name,
        max(weeks_ago) as entered_weeks_ago,
        min(weeks_ago) as last_weeks_ago,
        min(version) as version_at_entry,
        max(version) as last_version
    from numbered
    group by source, segment_id, customer_id, island

)

select
    spells.source,
    spells.segment_id,
    spells.segment_name,
    spells.customer_id,
    customers.tenant_id,
    customers.tenant_name,
    customers.has_left,
    spells.entered_weeks_ago,
    spells.last_weeks_ago,
    spells.version_at_entry,
    spells.last_version,
    spells.entered_weeks_ago = ends_of_history.first_weeks_ago as is_from_before,
    spells.last_weeks_ago = 0 as is_current,
    case when spells.entered_weeks_ago < ends_of_history.first_weeks_ago then entered.moment end as valid_from,
    left_at.moment as valid_to,
    ends_of_history.as_of_on
from spells
inner join ends_of_history on spells.source = ends_of_history.source
inner join moments as entered
    on spells.source = entered.source and spells.entered_weeks_ago = entered.weeks_ago
left join customers
    on spells.source = customers.source and spells.customer_id = customers.customer_id
left join moments as left_at
    on spells.source = left_at.source and spells.last_weeks_ago - 1 = left_at.weeks_ago
