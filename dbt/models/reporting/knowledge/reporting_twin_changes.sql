with

twin_changes as (

    select * from {{ ref('twin_changes') }}

)

select
    source,
    twin_id,
    twin_kind,
    entity_id,
    record_id,
    attribute,
    value_text,
    value,
    previous_value,
    change,
    usual_change,
    times_usual,
    is_big_change,
    event_trigger,
    confidence,
    recorded_at
from twin_changes
