with

records as (

    select * from {{ ref('stg_platform__twin_history') }}

),

changes as (

    select * from {{ ref('twin_changes') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

ranked as (

    select
        records.*,
        count(*) over (partition by records.source, records.twin_id) as record_count,
        row_number() over (
            partition by records.source, records.twin_id
            order by records.recorded_at desc nulls last, records.record_id desc
        ) as newness
    from records
    inner join sources on records.source = sources.source
    where records.recorded_at is null or records.recorded_at <= sources.as_of

),

changes_by_twin as (

    select
        source,
        twin_id,
        count(case when is_big_change then 1 end) as big_change_count,
        max(case when is_big_change then recorded_at end) as last_big_change_at
    from changes
    group by source, twin_id

),

last_health as (

    select
        source,
        record_id,
        value as twin_health
    from changes
    where twin_kind = 'customer' and attribute = 'health'

)

select
    ranked.source,
    customers.tenant_id,
    ranked.twin_id,
    ranked.twin_kind,
    ranked.entity_id,
    ranked.state_snapshot,
    ranked.event_trigger,
    ranked.confidence,
    ranked.record_count,
    coalesce(changes_by_twin.big_change_count, 0) as big_change_count,
    last_health.twin_health,
    customers.health_score as customer_health_score,
    last_health.twin_health - customers.health_score as health_difference,
    ranked.recorded_at,
    changes_by_twin.last_big_change_at
from ranked
left join changes_by_twin on ranked.source = changes_by_twin.source and ranked.twin_id = changes_by_twin.twin_id
left join last_health on ranked.source = last_health.source and ranked.record_id = last_health.record_id
left join customers
    on
        ranked.source = customers.source
        and ranked.twin_kind = 'customer'
        and ranked.entity_id = customers.customer_id
where ranked.newness = 1
