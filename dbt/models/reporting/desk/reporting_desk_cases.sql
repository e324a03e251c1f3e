with

desk_cases as (

    select * from {{ ref('desk_cases') }}

)

select
    source,
    tenant_id,
    tenant_name,
    case_id,
    requester_id,
    segment,
    priority,
    channel,
    component,
    owner_team,
    cast(opened_days_ago as bigint) as opened_days_ago,
    cast(first_reply_seconds as bigint) as first_reply_seconds,
    cast(time_to_resolve_seconds as bigint) as time_to_resolve_seconds,
    is_timed,
    is_ever_resolved,
    is_answered,
    is_satisfied,
    is_breached,
    is_reopened,
    is_escalated,
    reaches_engineering,
    reaches_on_call,
    reaches_product,
    level_path,
    team_path,
    cast(file_count as bigint) as file_count,
    has_early_file,
    cast(macro_count as bigint) as macro_count,
    is_first_request,
    is_repeat_request,
    opened_at
from desk_cases
