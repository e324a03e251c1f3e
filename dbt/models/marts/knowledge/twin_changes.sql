{#- A change is big from so many times the usual one on, where at least so many changes tell what is usual. -#}
{%- set big_factor = 5 -%}
{%- set fewest_changes = 20 -%}
with

attributes as (

    select * from {{ ref('int_twin_attributes') }}

),

in_order as (

    select
        *,
        lag(value) over (
            partition by source, twin_id, attribute
            order by recorded_at asc nulls first, record_id asc
        ) as previous_value
    from attributes

),

changed as (

    select
        *,
        value - previous_value as change
    from in_order

),

-- What is usual for an attribute of this kind of twin, among the times that it changed at all.
usual as (

    select
        source,
        twin_kind,
        attribute,
        count(*) as change_count,
        percentile_cont(0.5) within group (order by abs(change)) as usual_change
    from changed
    where change <> 0
    group by source, twin_kind, attribute

)

select
    changed.source,
    changed.twin_id,
    changed.twin_kind,
    changed.entity_id,
    changed.record_id,
    changed.attribute,
    changed.value_text,
    changed.value,
    changed.previous_value,
    changed.change,
    usual.usual_change,
    abs(changed.change) / usual.usual_change as times_usual,
    coalesce(
        usual.change_count >= {{ fewest_changes }}
        and abs(changed.change) >= {{ big_factor }} * usual.usual_change,
        false
    ) as is_big_change,
    changed.event_trigger,
    changed.confidence,
    changed.recorded_at
from changed
left join usual
    on
        changed.source = usual.source
        and changed.twin_kind = usual.twin_kind
        and changed.attribute = usual.attribute
