with

mobile_draft_conflicts as (

    select * from {{ ref('mobile_draft_conflicts') }}

)

select
    source,
    tenant_id,
    user_id,
    draft_key,
    draft_kind,
    device_count,
    text_count,
    newest_device_id,
    newest_length,
    longest_other_length,
    is_written_further,
    hours_apart,
    days_old,
    newest_updated_at,
    other_updated_at
from mobile_draft_conflicts
