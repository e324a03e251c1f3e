with

measurements as (

    select
        source,
        forecast_id as entry_id,
        {{ unnested('decided_status') }} as status,
        {{ unnested('decided_by') }} as decided_by,
        {{ unnested('decided_reason') }} as reason,
        {{ unnested('decided_at') }} as decided_at
    from {{ ref('outcome_measurements') }}

)

select
    *,
    row_number() over (partition by source, entry_id order by decided_at)
    = count(*) over (partition by source, entry_id) as is_standing
from measurements
