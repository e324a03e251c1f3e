with

records as (

    select * from {{ ref('stg_platform__twin_history') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

members as (

    select
        records.source,
        records.record_id,
        records.twin_id,
        records.twin_kind,
        records.entity_id,
        records.event_trigger,
        records.confidence,
        records.recorded_at,
        {{ unnested(json_members('records.state_snapshot')) }} as member
    from records
    inner join sources on records.source = sources.source
    where records.recorded_at is null or records.recorded_at <= sources.as_of

)

select
    members.source,
    members.record_id,
    members.twin_id,
    members.twin_kind,
    members.entity_id,
    members.member.key as attribute,
    members.member.value as value_text,
    try_cast(members.member.value as double) as value,
    members.event_trigger,
    members.confidence,
    members.recorded_at
from members
